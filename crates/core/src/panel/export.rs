//! Logs that are not written, as a file: what Salesforce does not take is not lost.

use super::Panel;
use crate::call::Card;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::package::save_log::LogValue;
use crate::text::Msg;
use time::OffsetDateTime;

/// The file's name.
const NAME: &str = "denwa-call-logs.csv";
/// Tells spreadsheets that the file is UTF-8.
const BOM: char = '\u{feff}';

impl Panel {
    /// How many logs are not written although that has been tried.
    pub(crate) fn stuck_logs(&self) -> usize {
        self.stuck().count()
    }

    fn stuck(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| card.log.is_stuck())
    }

    /// Hands the logs that are not written to the agent.
    pub(super) fn export_logs(&self, effects: &mut Effects) {
        let language = self.context.language;
        let head = [Msg::LogTime, Msg::LogCall, Msg::LogRecord, Msg::LogField, Msg::LogValue]
            .map(|word| word.t(language).to_owned());
        let lines = [head].into_iter().chain(self.stuck().flat_map(|card| self.rows(card)));
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

/// A time in milliseconds since the Unix epoch as `2026-11-22 03:04:05Z`; the number itself if the year has more than four digits.
fn utc(at: u64) -> String {
    let seconds = i64::try_from(at / 1_000).ok();
    let Some(time) = seconds.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok()) else {
        return at.to_string();
    };
    let (year, month, day) = time.to_calendar_date();
    let (hour, minute, second) = time.to_hms();
    format!("{year:04}-{:02}-{day:02} {hour:02}:{minute:02}:{second:02}Z", u8::from(month))
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
        assert_eq!(utc(u64::MAX), u64::MAX.to_string());
    }

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        assert_eq!(quoted("山田, \"花子\"\n2"), "\"山田, \"\"花子\"\"\n2\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("+81312345678"), "\"'+81312345678\"");
    }
}
