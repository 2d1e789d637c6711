//! Lists: the rows that are shown, and what is done with them.
//!
//! Where order counts ([`ordered`]) a level's rows are all of it: setting them begins with what is in force. Lines and parts of the log are shown
//! whole, each row from its own level, and only what differs stands at a user's.

use super::code::{ROW, rows};
use super::draft::{RowFault, check_rows};
use super::{Config, ConfigAction, objects};
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

    pub(super) fn edit_list(&mut self, action: &ConfigAction) {
        match action {
            ConfigAction::Cell { list, row, column, text } => self.set_cell(*list, *row, *column, text),
            ConfigAction::AddRow(list) => self.with_rows(*list, &mut |rows, list| {
                if rows.len() < list.row().most {
                    rows.push((row_of(list, "", ""), None));
                }
            }),
            ConfigAction::RemoveRow(list, row) => self.remove_row(*list, *row),
            ConfigAction::MoveRow(list, row, up) => self.with_rows(*list, &mut |rows, _| {
                let to = if *up { row.wrapping_sub(1) } else { row + 1 };
                if *row < rows.len() && to < rows.len() {
                    rows.swap(*row, to);
                }
            }),
            ConfigAction::UnsetList(list) => self.draft(self.slot_of_list(*list), String::new(), None),
            ConfigAction::Tick(typed, linked) => {
                let checked = check_column(&List::Lines.row().columns[0], typed);
                self.target_error = checked.as_ref().err().copied();
                if let Ok(number) = checked {
                    self.tick(&[(number, None)], *linked);
                }
            }
            ConfigAction::TickAll => {
                let shown = self.shown_rows(List::Lines);
                let all = shown.iter().all(|(row, _)| cell(row, 1) == "on");
                self.tick(&shown, !all);
            }
            ConfigAction::AddTarget(typed) => {
                let object = objects::object_of(typed, self.objects());
                let row = object.map(|object| row_of(List::Targets, object, ""));
                self.target_error = row.as_ref().err().copied();
                if let Ok(row) = row {
                    self.with_rows(List::Targets, &mut |rows, _| rows.push((row.clone(), None)));
                }
            }
            _ => {}
        }
    }

    /// All changes of rows go through here: one function, for each of them would be a copy of it.
    fn with_rows(&mut self, list: List, act: &mut dyn FnMut(&mut Rows, List)) {
        let mut rows = self.rows_to_edit(list);
        act(&mut rows, list);
        self.draft(self.slot_of_list(list), text_of(&rows), None);
    }

    fn set_cell(&mut self, list: List, row: usize, column: usize, text: &str) {
        let shown = self.shown_rows(list);
        let Some((about, _)) = shown.get(row) else { return };
        let text: String = text.chars().filter(|c| !matches!(*c, CELL | ROW)).collect();
        match list {
            List::Lines => self.tick(&shown[row..=row], text == "on"),
            List::LogFields => {
                // Nothing is said where the level above says the same.
                let above = self.rows_above(list);
                let stands = find_row(list, &above, about).ok().map_or("", |at| cell(&above[at].0, 1));
                self.with_rows(list, &mut |rows, list| {
                    take_out(list, rows, about);
                    if stands != text {
                        put_row(list, rows, row_of(list, cell(about, 0), &text), None);
                    }
                });
            }
            List::Targets | List::Results => self.with_rows(list, &mut |rows, _| {
                if let Some((row, _)) = rows.get_mut(row) {
                    let mut changed = String::new();
                    for (at, cell) in cells(row).enumerate() {
                        if at > 0 {
                            changed.push(CELL);
                        }
                        changed.push_str(if at == column { &text } else { cell });
                    }
                    *row = changed;
                }
            }),
        }
    }

    fn remove_row(&mut self, list: List, row: usize) {
        let shown = self.shown_rows(list);
        let Some((about, _)) = shown.get(row) else { return };
        self.with_rows(list, &mut |rows, _| {
            if !ordered(list) {
                take_out(list, rows, about);
            } else if row < rows.len() {
                rows.remove(row);
            }
        });
    }

    /// Link the calls of numbers, or not. Below the organisation only what differs from the level above stands.
    fn tick(&mut self, numbers: &[(String, Option<Level>)], linked: bool) {
        let list = List::Lines;
        let word = if linked { "on" } else { "off" };
        let above = self.rows_above(list);
        let default = self.merged.settings.text(Key::LinesDefault).to_owned();
        let all = self.level() == Level::Organisation;
        self.with_rows(list, &mut |rows, list| {
            for (number, _) in numbers {
                take_out(list, rows, number);
                let stands = find_row(list, &above, number).ok().map_or(default.as_str(), |at| cell(&above[at].0, 1));
                if all || stands != word {
                    put_row(list, rows, row_of(list, cell(number, 0), word), None);
                }
            }
        });
    }
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
