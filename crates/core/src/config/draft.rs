//! What was typed and not saved: a draft for each value, list and lock, with what stood there when it began.

use super::code::{ROW, rows, typed, write_said};
use super::save::Change;
use super::slot::{Of, Slot};
use crate::settings::merge::{CELL, Rows, cell, cells, find_row};
use crate::settings::value::{check_column, check_setting};
use crate::settings::{Kind, List, Reason};

/// Something changed and not saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub slot: Slot,
    /// What stood there when it was begun, or when the conflict was settled: its code.
    pub base: String,
    /// What was typed; empty for nothing.
    pub text: String,
    /// The text is a code: it is to stand as it stood before.
    pub coded: bool,
    /// What somebody else made of it meanwhile, who, and when.
    pub theirs: Option<(String, String, u64)>,
    /// Why the org refused it.
    pub refused: Option<Reason>,
}

impl Draft {
    /// Something that was typed, or stands in a file.
    pub fn new(slot: Slot, base: String, text: String) -> Self {
        Self { slot, base, text, coded: false, theirs: None, refused: None }
    }

    /// What is to stand there, as its code.
    pub fn checked(&self, hosts: &str) -> Result<String, Reason> {
        match self.slot.of {
            _ if self.coded => {}
            // Told when it was typed: the page of another org.
            _ if self.refused == Some(Reason::OtherHost) => return Err(Reason::OtherHost),
            Of::Value(key) => {
                let checked = check_setting(key, &self.text, hosts)?;
                if !key.is_of(self.slot.level) && !checked.is_empty() {
                    return Err(Reason::Forbidden);
                }
                if let Kind::Whole(_) | Kind::WholeOrNone(_) = key.row().kind {
                    return Ok(checked);
                }
                let mut coded = String::new();
                write_said(&checked, &mut coded);
                return Ok(coded);
            }
            Of::List(list) => {
                let (rows, faults) = check_rows(list, &self.text);
                return faults.first().map_or(Ok(rows), |(_, _, reason)| Err(*reason));
            }
            Of::Lock(_) => {}
        }
        Ok(self.text.clone())
    }

    /// Whether that is to stand there.
    pub fn asks_for(&self, code: &str, hosts: &str) -> bool {
        self.checked(hosts).is_ok_and(|to| to == code)
    }

    /// The change it asks for, if it asks for one that can be made.
    pub fn change(&self, hosts: &str) -> Option<Change> {
        let to = self.checked(hosts).ok().filter(|to| *to != self.base)?;
        Some(Change { slot: self.slot.clone(), from: self.base.clone(), to })
    }

    /// Nothing would change, and no row waits to be filled.
    pub fn is_idle(&self, hosts: &str) -> bool {
        let waits = self.slot.list().is_some() && rows(&self.text).any(is_blank);
        self.theirs.is_none() && !waits && self.asks_for(&self.base, hosts)
    }

    /// What was typed, as it is typed.
    pub fn typed(&self) -> String {
        if self.coded { typed(self.slot.of, &self.text) } else { self.text.clone() }
    }
}

fn is_blank(row: &str) -> bool {
    cells(row).all(str::is_empty)
}

/// A row, column and reason.
pub(super) type RowFault = (usize, usize, Reason);

/// The code of rows as they are typed, and what is wrong with them. A row without anything in it is not there.
pub(super) fn check_rows(list: List, text: &str) -> (String, Vec<RowFault>) {
    let columns = list.row().columns;
    let mut faults = Vec::new();
    let mut coded = String::new();
    let mut seen = Rows::new();
    for (at, row) in rows(text).enumerate().filter(|(_, row)| !is_blank(row)) {
        let mut checked = String::new();
        let before = faults.len();
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                coded.push(CELL);
                checked.push(CELL);
            }
            match check_column(column, cell(row, place)) {
                Ok(text) => {
                    write_said(&text, &mut coded);
                    checked.push_str(&text);
                }
                Err(reason) => faults.push((at, place, reason)),
            }
        }
        coded.push(ROW);
        if faults.len() > before {
            continue;
        }
        let column = columns.len();
        match find_row(list, &seen, &checked) {
            Ok(_) => faults.push((at, column, Reason::Duplicate)),
            Err(place) => {
                if seen.len() == list.row().most {
                    faults.push((at, column, Reason::TooMany));
                }
                seen.insert(place, (checked, None));
            }
        }
    }
    (coded, faults)
}
