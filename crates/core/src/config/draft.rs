//! What was typed and not saved: a draft for each value, list and lock, with what stood there when it began.
//!
//! What stands in a slot is kept as one text, its code, which compares and is stored as it is: a letter for the type and the value; the rows
//! of a list between [`ROW`]s, their columns in the table's order between [`CELL`]s. What is typed into a list has the same form without the letters.

use super::change::{Change, Slot, Stored};
use crate::cut::first_of;
use crate::settings::merge::{CELL, cell, cells, order};
use crate::settings::read::find;
use crate::settings::value::{check_column, check_setting, plain, raw_of};
use crate::settings::{Key, Level, List, Raw, RawSettings, Reason};

/// Between rows.
pub(super) const ROW: char = '\u{1e}';
/// Before a character that stands for one of these three in a stored text.
const ESCAPE: char = '\u{1b}';

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
    /// What is to stand there, as its code.
    pub fn checked(&self, hosts: &str) -> Result<String, Reason> {
        match &self.slot {
            _ if self.coded => Ok(self.text.clone()),
            // Told when it was typed: the page of another org.
            _ if self.refused == Some(Reason::OtherHost) => Err(Reason::OtherHost),
            Slot::Value { level, key, .. } => {
                let checked = check_setting(*key, &self.text, hosts)?;
                if !key.is_of(*level) && !checked.is_empty() {
                    return Err(Reason::Forbidden);
                }
                Ok(code(&raw_of(key.row().kind, &checked)))
            }
            Slot::List { list, .. } => {
                let (rows, faults) = check_rows(*list, &self.text);
                faults.first().map_or(Ok(rows), |(_, _, reason)| Err(*reason))
            }
            Slot::Lock(_) => Ok(self.text.clone()),
        }
    }

    /// The change it asks for, if it asks for one that can be made.
    pub fn change(&self, hosts: &str) -> Option<Change> {
        let to = self.checked(hosts).ok().filter(|to| *to != self.base)?;
        Some(Change { slot: self.slot.clone(), from: decode(&self.slot, &self.base), to: decode(&self.slot, &to) })
    }

    /// Nothing would change, and no row waits to be filled.
    pub fn is_idle(&self, hosts: &str) -> bool {
        let waits = matches!(self.slot, Slot::List { .. }) && rows(&self.text).any(is_blank);
        self.theirs.is_none() && !waits && self.checked(hosts).as_ref() == Ok(&self.base)
    }

    /// What was typed, as it is typed.
    pub fn typed(&self) -> String {
        if self.coded { typed(&self.slot, &self.text) } else { self.text.clone() }
    }
}

/// The rows of a list's text: each is followed by its mark, so that one without anything in it is one too.
pub(super) fn rows(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (row, after) = rest.split_at(first_of(rest, b"\x1e"));
        rest = after.get(1..).unwrap_or_default();
        Some(row)
    })
}

fn is_blank(row: &str) -> bool {
    row.chars().all(|c| c == CELL)
}

/// A row, column and reason.
pub(super) type RowFault = (usize, usize, Reason);

/// The code of rows as they are typed, and what is wrong with them. A row without anything in it is not there.
pub(super) fn check_rows(list: List, text: &str) -> (String, Vec<RowFault>) {
    let columns = list.row().columns;
    let mut faults = Vec::new();
    let mut coded = String::new();
    let mut seen: Vec<String> = Vec::new();
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
                    if !text.is_empty() {
                        coded.push('t');
                    }
                    coded.push_str(&text);
                    checked.push_str(&text);
                }
                Err(reason) => faults.push((at, place, reason)),
            }
        }
        coded.push(ROW);
        match seen.binary_search_by(|other| order(list, other, &checked)) {
            _ if faults.len() > before => {}
            Ok(_) => faults.push((at, columns.len(), Reason::Duplicate)),
            Err(place) if seen.len() == list.row().most => {
                faults.push((at, columns.len(), Reason::TooMany));
                seen.insert(place, checked);
            }
            Err(place) => seen.insert(place, checked),
        }
    }
    (coded, faults)
}

/// What stands in a slot, if `raw` tells of it: its code.
pub(super) fn stored_in(raw: &RawSettings, slot: &Slot, locked: impl Fn(Key) -> bool) -> Option<String> {
    let is_there = |level: Level, id: &str| raw.level(level).is_some_and(|raw| raw.id == *id);
    match slot {
        Slot::Value { level, id, key } => is_there(*level, id).then(|| code(raw.value(*level, *key))),
        Slot::List { level, id, list } => is_there(*level, id).then(|| {
            let mut coded = String::new();
            for row in raw.rows(*list, *level) {
                code_row(*list, &row.values, &mut coded);
            }
            coded
        }),
        Slot::Lock(key) => Some(code(&Raw::Bool(locked(*key)))),
    }
}

fn code_row(list: List, values: &[(String, Raw)], coded: &mut String) {
    for (place, column) in list.row().columns.iter().enumerate() {
        if place > 0 {
            coded.push(CELL);
        }
        coded.push_str(&code(find(values, column.field)));
    }
    coded.push(ROW);
}

/// A value's code.
fn code(raw: &Raw) -> String {
    match raw {
        Raw::Null => String::new(),
        Raw::Other => "o".to_owned(),
        Raw::Bool(on) => if *on { "y" } else { "n" }.to_owned(),
        Raw::Number(number) => ["d", &number.to_bits().to_string()].concat(),
        Raw::Text(text) => {
            let mut coded = String::from("t");
            for c in text.chars() {
                match c {
                    CELL => coded.extend([ESCAPE, 'c']),
                    ROW => coded.extend([ESCAPE, 'r']),
                    ESCAPE => coded.extend([ESCAPE, 'e']),
                    c => coded.push(c),
                }
            }
            coded
        }
    }
}

fn raw(code: &str) -> Raw {
    let rest = code.get(1..).unwrap_or_default();
    match code.as_bytes().first() {
        None => Raw::Null,
        Some(b'y') => Raw::Bool(true),
        Some(b'n') => Raw::Bool(false),
        Some(b'd') => rest.parse().map_or(Raw::Null, |bits| Raw::Number(f64::from_bits(bits))),
        Some(b't') => {
            let mut chars = rest.chars();
            let mut text = String::new();
            while let Some(c) = chars.next() {
                let escaped = if c == ESCAPE { chars.next() } else { None };
                text.push(match escaped {
                    Some('c') => CELL,
                    Some('r') => ROW,
                    _ => c,
                });
            }
            Raw::Text(text)
        }
        Some(_) => Raw::Other,
    }
}

/// What a code says, as it is sent.
pub(super) fn decode(slot: &Slot, code: &str) -> Stored {
    match slot {
        Slot::Value { .. } => Stored::Value(raw(code)),
        Slot::Lock(_) => Stored::Lock(code == "y"),
        Slot::List { list, .. } => Stored::Rows(
            rows(code)
                .map(|row| {
                    let columns = list.row().columns.iter().zip(cells(row));
                    let filled = columns.filter(|(_, cell)| !cell.is_empty());
                    filled.map(|(column, cell)| (column.field.to_owned(), raw(cell))).collect()
                })
                .collect(),
        ),
    }
}

/// The code of what was told of a slot.
pub(super) fn encode(slot: &Slot, stored: &Stored) -> String {
    match (stored, slot) {
        (Stored::Value(raw), _) => code(raw),
        (Stored::Lock(locked), _) => code(&Raw::Bool(*locked)),
        (Stored::Rows(rows), Slot::List { list, .. }) => {
            let mut coded = String::new();
            for values in rows {
                code_row(*list, values, &mut coded);
            }
            coded
        }
        _ => String::new(),
    }
}

/// What a code says, as it is typed: right or wrong, without the separators of lists.
pub(super) fn typed(slot: &Slot, code: &str) -> String {
    let plain = |code: &str| -> String { plain(&raw(code)).chars().filter(|c| !matches!(*c, CELL | ROW)).collect() };
    if matches!(slot, Slot::List { .. }) { each_cell(code, plain) } else { plain(code) }
}

/// Rows with something done to each cell.
pub(super) fn each_cell(text: &str, act: impl Fn(&str) -> String) -> String {
    let mut done = String::new();
    for row in rows(text) {
        for (place, cell) in cells(row).enumerate() {
            if place > 0 {
                done.push(CELL);
            }
            done.push_str(&act(cell));
        }
        done.push(ROW);
    }
    done
}

/// What stands in a slot, or is to stand there, in one short text.
pub(super) fn words(slot: &Slot, typed: &str) -> String {
    match slot {
        Slot::Lock(_) => if typed == "y" || typed == "true" { "on" } else { "off" }.to_owned(),
        Slot::Value { .. } => typed.to_owned(),
        Slot::List { .. } => {
            rows(typed).map(|row| row.replace(CELL, " ").trim_end().to_owned()).collect::<Vec<_>>().join(" / ")
        }
    }
}
