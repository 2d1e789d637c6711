//! Adding a row by what was typed.

use super::object::object_of;
use super::{Config, Slot};
use crate::settings::value::check_column;
use crate::settings::{List, Reason, Row};

impl Config {
    /// Adds a row about what was typed. A text that is refused stays in its box, with the reason.
    pub(super) fn add(&mut self, list: List, text: String) {
        let slot: Slot = self.slot_of_list(list);
        if !self.may_change(&slot) {
            return;
        }
        match self.subject_of(list, &text) {
            Ok(subject) if list == List::Lines => {
                self.lists.refused_additions.remove(&list);
                self.link_lines(&[Row::new(list, &subject, "", None)], true);
            }
            Ok(subject) => {
                self.lists.refused_additions.remove(&list);
                let mut rows = self.rows_to_edit(list);
                rows.push(Row::new(list, &subject, "", None));
                self.draft_rows(list, rows);
            }
            Err(reason) => {
                self.lists.refused_additions.insert(list, (text, reason));
            }
        }
    }

    /// What a new row is about.
    fn subject_of(&self, list: List, text: &str) -> Result<String, Reason> {
        match list {
            List::Targets => object_of(text, &self.org.objects),
            _ => check_column(&list.row().columns[0], text),
        }
    }

    /// The text that could not be added to a list last, and why.
    pub(crate) fn refused_addition(&self, list: List) -> Option<(&str, Reason)> {
        self.lists.refused_additions.get(&list).map(|(text, reason)| (text.as_str(), *reason))
    }
}
