//! Lists: the rows that are shown, and what is done with them.
//!
//! Where order counts ([`ordered`]) a level's rows are all of it: setting them begins with what is in force. Lines and parts of the log are shown
//! whole, each row from its own level, and only what differs stands at a user's.

use super::code::{ROW, rows};
use super::draft::{RowFault, check_rows};
use super::{Config, ConfigAction, Do, objects};
pub(super) use crate::settings::merge::Rows;
use crate::settings::merge::{CELL, cell, cells, find_row, ordered, put_row};
use crate::settings::schema::LOG_PARTS;
use crate::settings::value::check_column;
use crate::settings::{DEFAULT_TARGETS, Key, Level, List};

impl Config {
    /// The rows at the level that is being set, as typed or as stored.
    pub(super) fn own_rows(&self, list: List) -> Rows {
        let slot = self.slot_of_list(list);
        let mut own = Rows::new();
        for row in rows(&self.typed_at(&slot)) {
            let row =
                if list == List::Lines { row_of(list, &number_of(cell(row, 0)), cell(row, 1)) } else { row.to_owned() };
            put_row(list, &mut own, row, Some(self.level()));
        }
        own
    }

    /// The rows in force by what stands at the levels above the one that is being set.
    fn rows_above(&self, list: List) -> Rows {
        self.merged.rows_above(list, self.level())
    }

    /// What a list begins with when it is set at this level: where the nearest level counts as a whole, what is in force.
    fn rows_to_edit(&self, list: List) -> Rows {
        let own = self.own_rows(list);
        if own.is_empty() && ordered(list) { self.shown_rows(list) } else { own }
    }

    /// The rows that are shown.
    pub(super) fn shown_rows(&self, list: List) -> Rows {
        self.rows_with(list, self.own_rows(list))
    }

    /// Those of this level, and what else is shown.
    pub(super) fn rows_with(&self, list: List, mut shown: Rows) -> Rows {
        if ordered(list) {
            if shown.is_empty() {
                shown = self.rows_above(list);
            }
            if shown.is_empty() && list == List::Targets {
                for object in DEFAULT_TARGETS {
                    shown.push((row_of(list, object, ""), None));
                }
            }
            return shown;
        }
        for (row, level) in self.rows_above(list) {
            put_row(list, &mut shown, row, level);
        }
        if list == List::Lines {
            let linked = self.merged.settings.text(Key::LinesDefault);
            for (line, _) in &self.lines {
                put_row(list, &mut shown, row_of(list, cell(line, 0), linked), None);
            }
        } else {
            for part in LOG_PARTS {
                put_row(list, &mut shown, row_of(list, part, ""), None);
            }
        }
        shown
    }

    /// What is done with the rows of a list.
    pub(super) fn edit_list(&mut self, action: &ConfigAction) {
        let ConfigAction { what, list, row, column, .. } = *action;
        let text: String = action.text.chars().filter(|c| !matches!(*c, CELL | ROW)).collect();
        let shown = self.shown_rows(list);
        let mut rows = self.rows_to_edit(list);
        if row >= shown.len() && matches!(what, Do::Cell | Do::RemoveRow) {
            return;
        }
        let mut added = String::new();
        if what == Do::Add {
            let checked = match list {
                List::Lines => check_column(&list.row().columns[0], &action.text),
                _ => objects::object_of(&action.text, self.objects()).map(|object| row_of(list, object, "")),
            };
            self.target_error = checked.as_ref().err().copied();
            let Ok(row) = checked else { return };
            added = row;
        }
        match (what, list) {
            (Do::AddRow, _) => {
                if rows.len() < list.row().most {
                    rows.push((row_of(list, "", ""), None));
                }
            }
            (Do::MoveUp | Do::MoveDown, _) => {
                let to = if what == Do::MoveUp { row.wrapping_sub(1) } else { row + 1 };
                if row < rows.len() && to < rows.len() {
                    rows.swap(row, to);
                }
            }
            (Do::RemoveRow, _) if !ordered(list) => take_out(list, &mut rows, &shown[row].0),
            (Do::RemoveRow, _) => {
                if row < rows.len() {
                    rows.remove(row);
                }
            }
            (Do::Add, List::Targets) => rows.push((added, None)),
            (_, List::Lines | List::LogFields) => {
                let added = [(added, None)];
                let changed = match what {
                    Do::TickAll => &shown[..],
                    Do::Add => &added[..],
                    _ => shown.get(row..=row).unwrap_or_default(),
                };
                let on = if what == Do::TickAll { !all_linked(&shown) } else { action.on };
                let (said, default) = match list {
                    List::Lines => (["off", "on"][usize::from(on)], self.merged.settings.text(Key::LinesDefault)),
                    _ => (&*text, ""),
                };
                let above = self.rows_above(list);
                // Nothing is said where the level above says the same; but the organisation decides on every line.
                let all = list == List::Lines && self.level() == Level::Organisation;
                for (about, _) in changed {
                    take_out(list, &mut rows, about);
                    let stands = find_row(list, &above, about).ok().map_or(default, |at| cell(&above[at].0, 1));
                    if all || stands != said {
                        put_row(list, &mut rows, row_of(list, cell(about, 0), said), None);
                    }
                }
            }
            _ => {
                if let Some((typed, _)) = rows.get_mut(row) {
                    let mut changed = String::new();
                    for (at, cell) in cells(typed).enumerate() {
                        if at > 0 {
                            changed.push(CELL);
                        }
                        changed.push_str(if at == column { &text } else { cell });
                    }
                    *typed = changed;
                }
            }
        }
        self.draft(self.slot_of_list(list), text_of(&rows), None);
    }
}

/// Whether the calls of all numbers are linked.
pub(super) fn all_linked(shown: &Rows) -> bool {
    shown.iter().all(|(row, _)| cell(row, 1) == "on")
}

/// What is wrong with the rows that are shown, as far as they are this level's own: those of `text`.
pub(super) fn faults_of(list: List, text: &str, shown: &Rows) -> Vec<RowFault> {
    let (_, mut faults) = check_rows(list, text);
    if !ordered(list) {
        // Rows of other levels stand between them.
        for (row, ..) in &mut faults {
            let place = rows(text).nth(*row).and_then(|own| find_row(list, shown, own).ok());
            *row = place.unwrap_or(*row);
        }
    }
    faults
}

pub(super) fn text_of(rows: &Rows) -> String {
    let mut text = String::new();
    for (row, _) in rows {
        text.push_str(row);
        text.push(ROW);
    }
    text
}

fn take_out(list: List, rows: &mut Rows, about: &str) {
    if let Ok(at) = find_row(list, rows, about) {
        rows.remove(at);
    }
}

/// A row about something, with what is said of it.
pub(super) fn row_of(list: List, about: &str, said: &str) -> String {
    let mut row = about.to_owned();
    for at in 1..list.row().columns.len() {
        row.push(CELL);
        row.push_str(if at == 1 { said } else { "" });
    }
    row
}

/// A number as lists have it.
pub(super) fn number_of(text: &str) -> String {
    crate::number::dialable(text).unwrap_or_else(|_| text.to_owned())
}
