//! Drafts across a reload: written into the browser's storage as one text and read from it again. Where storage is blocked nothing is kept, and
//! everything else works.
//!
//! The text is the panel's own: drafts between U+001C, their parts between U+001F.

use super::change::Slot;
use super::draft::{Draft, ROW};
use super::{Config, Outcome};
use crate::command::Out;
use crate::input::Effect;
use crate::settings::merge::CELL;
use crate::settings::{Key, Level, List};

const DRAFT: char = '\u{1c}';
const PART: char = '\u{1f}';

impl Config {
    /// Drafts changed: what is kept follows.
    pub(super) fn keep(&self, out: &mut Out) {
        if self.store.is_empty() {
            return;
        }
        let mut kept = String::new();
        for draft in self.drafts.iter().filter(|draft| !draft.coded) {
            write(draft, &mut kept);
        }
        out.effect(Effect::Store { key: self.store.clone(), value: Some(kept).filter(|kept| !kept.is_empty()) });
    }

    /// What was kept. Drafts of this page stay.
    pub(crate) fn on_loaded(&mut self, key: &str, value: Option<&str>, out: &mut Out) {
        if key != self.store || !self.drafts.is_empty() {
            return;
        }
        self.drafts = value.unwrap_or_default().split(DRAFT).filter_map(read).collect();
        self.outcome = Outcome::Nothing;
        self.rebase(out);
    }
}

fn write(draft: &Draft, kept: &mut String) {
    let (level, id, field) = match &draft.slot {
        Slot::Value { level, id, key } => (level.code(), id.as_str(), key.row().field),
        Slot::List { level, id, list } => (level.code(), id.as_str(), list.row().object),
        Slot::Lock(key) => ("", "", key.row().field),
    };
    // What is typed may have anything in it; what is kept, only what separates cells and rows.
    let list = matches!(draft.slot, Slot::List { .. });
    let text: String = draft.text.chars().filter(|c| !c.is_control() || (list && matches!(*c, CELL | ROW))).collect();
    for part in [level, id, field, &draft.base, &text] {
        kept.push_str(part);
        kept.push(PART);
    }
    kept.push(DRAFT);
}

fn read(text: &str) -> Option<Draft> {
    let mut parts = text.split(PART).map(str::to_owned);
    let mut part = || parts.next();
    let (level, id, field, base, text) = (part()?, part()?, part()?, part()?, part()?);
    let slot = match (Level::from_code(&level), List::of_object(&field)) {
        (Some(level), Some(list)) => Slot::List { level, id, list },
        (Some(level), None) => Slot::Value { level, id, key: Key::of_field(&field)? },
        (None, _) => Slot::Lock(Key::of_field(&field)?),
    };
    Some(Draft { slot, base, text, coded: false, theirs: None, refused: None })
}
