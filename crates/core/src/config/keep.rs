//! Drafts across a reload: written into the browser's storage as one text and read from it again. Where storage is blocked nothing is kept, and
//! everything else works.
//!
//! The text is the panel's own: drafts separated by U+001E, their parts by U+001F, cells by U+001D. What is typed cannot hold these: control
//! characters are refused.

use super::change::{Slot, Stored};
use super::draft::{Content, Draft};
use super::{Config, Outcome};
use crate::command::Out;
use crate::input::Effect;
use crate::settings::{Key, Level, List, Raw};

const DRAFT: char = '\u{1e}';
const PART: char = '\u{1f}';
const CELL: char = '\u{1d}';
const ROW: char = '\u{1c}';

impl Config {
    /// Drafts changed: what is kept follows.
    pub(super) fn keep(&self, out: &mut Out) {
        if self.store.is_empty() {
            return;
        }
        let drafts: Vec<String> = self.drafts.iter().filter_map(write).collect();
        let value = (!drafts.is_empty()).then(|| drafts.join("\u{1e}"));
        out.effect(Effect::Store { key: self.store.clone(), value });
    }

    /// What was kept. Drafts of this page stay.
    pub(crate) fn on_loaded(&mut self, key: &str, value: Option<&str>, out: &mut Out) {
        if key != self.store || !self.drafts.is_empty() {
            return;
        }
        let drafts = value.unwrap_or_default().split(DRAFT).filter_map(read);
        self.drafts = drafts.collect();
        self.outcome = Outcome::Nothing;
        self.rebase(out);
    }
}

fn write(draft: &Draft) -> Option<String> {
    let mut parts = match &draft.slot {
        Slot::Value { level, id, key } => {
            vec!["v".to_owned(), level.code().to_owned(), id.clone(), key.row().field.to_owned()]
        }
        Slot::List { level, id, list } => {
            vec!["l".to_owned(), level.code().to_owned(), id.clone(), list.row().object.to_owned()]
        }
        Slot::Lock(key) => vec!["k".to_owned(), String::new(), String::new(), key.row().field.to_owned()],
    };
    parts.push(write_stored(&draft.base));
    parts.push(match &draft.content {
        Content::Text(text) => text.chars().filter(|c| !c.is_control()).collect(),
        Content::Lock(locked) => write_stored(&Stored::Lock(*locked)),
        Content::Rows(rows) => {
            let row = |row: &Vec<String>| {
                let cell = |cell: &String| -> String { cell.chars().filter(|c| !c.is_control()).collect() };
                row.iter().map(cell).collect::<Vec<_>>().join("\u{1d}")
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\u{1c}")
        }
        // What was to be taken back can be taken from the history.
        Content::Stored(_) => return None,
    });
    Some(parts.join("\u{1f}"))
}

fn read(text: &str) -> Option<Draft> {
    let mut parts = text.split(PART);
    let mut part = || parts.next();
    let (kind, level, id, field) = (part()?, part()?, part()?.to_owned(), part()?);
    let (base, content) = (part()?, part()?);
    let slot = match kind {
        "v" => Slot::Value { level: Level::from_code(level)?, id, key: Key::of_field(field)? },
        "l" => Slot::List { level: Level::from_code(level)?, id, list: List::of_object(field)? },
        _ => Slot::Lock(Key::of_field(field)?),
    };
    let content = match &slot {
        Slot::Value { .. } => Content::Text(content.to_owned()),
        Slot::Lock(_) => Content::Lock(content == "y"),
        Slot::List { list, .. } => {
            let columns = list.row().columns.len();
            let row = |row: &str| {
                let mut cells: Vec<String> = row.split(CELL).map(str::to_owned).collect();
                cells.resize(columns, String::new());
                cells
            };
            Content::Rows(content.split(ROW).filter(|row| !row.is_empty()).map(row).collect())
        }
    };
    let base = read_stored(base, &slot);
    Some(Draft { slot, base, content, theirs: None, refused: None })
}

fn write_stored(stored: &Stored) -> String {
    match stored {
        Stored::Lock(locked) => if *locked { "y" } else { "n" }.to_owned(),
        Stored::Value(raw) => write_raw(raw),
        Stored::Rows(rows) => {
            let row = |row: &Vec<(String, Raw)>| {
                let cell = |(field, raw): &(String, Raw)| [field, "=", &write_raw(raw)].concat();
                row.iter().map(cell).collect::<Vec<_>>().join("\u{1d}")
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\u{1c}")
        }
    }
}

fn read_stored(text: &str, slot: &Slot) -> Stored {
    match slot {
        Slot::Value { .. } => Stored::Value(read_raw(text)),
        Slot::Lock(_) => Stored::Lock(text == "y"),
        Slot::List { .. } => {
            let cell = |cell: &str| {
                let at = cell.bytes().position(|byte| byte == b'=')?;
                Some((cell.get(..at)?.to_owned(), read_raw(cell.get(at + 1..)?)))
            };
            let row = |row: &str| row.split(CELL).filter_map(cell).collect();
            Stored::Rows(text.split(ROW).filter(|row| !row.is_empty()).map(row).collect())
        }
    }
}

/// One letter for the type, then the value; a number as its bits.
fn write_raw(raw: &Raw) -> String {
    match raw {
        Raw::Null => String::new(),
        Raw::Other => "o".to_owned(),
        Raw::Bool(on) => if *on { "y" } else { "n" }.to_owned(),
        Raw::Number(number) => ["d", &number.to_bits().to_string()].concat(),
        Raw::Text(text) => ["t", text].concat(),
    }
}

fn read_raw(text: &str) -> Raw {
    let rest = text.get(1..).unwrap_or_default();
    match text.as_bytes().first() {
        Some(b'y') => Raw::Bool(true),
        Some(b'n') => Raw::Bool(false),
        Some(b'd') => rest.parse().map_or(Raw::Null, |bits| Raw::Number(f64::from_bits(bits))),
        Some(b't') => Raw::Text(rest.to_owned()),
        Some(_) => Raw::Other,
        None => Raw::Null,
    }
}
