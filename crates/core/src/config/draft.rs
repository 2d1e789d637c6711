//! What was typed and not saved: a draft for each value, list and lock, with what stood there when it began.

use super::change::{Change, Slot, Stored};
use crate::settings::merge::{order, ordered};
use crate::settings::schema::ListRow;
use crate::settings::value::{check_column, check_setting, plain, raw_of};
use crate::settings::{Key, Level, List, Raw, RawSettings, Reason};

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// A value; empty for nothing.
    Text(String),
    /// A list's rows.
    Rows(Vec<Vec<String>>),
    /// A lock.
    Lock(bool),
    /// As it stood before, for what is taken back.
    Stored(Stored),
}

/// Something changed and not saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub slot: Slot,
    /// What stood there when it was begun, or when the conflict was settled.
    pub base: Stored,
    pub content: Content,
    /// What somebody else made of it meanwhile, who, and when.
    pub theirs: Option<(Stored, String, u64)>,
    /// Why the org refused it.
    pub refused: Option<Reason>,
}

impl Draft {
    /// What is to stand there.
    pub fn checked(&self, hosts: &str) -> Result<Stored, Reason> {
        match (&self.content, &self.slot) {
            (Content::Text(text), Slot::Value { level, key, .. }) => {
                let checked = check_setting(*key, text, hosts)?;
                if *level > key.row().lowest && !checked.is_empty() {
                    return Err(Reason::Forbidden);
                }
                Ok(Stored::Value(raw_of(key.row().kind, &checked)))
            }
            (Content::Rows(rows), Slot::List { list, .. }) => {
                if let Some((_, _, reason)) = row_faults(*list, rows).first() {
                    return Err(*reason);
                }
                Ok(Stored::Rows(
                    rows.iter().filter(|row| is_filled(row)).map(|row| stored_row(list.row(), row)).collect(),
                ))
            }
            (Content::Lock(locked), _) => Ok(Stored::Lock(*locked)),
            (Content::Stored(stored), _) => Ok(stored.clone()),
            _ => Err(Reason::Type),
        }
    }

    /// The change it asks for, if it asks for one that can be made.
    pub fn change(&self, hosts: &str) -> Option<Change> {
        let to = self.checked(hosts).ok().filter(|to| *to != self.base)?;
        Some(Change { slot: self.slot.clone(), from: self.base.clone(), to })
    }

    /// Nothing would change, and no row waits to be filled.
    pub fn is_idle(&self, hosts: &str) -> bool {
        let waits = matches!(&self.content, Content::Rows(rows) if rows.iter().any(|row| !is_filled(row)));
        self.theirs.is_none() && !waits && self.checked(hosts).is_ok_and(|to| to == self.base)
    }
}

fn is_filled(row: &[String]) -> bool {
    row.iter().any(|cell| !cell.is_empty())
}

/// What is wrong with rows: row, column, reason. A row without anything in it is not there.
pub(super) fn row_faults(list: List, rows: &[Vec<String>]) -> Vec<(usize, usize, Reason)> {
    let columns = list.row().columns;
    let mut faults = Vec::new();
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| is_filled(row)) {
        let mut cells = Vec::with_capacity(columns.len());
        for (place, column) in columns.iter().enumerate() {
            match check_column(column, row.get(place).map_or("", String::as_str)) {
                Ok(cell) => cells.push(cell),
                Err(reason) => faults.push((at, place, reason)),
            }
        }
        if cells.len() < columns.len() {
            continue;
        }
        match seen.binary_search_by(|other| order(list, other, &cells)) {
            Ok(_) => faults.push((at, columns.len(), Reason::Duplicate)),
            Err(place) => seen.insert(place, cells),
        }
    }
    if rows.iter().filter(|row| is_filled(row)).count() > list.row().most {
        faults.push((list.row().most, columns.len(), Reason::TooMany));
    }
    faults
}

fn stored_row(list: &ListRow, cells: &[String]) -> Vec<(String, Raw)> {
    let cell = |(column, text): (&crate::settings::schema::Column, &String)| {
        let text = check_column(column, text).ok().filter(|text| !text.is_empty())?;
        Some((column.field.to_owned(), Raw::Text(text)))
    };
    list.columns.iter().zip(cells).filter_map(cell).collect()
}

/// The rows of a list at a level, with the columns in their order and no empty ones.
fn rows_in(raw: &RawSettings, list: List, level: Level) -> Vec<Vec<(String, Raw)>> {
    let row = |row: &crate::settings::RawRow| {
        let cells = list.row().columns.iter().map(|column| (column.field.to_owned(), row.cell(column.field).clone()));
        cells.filter(|(_, cell)| *cell != Raw::Null).collect()
    };
    raw.rows(list, level).map(row).collect()
}

/// What stands in a slot, if `raw` tells of it.
pub(super) fn stored_in(raw: &RawSettings, slot: &Slot, locked: impl Fn(Key) -> bool) -> Option<Stored> {
    let is_there = |level: Level, id: &str| raw.level(level).is_some_and(|raw| raw.id == *id);
    match slot {
        Slot::Value { level, id, key } => is_there(*level, id).then(|| Stored::Value(raw.value(*level, *key).clone())),
        Slot::List { level, id, list } => is_there(*level, id).then(|| Stored::Rows(rows_in(raw, *list, *level))),
        Slot::Lock(key) => Some(Stored::Lock(locked(*key))),
    }
}

/// Rows as texts, right or wrong.
pub(super) fn texts(list: List, rows: &[Vec<(String, Raw)>]) -> Vec<Vec<String>> {
    let cell = |row: &[(String, Raw)], field: &str| {
        row.iter().find(|(name, _)| name == field).map_or_else(String::new, |(_, raw)| plain(raw))
    };
    rows.iter().map(|row| list.row().columns.iter().map(|column| cell(row, column.field)).collect()).collect()
}

/// What stands, or is to stand, in one short text.
pub(super) fn words(stored: &Stored) -> String {
    match stored {
        Stored::Value(raw) => plain(raw),
        Stored::Lock(locked) => if *locked { "on" } else { "off" }.to_owned(),
        Stored::Rows(rows) => {
            let row = |row: &Vec<(String, Raw)>| row.iter().map(|(_, raw)| plain(raw)).collect::<Vec<_>>().join(" ");
            rows.iter().map(row).collect::<Vec<_>>().join(" / ")
        }
    }
}

/// The rows that a level begins with when it is set: those in force where the nearest level counts as a whole, else none.
pub(super) fn first_rows(list: List, in_force: &[Vec<String>]) -> Vec<Vec<String>> {
    if ordered(list) { in_force.to_vec() } else { Vec::new() }
}
