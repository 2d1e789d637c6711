//! Changing the rows of a list.

use super::rows::add_row;
use super::{Config, DraftValue};
use crate::settings::{Level, List, Row, find_row};

impl Config {
    pub(super) fn add_row(&mut self, list: List) {
        let mut rows = self.rows_to_edit(list);
        if rows.len() < list.row().most {
            rows.push(Row::new(list, "", "", None));
            self.draft_rows(list, rows);
        }
    }

    pub(super) fn remove_row(&mut self, list: List, row: usize) {
        let mut rows = self.rows_to_edit(list);
        if list.is_ordered() {
            if row < rows.len() {
                rows.remove(row);
            }
        } else if let Some(shown) = self.shown_list(list).rows.get(row) {
            take_out(list, &mut rows, shown);
        }
        self.draft_rows(list, rows);
    }

    pub(super) fn move_row(&mut self, list: List, row: usize, up: bool) {
        let mut rows = self.rows_to_edit(list);
        let to = if up { row.checked_sub(1) } else { Some(row + 1) };
        if let Some(to) = to
            && list.is_ordered()
            && row.max(to) < rows.len()
        {
            rows.swap(row, to);
            self.draft_rows(list, rows);
        }
    }

    pub(super) fn type_cell(&mut self, list: List, row: usize, column: usize, text: String) {
        match list {
            List::Lines => self.link_line(row, text == "on"),
            List::LogFields => {
                if let Some(shown) = self.shown_list(list).rows.get(row).cloned() {
                    self.set_contents(list, &[shown], &text, "");
                }
            }
            List::Targets | List::Results | List::Statuses | List::HarassmentScript | List::HarassmentOutcomes => {
                let mut rows = self.rows_to_edit(list);
                if let Some(cell) = rows.get_mut(row).and_then(|row| row.cells.get_mut(column)) {
                    *cell = text;
                    self.draft_rows(list, rows);
                }
            }
        }
    }

    pub(super) fn link_line(&mut self, row: usize, linked: bool) {
        if let Some(shown) = self.shown_list(List::Lines).rows.get(row).cloned() {
            self.link_lines(&[shown], linked);
        }
    }

    pub(super) fn tick_all_lines(&mut self) {
        let shown = self.shown_list(List::Lines).rows.clone();
        self.link_lines(&shown, !are_all_linked(&shown));
    }

    pub(super) fn link_lines(&mut self, lines: &[Row], linked: bool) {
        let default = if self.read.merged.settings.links_unlisted_lines() { "on" } else { "off" };
        self.set_contents(List::Lines, lines, if linked { "on" } else { "off" }, default);
    }

    /// Sets the second column of some rows. Nothing is stored where the level above says the same; but the organisation decides on every
    /// line. `default` holds where no level above has decided.
    fn set_contents(&mut self, list: List, subjects: &[Row], content: &str, default: &str) {
        let decides_on_all = list == List::Lines && self.level() == Level::Organisation;
        let above = self.rows_above(list);
        let mut rows = self.shown_list(list).own.clone();
        for row in subjects {
            take_out(list, &mut rows, row);
            let inherited = find_row(list, &above, &row.cells).map_or(default, |at| above[at].cell(1));
            if decides_on_all || inherited != content {
                add_row(list, &mut rows, Row::new(list, row.subject(), content, None));
            }
        }
        self.draft_rows(list, rows);
    }

    pub(super) fn draft_rows(&mut self, list: List, rows: Vec<Row>) {
        let rows = rows.into_iter().map(|row| row.cells).collect();
        self.draft(self.slot_of_list(list), DraftValue::Rows(rows));
    }
}

/// Whether the calls of all lines are linked.
pub(crate) fn are_all_linked(lines: &[Row]) -> bool {
    lines.iter().all(|line| line.cell(1) == "on")
}

fn take_out(list: List, rows: &mut Vec<Row>, row: &Row) {
    if let Ok(at) = find_row(list, rows, &row.cells) {
        rows.remove(at);
    }
}
