//! Lists: the rows that are shown, and what is done with them.
//!
//! Where order counts ([`ordered`]) a level's rows are all of it: setting them begins with what is in force. Lines and parts of the log are shown
//! whole, each row from its own level, and only what differs stands at a user's.

use super::change::Stored;
use super::draft::{Content, first_rows, row_faults, texts};
use super::{Config, ConfigAction, objects};
use crate::settings::merge::{order, ordered};
use crate::settings::schema::LOG_PARTS;
use crate::settings::value::check_column;
use crate::settings::{Key, Level, List, Reason};

/// What a list's rows are, for whom one looks at.
pub(super) type Cells = Vec<Vec<String>>;

impl Config {
    /// The rows at the level that is being set, as typed or as stored.
    pub(super) fn own_rows(&self, list: List) -> Cells {
        let slot = self.slot_of_list(list);
        match self.draft_of(&slot).map(|draft| &draft.content) {
            Some(Content::Rows(rows)) => rows.clone(),
            Some(Content::Stored(Stored::Rows(rows))) => texts(list, rows),
            _ => match self.stored(&slot) {
                Stored::Rows(rows) => tidy(list, texts(list, &rows)),
                _ => Vec::new(),
            },
        }
    }

    /// The rows in force by what stands at the levels above the one that is being set.
    fn rows_above(&self, list: List) -> Vec<(Vec<String>, Level)> {
        let level = self.level();
        let in_force = |row: &crate::settings::merge::Row| (row.cells.clone(), row.level);
        self.merged.rows_above(list, level).iter().map(in_force).collect()
    }

    /// What a list begins with when it is set at this level.
    fn rows_to_edit(&self, list: List) -> Cells {
        let own = self.own_rows(list);
        if !own.is_empty() || !ordered(list) {
            return own;
        }
        let above: Cells = self.rows_above(list).into_iter().map(|(cells, _)| cells).collect();
        if above.is_empty() && list == List::Targets {
            let defaults = crate::settings::Settings::default();
            let row = |target: &&crate::settings::Target| {
                vec![target.object.clone(), String::new(), String::new(), String::new()]
            };
            return defaults.targets(None).iter().map(row).collect();
        }
        first_rows(list, &above)
    }

    /// The rows that are shown, each with the level it stands at.
    pub(super) fn shown_rows(&self, list: List) -> Vec<(Vec<String>, Option<Level>)> {
        let own = self.own_rows(list);
        let level = Some(self.level());
        if ordered(list) {
            if !own.is_empty() {
                return own.into_iter().map(|cells| (cells, level)).collect();
            }
            let above = self.rows_above(list);
            if above.is_empty() {
                return self.rows_to_edit(list).into_iter().map(|cells| (cells, None)).collect();
            }
            return above.into_iter().map(|(cells, level)| (cells, Some(level))).collect();
        }
        let mut rows: Vec<(Vec<String>, Option<Level>)> = own.into_iter().map(|cells| (cells, level)).collect();
        rows.extend(self.rows_above(list).into_iter().map(|(cells, level)| (cells, Some(level))));
        if list == List::Lines {
            let linked = self.merged.settings.text(Key::LinesDefault);
            rows.extend(self.lines.iter().map(|line| (vec![number_of(&line.number), linked.to_owned()], None)));
        } else {
            rows.extend(LOG_PARTS.iter().map(|part| (vec![(*part).to_owned(), String::new()], None)));
        }
        // A stable sort: of rows about the same thing the nearest stays first, and is the one shown.
        rows.sort_by(|(a, _), (b, _)| order(list, a, b));
        rows.dedup_by(|(b, _), (a, _)| order(list, a, b).is_eq());
        if list == List::LogFields {
            rows.sort_by_key(|(row, _)| {
                LOG_PARTS.iter().position(|part| part.eq_ignore_ascii_case(&row[0])).unwrap_or(LOG_PARTS.len())
            });
        }
        rows
    }

    pub(super) fn edit_list(&mut self, action: ConfigAction) {
        match action {
            ConfigAction::Cell { list, row, column, text } => self.set_cell(list, row, column, text),
            ConfigAction::AddRow(list) => self.with_rows(list, |rows, list| {
                if rows.len() < list.row().most {
                    rows.push(vec![String::new(); list.row().columns.len()]);
                }
            }),
            ConfigAction::RemoveRow(list, row) => self.remove_row(list, row),
            ConfigAction::MoveRow(list, row, up) => self.with_rows(list, |rows, _| {
                let to = if up { row.wrapping_sub(1) } else { row + 1 };
                if row < rows.len() && to < rows.len() {
                    rows.swap(row, to);
                }
            }),
            ConfigAction::UnsetList(list) => self.draft(self.slot_of_list(list), Content::Rows(Vec::new())),
            ConfigAction::Tick(typed, linked) => {
                let checked = check_column(&List::Lines.row().columns[0], &typed);
                self.target_error = checked.as_ref().err().copied();
                if let Ok(number) = checked {
                    self.tick(&[number], linked);
                }
            }
            ConfigAction::TickAll => {
                let numbers: Vec<String> =
                    self.shown_rows(List::Lines).into_iter().map(|(mut row, _)| row.swap_remove(0)).collect();
                self.tick(&numbers, !self.all_ticked());
            }
            ConfigAction::AddTarget(typed) => match objects::object_of(&typed, &self.objects) {
                Ok(object) => {
                    self.target_error = None;
                    self.with_rows(List::Targets, |rows, _| {
                        rows.push(vec![object, String::new(), String::new(), String::new()]);
                    });
                }
                Err(reason) => self.target_error = Some(reason),
            },
            _ => {}
        }
    }

    pub(super) fn all_ticked(&self) -> bool {
        self.shown_rows(List::Lines).iter().all(|(row, _)| row[1] == "on")
    }

    fn with_rows(&mut self, list: List, act: impl FnOnce(&mut Cells, List)) {
        let mut rows = self.rows_to_edit(list);
        act(&mut rows, list);
        self.draft(self.slot_of_list(list), Content::Rows(rows));
    }

    fn set_cell(&mut self, list: List, row: usize, column: usize, text: String) {
        let shown = self.shown_rows(list);
        let Some(about) = shown.get(row).and_then(|(cells, _)| cells.first()).cloned() else { return };
        match list {
            List::Lines => self.tick(&[about], text == "on"),
            List::LogFields => {
                // Nothing is said where the level above says the same.
                let above = self.rows_above(list).into_iter().find(|(cells, _)| cells[0] == about);
                let same = above.map_or(String::new(), |(mut cells, _)| cells.swap_remove(1)) == text;
                self.with_rows(list, |rows, _| {
                    rows.retain(|row| !row[0].eq_ignore_ascii_case(&about));
                    if !same {
                        rows.push(vec![about, text]);
                    }
                });
            }
            List::Targets | List::Results => self.with_rows(list, |rows, _| {
                if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                    *cell = text;
                }
            }),
        }
    }

    fn remove_row(&mut self, list: List, row: usize) {
        let about = self.shown_rows(list).get(row).map(|(cells, _)| cells[0].clone());
        self.with_rows(list, |rows, _| {
            if ordered(list) {
                if row < rows.len() {
                    rows.remove(row);
                }
            } else if let Some(about) = about {
                rows.retain(|row| !row[0].eq_ignore_ascii_case(&about));
            }
        });
    }

    /// Link the calls of numbers, or not. Below the organisation only what differs from the level above stands.
    fn tick(&mut self, numbers: &[String], linked: bool) {
        let word = if linked { "on" } else { "off" };
        let above = self.rows_above(List::Lines);
        let default = self.merged.settings.text(Key::LinesDefault).to_owned();
        let differs = |number: &String| {
            let there = above.binary_search_by(|(cells, _)| cells[0].as_str().cmp(number.as_str()));
            let stands = there.ok().map_or(default.as_str(), |at| above[at].0[1].as_str());
            stands != word || self.level() == Level::Organisation
        };
        let kept: Vec<String> = numbers.iter().filter(|number| differs(number)).cloned().collect();
        let mut ticked = numbers.to_vec();
        ticked.sort();
        self.with_rows(List::Lines, |rows, _| {
            rows.retain(|row| ticked.binary_search(&row[0]).is_err());
            rows.extend(kept.into_iter().map(|number| vec![number, word.to_owned()]));
            rows.sort();
        });
    }

    /// What is wrong with the rows that are shown, as far as they are this level's.
    pub(super) fn faults_of(&self, list: List) -> Vec<(usize, usize, Reason)> {
        let own = self.own_rows(list);
        let faults = row_faults(list, &own);
        if ordered(list) || faults.is_empty() {
            return faults;
        }
        // Where rows of other levels stand between them they are found by what they are about.
        let shown = self.shown_rows(list);
        let place = |row: usize| own.get(row).and_then(|cells| shown.iter().position(|(other, _)| other == cells));
        faults.into_iter().filter_map(|(row, column, reason)| Some((place(row)?, column, reason))).collect()
    }
}

/// Rows whose order says nothing, one about each thing and numbers written in one way.
fn tidy(list: List, mut rows: Cells) -> Cells {
    if list == List::Lines {
        for row in &mut rows {
            row[0] = number_of(&row[0]);
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
