//! Past calls: what is kept of them, and how they are found.

use super::change::AgentKey;
use denwa_protocol::{Call, Cause, Direction, Number, Timestamp};

/// Of longer notes only the beginning is kept, in characters: the log has them all.
const MAX_NOTE_CHARS: usize = 500;

/// An ended call, for the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCall {
    /// The call, with long notes shortened and without what colleagues did before.
    pub call: Call,
    /// The text in which it is looked for.
    pub find: String,
}

impl PastCall {
    /// Makes the past call of a call that has ended. `country_code` is the code of the country of numbers without one.
    #[must_use]
    pub fn new(call: &Call, country_code: &str) -> Self {
        let mut call = Call { earlier: Vec::new(), ..call.clone() };
        if let Some(note) = &mut call.note
            && let Some((end, _)) = note.text.char_indices().nth(MAX_NOTE_CHARS)
        {
            note.text.truncate(end);
            note.text.push('…');
        }
        let find = search_text(&call, country_code);
        Self { call, find }
    }

    /// Whether the agent missed the call.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        is_missed(&self.call)
    }
}

/// Whether an agent missed a call.
#[must_use]
pub fn is_missed(call: &Call) -> bool {
    call.direction == Direction::Inbound && call.ended.is_some_and(|ended| ended.cause == Cause::Missed)
}

/// A question for past calls of an agent, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryQuery {
    /// The agent.
    pub agent: AgentKey,
    /// Only calls that began before.
    pub before: Option<Timestamp>,
    /// Only missed calls.
    pub is_missed_only: bool,
    /// Only calls with this text.
    pub find: Option<Needle>,
    /// How many calls at most.
    pub limit: usize,
}

impl HistoryQuery {
    /// Whether the question asks for a call with these properties. The agent is not compared.
    #[must_use]
    pub fn wants(&self, began_at: Timestamp, is_missed: bool, find: &str) -> bool {
        self.before.is_none_or(|before| began_at < before)
            && (is_missed || !self.is_missed_only)
            && self.find.as_ref().is_none_or(|needle| needle.is_in(find))
    }
}

/// A text to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    text: String,
    /// The text without separators, if it may be a part of a number.
    digits: Option<String>,
}

impl Needle {
    /// Makes a needle; `None` if there is nothing to look for.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = normalise(text.trim());
        let digits = without_separators(&text).filter(|digits| !digits.is_empty());
        (!text.is_empty()).then_some(Self { text, digits })
    }

    /// Whether a text made by [`normalise`] has the needle in it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&self.text) || self.digits.as_ref().is_some_and(|digits| text.contains(digits.as_str()))
    }
}

/// Returns a text in the form in which it is looked for: small letters, full-width letters and digits as half-width ones.
#[must_use]
pub fn normalise(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        // Dashes that Japanese keyboards write in numbers.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// Returns a number without separators; `None` if there is anything else in it. Expects a normalised text.
fn without_separators(text: &str) -> Option<String> {
    let is_separator = |c: &char| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/');
    let digits: String = text.chars().filter(|c| !is_separator(c)).collect();
    digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#' | '+')).then_some(digits)
}

/// Returns the forms of a number that people look for: as it is, in the country, from abroad.
fn forms(number: &str, country_code: &str) -> Vec<String> {
    let number = normalise(number);
    let digits = without_separators(&number).unwrap_or_else(|| number.clone());
    let from_abroad = digits.strip_prefix('0').map(|rest| format!("+{country_code}{rest}"));
    let in_country =
        digits.strip_prefix('+').and_then(|rest| rest.strip_prefix(country_code)).map(|rest| format!("0{rest}"));
    [Some(number), Some(digits), from_abroad, in_country].into_iter().flatten().collect()
}

/// Returns the text in which a call is looked for: numbers and names, a line each.
#[must_use]
pub fn search_text(call: &Call, country_code: &str) -> String {
    let parties = call.parties.iter().map(|participant| &participant.party);
    let sides = || std::iter::once(&call.remote).chain(parties.clone());
    let mut lines: Vec<String> = sides()
        .filter_map(|party| match &party.number {
            Number::Known { digits } => Some(forms(digits, country_code)),
            Number::Withheld | Number::Unknown => None,
        })
        .flatten()
        .collect();
    let records = [&call.record, &call.related].into_iter().flatten().filter_map(|record| record.name.as_deref());
    let names = sides().filter_map(|party| party.name.as_deref()).chain(records);
    lines.extend(names.map(normalise));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use denwa_protocol::{AttachedRecord, Party};

    fn text(number: &str) -> String {
        let number = Number::Known { digits: number.to_owned() };
        let remote = Party { number, name: Some("ＡＣＭＥ商事".to_owned()) };
        let record = AttachedRecord { record_id: String::new(), name: Some("Yamada Taro".to_owned()) };
        let call = Call { record: Some(record), ..Call { remote, ..Call::default() } };
        search_text(&call, "81")
    }

    #[test]
    fn calls_are_found_by_number_and_name() {
        for number in ["0312345678", "03-1234-5678", "+81312345678", "+81 3-1234-5678"] {
            let text = text(number);
            for find in [
                "1234",
                "03-1234",
                "0312345678",
                "+81 3 1234",
                "０３－１２３４",
                "(03)1234",
                "acme",
                "yamada",
                " taro ",
            ] {
                assert!(Needle::new(find).unwrap().is_in(&text), "{find} in {text:?}");
            }
            for find in ["04", "Sato", "taroyamada", "31234+"] {
                assert!(!Needle::new(find).unwrap().is_in(&text), "{find} in {text:?}");
            }
        }
        assert_eq!(Needle::new("  "), None);
    }

    #[test]
    fn long_notes_are_shortened() {
        let note = denwa_protocol::CallNote { text: "漢".repeat(501), revision: 1 };
        let past = PastCall::new(&Call { note: Some(note), ..Call::default() }, "81");
        assert_eq!(past.call.note.unwrap().text, format!("{}…", "漢".repeat(500)));
    }
}
