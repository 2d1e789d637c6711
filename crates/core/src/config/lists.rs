//! Lists: the rows that are shown, and what is done with them.
//!
//! Where order counts ([`ordered`]) a level's rows are all of it: setting them begins with what is in force. Lines and parts of the log are shown
//! whole, each row from its own level, and only what differs stands at a user's.

use super::draft::{Draft, ROW, RowFault, check_rows, rows, typed};
use super::{Config, ConfigAction, objects};
use crate::settings::merge::{CELL, cell, order, ordered};
use crate::settings::schema::LOG_PARTS;
use crate::settings::value::check_column;
use crate::settings::{Key, Level, List};

/// Rows, each with its cells in one text.
pub(super) type Rows = Vec<String>;
/// Rows with the level each stands at; none where nobody has decided.
pub(super) type Shown = Vec<(String, Option<Level>)>;

impl Config {
    /// The rows at the level that is being set, as typed or as stored.
    pub(super) fn own_rows(&self, list: List) -> Rows {
        let slot = self.slot_of_list(list);
        let draft = self.draft_of(&slot);
        let text = draft.map_or_else(|| typed(&slot, &self.stored(&slot)), Draft::typed);
        let rows = rows(&text).map(str::to_owned).collect();
        if draft.is_some() { rows } else { tidy(list, rows) }
    }

    /// The rows in force by what stands at the levels above the one that is being set.
    fn rows_above(&self, list: List) -> Shown {
        let rows = self.merged.rows_above(list, self.level());
        rows.into_iter().map(|row| (row.cells, Some(row.level))).collect()
    }

    /// What a list begins with when it is set at this level: where the nearest level counts as a whole, what is in force.
    fn rows_to_edit(&self, list: List) -> Rows {
        let own = self.own_rows(list);
        if !own.is_empty() || !ordered(list) {
            return own;
        }
        self.shown_rows(list).into_iter().map(|(row, _)| row).collect()
    }

    /// The rows that are shown, each with the level it stands at.
    pub(super) fn shown_rows(&self, list: List) -> Shown {
        let level = Some(self.level());
        let mut shown: Shown = self.own_rows(list).into_iter().map(|row| (row, level)).collect();
        if shown.is_empty() || !ordered(list) {
            shown.extend(self.rows_above(list));
        }
        let linked = self.merged.settings.text(Key::LinesDefault);
        match list {
            List::Results => return shown,
            List::Targets => {
                if shown.is_empty() {
                    let defaults = crate::settings::Settings::default();
                    let row = |target: &&crate::settings::Target| (row_of(list, &target.object, ""), None);
                    shown.extend(defaults.targets(None).iter().map(row));
                }
                return shown;
            }
            List::Lines => {
                shown.extend(self.lines.iter().map(|line| (row_of(list, &number_of(&line.number), linked), None)));
            }
            List::LogFields => shown.extend(LOG_PARTS.iter().map(|part| (row_of(list, part, ""), None))),
        }
        // A stable sort: of rows about the same thing the nearest stays first, and is the one shown.
        shown.sort_by(|(a, _), (b, _)| order(list, a, b));
        shown.dedup_by(|(b, _), (a, _)| order(list, a, b).is_eq());
        shown
    }

    pub(super) fn edit_list(&mut self, action: ConfigAction) {
        match action {
            ConfigAction::Cell { list, row, column, text } => self.set_cell(list, row, column, &text),
            ConfigAction::AddRow(list) => self.with_rows(list, |rows, list| {
                if rows.len() < list.row().most {
                    rows.push(row_of(list, "", ""));
                }
            }),
            ConfigAction::RemoveRow(list, row) => self.remove_row(list, row),
            ConfigAction::MoveRow(list, row, up) => self.with_rows(list, |rows, _| {
                let to = if up { row.wrapping_sub(1) } else { row + 1 };
                if row < rows.len() && to < rows.len() {
                    rows.swap(row, to);
                }
            }),
            ConfigAction::UnsetList(list) => self.draft(self.slot_of_list(list), String::new()),
            ConfigAction::Tick(typed, linked) => {
                let checked = check_column(&List::Lines.row().columns[0], &typed);
                self.target_error = checked.as_ref().err().copied();
                if let Ok(number) = checked {
                    self.tick(&[number], linked);
                }
            }
            ConfigAction::TickAll => {
                let numbers: Rows =
                    self.shown_rows(List::Lines).iter().map(|(row, _)| cell(row, 0).to_owned()).collect();
                self.tick(&numbers, !self.all_ticked());
            }
            ConfigAction::AddTarget(typed) => match objects::object_of(&typed, &self.objects) {
                Ok(object) => {
                    self.target_error = None;
                    self.with_rows(List::Targets, |rows, list| rows.push(row_of(list, &object, "")));
                }
                Err(reason) => self.target_error = Some(reason),
            },
            _ => {}
        }
    }

    pub(super) fn all_ticked(&self) -> bool {
        self.shown_rows(List::Lines).iter().all(|(row, _)| cell(row, 1) == "on")
    }

    fn with_rows(&mut self, list: List, act: impl FnOnce(&mut Rows, List)) {
        let mut rows = self.rows_to_edit(list);
        act(&mut rows, list);
        let mut text = String::new();
        for row in rows {
            text.push_str(&row);
            text.push(ROW);
        }
        self.draft(self.slot_of_list(list), text);
    }

    fn set_cell(&mut self, list: List, row: usize, column: usize, text: &str) {
        let shown = self.shown_rows(list);
        let Some((about, _)) = shown.get(row) else { return };
        let about = cell(about, 0).to_owned();
        let text: String = text.chars().filter(|c| !matches!(*c, CELL | ROW)).collect();
        match list {
            List::Lines => self.tick(&[about], text == "on"),
            List::LogFields => {
                // Nothing is said where the level above says the same.
                let row = row_of(list, &about, &text);
                let above = self.rows_above(list);
                let stands = above.iter().find(|(above, _)| order(list, above, &row).is_eq());
                let same = stands.map_or("", |(above, _)| cell(above, 1)) == text;
                self.with_rows(list, |rows, list| {
                    rows.retain(|other| order(list, other, &row).is_ne());
                    if !same {
                        rows.push(row);
                    }
                });
            }
            List::Targets | List::Results => self.with_rows(list, |rows, _| {
                if let Some(row) = rows.get_mut(row) {
                    let cells = row.split(CELL).enumerate();
                    let cells: Rows =
                        cells.map(|(at, cell)| if at == column { &text } else { cell }.to_owned()).collect();
                    *row = cells.join("\u{1d}");
                }
            }),
        }
    }

    fn remove_row(&mut self, list: List, row: usize) {
        let shown = self.shown_rows(list);
        let Some((about, _)) = shown.get(row) else { return };
        self.with_rows(list, |rows, _| {
            if !ordered(list) {
                rows.retain(|other| order(list, other, about).is_ne());
            } else if row < rows.len() {
                rows.remove(row);
            }
        });
    }

    /// Link the calls of numbers, or not. Below the organisation only what differs from the level above stands.
    fn tick(&mut self, numbers: &[String], linked: bool) {
        let list = List::Lines;
        let word = if linked { "on" } else { "off" };
        let above = self.rows_above(list);
        let default = self.merged.settings.text(Key::LinesDefault);
        let mut ticked: Rows = numbers.iter().map(|number| row_of(list, number, word)).collect();
        ticked.sort();
        let differs = |row: &String| {
            let there = above.binary_search_by(|(above, _)| order(list, above, row)).ok();
            there.map_or(default, |at| cell(&above[at].0, 1)) != word || self.level() == Level::Organisation
        };
        let kept: Rows = ticked.iter().filter(|row| differs(row)).cloned().collect();
        self.with_rows(list, |rows, list| {
            rows.retain(|row| ticked.binary_search_by(|other| order(list, other, row)).is_err());
            rows.extend(kept);
            rows.sort();
        });
    }

    /// What is wrong with the rows that are shown, as far as they are this level's.
    pub(super) fn faults_of(&self, list: List, shown: &Shown) -> Vec<RowFault> {
        let own = self.own_rows(list);
        let mut text = String::new();
        for row in &own {
            text.push_str(row);
            text.push(ROW);
        }
        let (_, mut faults) = check_rows(list, &text);
        if !ordered(list) {
            // Where rows of other levels stand between them they are found by what they are about.
            for (row, ..) in &mut faults {
                *row = own.get(*row).and_then(|own| shown.iter().position(|(other, _)| other == own)).unwrap_or(*row);
            }
        }
        faults
    }
}

/// A row about something, with what is said of it.
fn row_of(list: List, about: &str, said: &str) -> String {
    let mut row = about.to_owned();
    for at in 1..list.row().columns.len() {
        row.push(CELL);
        row.push_str(if at == 1 { said } else { "" });
    }
    row
}

/// Rows whose order says nothing, one about each thing and numbers written in one way.
fn tidy(list: List, mut rows: Rows) -> Rows {
    if list == List::Lines {
        for row in &mut rows {
            *row = row_of(list, &number_of(cell(row, 0)), cell(row, 1));
        }
    }
    if !ordered(list) {
        rows.sort_by(|a, b| order(list, a, b));
        rows.dedup_by(|b, a| order(list, a, b).is_eq());
    }
    rows
}

/// A number as lists have it.
pub(super) fn number_of(text: &str) -> String {
    crate::number::dialable(text).unwrap_or_else(|_| text.to_owned())
}
