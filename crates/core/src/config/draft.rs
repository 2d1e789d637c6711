//! What was typed and not saved: a draft for each value, list and lock, with what stood there when it began.
//!
//! What stands in a slot is kept as one text, its code, which compares and is stored as it is: a letter for the type and the value; the rows
//! of a list between [`ROW`]s, their columns in the table's order between [`CELL`]s. What is typed into a list has the same form without the letters.

use super::change::{Change, Of, Slot, Stored};
use crate::cut::{first_of, pieces, without_end};
use crate::settings::merge::{CELL, Rows, cell, cells, find_row};
use crate::settings::read::find;
use crate::settings::value::{check_column, check_setting, plain, raw_of};
use crate::settings::{List, Merged, Raw, RawSettings, Reason};

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
                return Ok(code(&raw_of(key.row().kind, &checked)));
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
        Some(Change { slot: self.slot.clone(), from: decode(&self.slot, &self.base), to: decode(&self.slot, &to) })
    }

    /// Nothing would change, and no row waits to be filled.
    pub fn is_idle(&self, hosts: &str) -> bool {
        let waits = self.slot.list().is_some() && rows(&self.text).any(is_blank);
        self.theirs.is_none() && !waits && self.asks_for(&self.base, hosts)
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

/// What stands in a slot, if `raw` tells of it: its code.
pub(super) fn stored_in(raw: &RawSettings, merged: &Merged, Slot { of, level, id }: &Slot) -> Option<String> {
    if let Of::Lock(key) = of {
        return Some(code(&Raw::Bool(merged.is_locked(*key))));
    }
    raw.level(*level).filter(|raw| raw.id == *id)?;
    let mut coded = String::new();
    match of {
        Of::List(list) => {
            for row in raw.rows(*list, *level) {
                code_row(*list, &row.values, &mut coded);
            }
        }
        Of::Value(key) | Of::Lock(key) => coded = code(raw.value(*level, *key)),
    }
    Some(coded)
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
                let escaped = match c {
                    CELL => 'c',
                    ROW => 'r',
                    ESCAPE => 'e',
                    c => {
                        coded.push(c);
                        continue;
                    }
                };
                coded.push(ESCAPE);
                coded.push(escaped);
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
            let mut pieces = pieces(rest, b"\x1b");
            let mut text = pieces.next().unwrap_or_default().to_owned();
            for piece in pieces {
                text.push(match piece.as_bytes().first() {
                    Some(b'c') => CELL,
                    Some(b'r') => ROW,
                    _ => ESCAPE,
                });
                text.push_str(piece.get(1..).unwrap_or_default());
            }
            Raw::Text(text)
        }
        Some(_) => Raw::Other,
    }
}

/// What a code says, as it is sent.
pub(super) fn decode(slot: &Slot, code: &str) -> Stored {
    let list = match slot.of {
        Of::Value(_) => return Stored::Value(raw(code)),
        Of::Lock(_) => return Stored::Lock(code == "y"),
        Of::List(list) => list,
    };
    let mut stored = Vec::new();
    for row in rows(code) {
        let mut values = Vec::new();
        for (column, cell) in list.row().columns.iter().zip(cells(row)) {
            if !cell.is_empty() {
                values.push((column.field.to_owned(), raw(cell)));
            }
        }
        stored.push(values);
    }
    Stored::Rows(stored)
}

/// The code of what was told of a slot.
pub(super) fn encode(slot: &Slot, stored: &Stored) -> String {
    let mut coded = String::new();
    match (stored, slot.list()) {
        (Stored::Value(raw), _) => coded = code(raw),
        (Stored::Lock(locked), _) => coded = code(&Raw::Bool(*locked)),
        (Stored::Rows(rows), Some(list)) => {
            for values in rows {
                code_row(list, values, &mut coded);
            }
        }
        _ => {}
    }
    coded
}

/// What a code says, as it is typed: right or wrong, without the separators of lists.
pub(super) fn typed(slot: &Slot, code: &str) -> String {
    let mut typed = String::new();
    // The code of a value is one row with one cell.
    for row in rows(code) {
        for (place, cell) in cells(row).enumerate() {
            if place > 0 {
                typed.push(CELL);
            }
            typed.extend(plain(&raw(cell)).chars().filter(|c| !matches!(*c, CELL | ROW)));
        }
        if slot.list().is_some() {
            typed.push(ROW);
        }
    }
    typed
}

/// What stands in a slot, or is to stand there, in one short text.
pub(super) fn words(slot: &Slot, typed: &str) -> String {
    let mut words = String::new();
    match slot.of {
        Of::Lock(_) => words.push_str(if typed == "y" || typed == "true" { "on" } else { "off" }),
        Of::Value(_) => words.push_str(typed),
        Of::List(_) => {
            for (at, row) in rows(typed).enumerate() {
                if at > 0 {
                    words.push_str(" / ");
                }
                for (at, cell) in cells(without_end(row, |byte| matches!(byte, b'\x1d' | b' '))).enumerate() {
                    if at > 0 {
                        words.push(' ');
                    }
                    words.push_str(cell);
                }
            }
        }
    }
    words
}
