//! Logs that are not written, as a file: what Salesforce does not take is not lost.

use super::Panel;
use crate::call::Card;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::package::save_log::LogValue;
use crate::text::Msg;

/// The file's name.
const NAME: &str = "denwa-call-logs.csv";
/// Tells spreadsheets that the file is UTF-8.
const BOM: char = '\u{feff}';

impl Panel {
    /// How many logs are not written although that has been tried.
    pub(crate) fn stuck_logs(&self) -> usize {
        self.cards.iter().filter(|card| card.log.is_stuck()).count()
    }

    /// Hands the logs that are not written to the agent.
    pub(super) fn export_logs(&self, effects: &mut Effects) {
        let language = self.context.language;
        let head = [Msg::LogTime, Msg::LogCall, Msg::LogRecord, Msg::LogField, Msg::LogValue]
            .map(|word| word.t(language).to_owned());
        let cards = self.cards.iter().filter(|card| card.log.is_stuck());
        let lines = [head].into_iter().chain(cards.flat_map(|card| self.rows(card)));
        let text: String = lines.map(|cells| line(&cells)).collect();
        effects.push(Effect::Download { name: NAME.to_owned(), text: format!("{BOM}{text}") });
    }

    /// A line for each field of a call's log.
    fn rows(&self, card: &Card) -> Vec<[String; 5]> {
        let record = card.draft_record(&self.context);
        let about = card.who.record().map(|found| found.name.clone()).unwrap_or_default();
        let began = utc(card.call.began_at);
        let fields = record.fields.into_iter().map(|(field, value)| {
            let value = match value {
                LogValue::Null => String::new(),
                LogValue::Number(number) => number.to_string(),
                LogValue::Text(text) => text,
            };
            [began.clone(), card.call.id.clone(), about.clone(), field, value]
        });
        fields.collect()
    }
}

fn line(cells: &[String; 5]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// A time in milliseconds since the Unix epoch as `2026-11-22 03:04:05Z`. Days from Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms".
fn utc(at: u64) -> String {
    let (days, second) = (at / 86_400_000 + 719_468, at / 1_000 % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::{quoted, utc};

    #[test]
    fn times_are_those_of_the_calendar() {
        assert_eq!(utc(0), "1970-01-01 00:00:00Z");
        assert_eq!(utc(951_782_400_000), "2000-02-29 00:00:00Z");
        assert_eq!(utc(1_795_400_000_123), "2026-11-23 02:13:20Z");
        assert_eq!(utc(4_107_542_399_000), "2100-02-28 23:59:59Z");
    }

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        assert_eq!(quoted("山田, \"花子\"\n2"), "\"山田, \"\"花子\"\"\n2\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("+81312345678"), "\"'+81312345678\"");
    }
}
