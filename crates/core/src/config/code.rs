//! What stands in a slot, as one text: its code. It compares, is stored and is sent as it is.
//!
//! A value's code is its JSON, and nothing where nothing stands. A list's has a [`ROW`] after each row, a [`CELL`] between the codes of two cells,
//! in the table's order: JSON has no control character inside. What is typed into a list has the same form with texts for the codes.

use super::json::{Json, write_comma, write_name, write_text};
use super::slot::{Of, Slot};
use crate::cut::{digits, first_of, without_end};
use crate::settings::merge::{CELL, cells};
use crate::settings::read::{find, values};
use crate::settings::{List, Merged, Raw, RawSettings};

/// After a row.
pub(super) const ROW: char = '\u{1e}';
/// So many digits of a fraction are told. No field holds one, but by hand anything can be stored.
const DIGITS: usize = 12;

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

/// Appends a value's code.
fn write(raw: &Raw, coded: &mut String) {
    match raw {
        Raw::Null => {}
        Raw::Bool(on) => coded.push_str(if *on { "true" } else { "false" }),
        Raw::Number(number) => write_number(*number, coded),
        Raw::Text(text) => write_text(text, coded),
        Raw::Array(_) | Raw::Object(_) => coded.push_str("null"),
    }
}

/// By hand: what the standard library writes numbers with is many kilobytes.
fn write_number(number: f64, coded: &mut String) {
    let (mut whole, mut places) = (number.abs(), 0);
    while whole.trunc().total_cmp(&whole).is_ne() && places < DIGITS {
        whole *= 10.0;
        places += 1;
    }
    if number.is_sign_negative() {
        coded.push('-');
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is larger is the largest")]
    let digits = digits(whole as u64);
    let zeros = places + 1;
    for _ in digits.len()..zeros {
        coded.push('0');
    }
    coded.push_str(&digits);
    if places > 0 {
        coded.insert(coded.len() - places, '.');
    }
}

/// Appends the code of a text that was checked.
pub(super) fn write_said(text: &str, coded: &mut String) {
    if !text.is_empty() {
        write_text(text, coded);
    }
}

fn write_row(list: List, values: &[(String, Raw)], coded: &mut String) {
    for (place, column) in list.row().columns.iter().enumerate() {
        if place > 0 {
            coded.push(CELL);
        }
        write(find(values, column.field), coded);
    }
    coded.push(ROW);
}

/// What stands in a slot, if `raw` tells of it: its code.
pub(super) fn stored_in(raw: &RawSettings, merged: &Merged, Slot { of, level, id }: &Slot) -> Option<String> {
    if let Of::Lock(key) = of {
        let locked = merged.is_locked(*key);
        return Some(if locked { "true" } else { "false" }.to_owned());
    }
    raw.level(*level).filter(|raw| raw.get("id").text() == id)?;
    let mut coded = String::new();
    match of {
        Of::List(list) => {
            for row in raw.rows(*list, *level) {
                write_row(*list, values(row), &mut coded);
            }
        }
        Of::Value(key) | Of::Lock(key) => write(raw.value(*level, *key), &mut coded),
    }
    Some(coded)
}

/// The code of what was told of something.
pub(super) fn code_of(of: Of, told: &Json) -> String {
    let mut coded = String::new();
    match of.list() {
        Some(list) => {
            for row in told.items() {
                write_row(list, row.members(), &mut coded);
            }
        }
        None => write(told, &mut coded),
    }
    coded
}

/// Appends what a code says as JSON.
pub(super) fn write_json(of: Of, coded: &str, out: &mut String) {
    let Some(list) = of.list() else {
        out.push_str(if coded.is_empty() { "null" } else { coded });
        return;
    };
    out.push('[');
    for row in rows(coded) {
        write_comma(out);
        out.push('{');
        for (column, cell) in list.row().columns.iter().zip(cells(row)) {
            if !cell.is_empty() {
                write_name(column.field, out);
                out.push_str(cell);
            }
        }
        out.push('}');
    }
    out.push(']');
}

/// What a code says, as it is typed: right or wrong, without the separators of lists.
pub(super) fn typed(of: Of, coded: &str) -> String {
    let mut typed = String::new();
    // The code of a value is one row with one cell.
    for row in rows(coded) {
        for (place, cell) in cells(row).enumerate() {
            if place > 0 {
                typed.push(CELL);
            }
            write_plain(cell, &mut typed);
        }
        if of.list().is_some() {
            typed.push(ROW);
        }
    }
    typed
}

/// Appends what the code of a value says.
fn write_plain(coded: &str, typed: &mut String) {
    let Some(text) = coded.strip_prefix('"') else {
        typed.push_str(if coded == "null" { "" } else { coded });
        return;
    };
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '"' => return,
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('u') => {
                    let digits =
                        (0..4).fold(0, |code, _| code * 16 + chars.next().and_then(|c| c.to_digit(16)).unwrap_or(0));
                    char::from_u32(digits).unwrap_or_default()
                }
                c => c.unwrap_or_default(),
            },
            c => c,
        };
        if !matches!(c, CELL | ROW) {
            typed.push(c);
        }
    }
}

/// What is typed, or as it would be typed, in one short text.
pub(super) fn words(of: Of, typed: &str) -> String {
    let mut words = String::new();
    match of {
        Of::Lock(_) => words.push_str(if typed == "true" { "on" } else { "off" }),
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

/// A value that the history tells, in short: rows of a list after commas.
#[must_use]
pub fn short(told: &Json) -> String {
    let mut words = String::new();
    let mut say = |told: &Json, between: &str| {
        if !words.is_empty() {
            words.push_str(between);
        }
        words.push_str(&short(told));
    };
    match told {
        Json::Text(text) => return text.clone(),
        Json::Array(rows) => rows.iter().for_each(|row| say(row, ", ")),
        Json::Object(members) => members.iter().for_each(|(_, told)| say(told, " ")),
        told => write(told, &mut words),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Key;

    #[test]
    fn a_code_says_what_stands() {
        let of = Of::Value(Key::WithheldName);
        for (raw, json, said) in [
            (Raw::Null, "null", ""),
            (Raw::Array(Vec::new()), "null", ""),
            (Raw::Bool(false), "false", "false"),
            (Raw::Number(15.0), "15", "15"),
            (Raw::Number(-0.05), "-0.05", "-0.05"),
            (Raw::Number(1.1), "1.1", "1.1"),
            (Raw::Number(12.5e15), "12500000000000000", "12500000000000000"),
            (Raw::Text(String::new()), "\"\"", ""),
            (
                Raw::Text("\"引用\"\\\u{7}\n\u{1d}\u{1e}".to_owned()),
                "\"\\\"引用\\\"\\\\\\u0007\\n\\u001d\\u001e\"",
                "\"引用\"\\\u{7}\n",
            ),
        ] {
            let coded = code_of(of, &raw);
            let mut written = String::new();
            write_json(of, &coded, &mut written);
            assert_eq!((written.as_str(), typed(of, &coded).as_str()), (json, said));
            assert_eq!(coded.is_empty(), raw == Raw::Null);
        }
    }

    #[test]
    fn the_past_is_told_in_short() {
        let text = |text: &str| Json::Text(text.to_owned());
        let row = |object: &str| {
            Json::Object(vec![("Object__c".to_owned(), text(object)), ("Show__c".to_owned(), Json::Null)])
        };
        assert_eq!((short(&Json::Null).as_str(), short(&text("large")).as_str()), ("", "large"));
        let rows = short(&Json::Array(vec![row("Contact"), row("Lead")]));
        assert!(rows.starts_with("Contact") && rows.trim().ends_with(", Lead"), "{rows}");
        assert_eq!((short(&Json::Number(20.0)).as_str(), short(&Json::Bool(true)).as_str()), ("20", "true"));
    }
}
