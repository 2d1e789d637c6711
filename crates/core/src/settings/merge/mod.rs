//! From what the org stores to the settings in force.
//!
//! The nearest level with a valid value wins: user, profile, organisation, default. What is wrong is reported once, and the value of the
//! level above stays in force. Locks say who may write, not what counts: a locked value that an administrator set for a user counts.

mod fields;
mod levels;
mod lists;
mod locks;

use super::fault::{Fault, Place};
use super::merged::Merged;
use super::reason::Reason;
use super::schema::Level;
use super::stored::StoredSettings;

/// How many characters of a wrong value are shown.
const SEEN: usize = 60;

/// Merges what the org stores.
#[must_use]
pub fn merge(stored: &StoredSettings) -> Merged {
    let mut merged = Merged::default();
    levels::merge(stored, &mut merged);
    locks::merge(stored, &mut merged);
    lists::merge(stored, &mut merged);
    merged
}

impl Merged {
    fn fault(&mut self, level: Option<Level>, place: Place, name: &str, reason: Reason, seen: &impl ToString) {
        self.faults.push(Fault { level, place, name: cut(name), reason, seen: cut(&seen.to_string()) });
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SEEN).collect()
}
