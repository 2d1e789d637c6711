//! The rows of a list that are shown.
//!
//! Where order counts ([`List::is_ordered`]) a level's rows are the whole list: editing begins with the rows in force. Lines and parts
//! of the log are shown whole, each row from its own level, and only what differs is stored for a user.

use super::{Config, ShownList};
use crate::settings::schema::LOG_PARTS;
use crate::settings::{DEFAULT_TARGETS, List, Row, insert_row};

impl Config {
    /// The rows in force where the level that is being set has none of its own.
    pub(super) fn rows_above(&self, list: List) -> Vec<Row> {
        self.read.merged.rows_above(list, self.level())
    }

    /// The rows that setting the list at this level begins with.
    pub(super) fn rows_to_edit(&self, list: List) -> Vec<Row> {
        let ShownList { own, rows, .. } = self.shown_list(list);
        if own.is_empty() && list.is_ordered() { rows.clone() } else { own.clone() }
    }

    /// This level's rows, then the inherited and built-in rows that are shown with them.
    pub(super) fn with_other_rows(&self, list: List, own: Vec<Row>) -> Vec<Row> {
        let mut shown = own;
        if list.is_ordered() && !shown.is_empty() {
            return shown;
        }
        for row in self.rows_above(list) {
            add_row(list, &mut shown, row);
        }
        match list {
            List::Targets if shown.is_empty() => {
                shown.extend(DEFAULT_TARGETS.map(|object| Row::new(list, object, "", None)));
            }
            List::Lines => {
                let linked = if self.read.merged.settings.links_unlisted_lines() { "on" } else { "off" };
                for number in self.known_numbers() {
                    insert_row(list, &mut shown, Row::new(list, number, linked, None));
                }
            }
            List::LogFields => {
                for part in LOG_PARTS {
                    insert_row(list, &mut shown, Row::new(list, part, "", None));
                }
            }
            List::Targets | List::Results | List::Statuses | List::HarassmentScript | List::HarassmentOutcomes => {}
        }
        shown
    }
}

/// Adds a row: at the end where order counts, even beside one about the same thing, which is a fault then; otherwise in its place.
pub(super) fn add_row(list: List, rows: &mut Vec<Row>, row: Row) {
    if list.is_ordered() {
        rows.push(row);
    } else {
        insert_row(list, rows, row);
    }
}
