//! Which record the agent chose for a number that several records have, so that she is not asked again.
//!
//! The browser keeps it, for this user of this organisation alone: numbers and record IDs, no names. It is bounded: the choices that were
//! made longest ago go first, and each goes after half a year.

use crate::number;
use serde::{Deserialize, Serialize};

/// How many choices are kept.
const MOST: usize = 200;
/// How long a choice is kept, in milliseconds.
const KEPT_MS: u64 = 180 * 24 * 3_600_000;

/// The choices, the last one at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remembered(Vec<RememberedChoice>);

/// The choice for a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedChoice {
    /// The number, in digits.
    pub number: String,
    /// The record's ID.
    pub record: String,
    /// When it was made, by the event server's clock.
    pub at: u64,
}

impl Remembered {
    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The record that was chosen for a number.
    #[must_use]
    pub fn record_of(&self, digits: &str, now: u64) -> Option<&str> {
        let choice = self.0.iter().find(|choice| number::same(&choice.number, digits))?;
        (choice.at + KEPT_MS > now).then_some(choice.record.as_str())
    }

    /// Remembers a choice.
    pub(crate) fn remember(&mut self, digits: &str, record: &str, now: u64) {
        if !number::same(digits, digits) {
            return; // It could not be found again.
        }
        self.forget(digits);
        self.0.retain(|choice| choice.at + KEPT_MS > now);
        self.0.push(RememberedChoice { number: digits.to_owned(), record: record.to_owned(), at: now });
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// Forgets the choice for a number. Returns whether there was one.
    pub(crate) fn forget(&mut self, digits: &str) -> bool {
        let known = self.0.len();
        self.0.retain(|choice| !number::same(&choice.number, digits));
        self.0.len() < known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "003000000000001AAA";

    #[test]
    fn a_number_is_known_in_each_way_of_writing_it() {
        let mut remembered = Remembered::default();
        remembered.remember("0312345678", RECORD, 1);
        assert_eq!(remembered.record_of("+81312345678", 2), Some(RECORD));
        assert_eq!(remembered.record_of("0312345679", 2), None);
        remembered.remember("+81312345678", "other", 3);
        assert_eq!((remembered.record_of("0312345678", 4), remembered.0.len()), (Some("other"), 1));
        assert!(remembered.forget("0312345678") && !remembered.forget("0312345678") && remembered.is_empty());
    }

    #[test]
    fn it_is_bounded_in_number_and_in_time() {
        let mut remembered = Remembered::default();
        for at in 0..300_u64 {
            remembered.remember(&format!("03123{at:05}"), RECORD, at);
        }
        assert_eq!(remembered.0.len(), MOST);
        assert_eq!(remembered.record_of("0312300099", 300), None, "made longest ago");
        assert_eq!(remembered.record_of("0312300299", 300), Some(RECORD));
        assert_eq!(remembered.record_of("0312300299", KEPT_MS + 300), None, "half a year later");
    }
}
