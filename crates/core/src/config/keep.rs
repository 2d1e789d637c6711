//! Drafts across a reload: written into the browser's storage as one text and read from it again. Where storage is blocked nothing is kept, and
//! everything else works.
//!
//! The text is the panel's own: drafts between U+001C, their parts between U+001F.

use super::code::ROW;
use super::draft::Draft;
use super::slot::{Of, Slot};
use super::{Config, Outcome};
use crate::command::Out;
use crate::cut::pieces;
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
        for draft in pieces(value.unwrap_or_default(), b"\x1c") {
            read(draft, &mut self.drafts);
        }
        self.outcome = Outcome::Nothing;
        self.rebase(out);
    }
}

fn write(draft: &Draft, kept: &mut String) {
    let slot = &draft.slot;
    let level = if let Of::Lock(_) = slot.of { "" } else { slot.level.code() };
    // What is typed may have anything in it; what is kept, only what separates cells and rows.
    let list = slot.list().is_some();
    let text: String = draft.text.chars().filter(|c| !c.is_control() || (list && matches!(*c, CELL | ROW))).collect();
    for part in [level, &slot.id, slot.named().1, &draft.base, &text] {
        kept.push_str(part);
        kept.push(PART);
    }
    kept.push(DRAFT);
}

fn read(text: &str, drafts: &mut Vec<Draft>) {
    let mut parts = pieces(text, b"\x1f");
    let mut part = || parts.next().unwrap_or_default();
    let (level, id, field, base, text) = (part(), part(), part(), part(), part());
    let level = Level::from_code(level);
    let of = match (Key::of_field(field), List::of_object(field)) {
        (Some(key), _) if level.is_some() => Of::Value(key),
        (Some(key), _) => Of::Lock(key),
        (None, Some(list)) if level.is_some() => Of::List(list),
        _ => return,
    };
    let slot = Slot::at(level.unwrap_or(Level::Organisation), id, of);
    drafts.push(Draft::new(slot, base.to_owned(), text.to_owned()));
}
