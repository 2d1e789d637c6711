//! Typing: drafts begin, change and go.

use super::code::stored_in;
use super::draft::Draft;
use super::slot::{Of, Slot};
use super::{Config, ConfigAction, Do, Outcome};
use crate::command::Out;
use crate::settings::address::Address;
use crate::settings::value::tidy;
use crate::settings::{Key, Kind, Level, List, Reason};

impl Config {
    pub(super) fn edit(&mut self, action: &ConfigAction) {
        let ConfigAction { key, list, text, .. } = action;
        match action.what {
            Do::Type => self.type_in(*key, text),
            Do::Unset => self.draft(self.slot_of(*key), String::new(), None),
            Do::Revert => self.drop_draft(&self.slot_of(*key)),
            Do::Lock => {
                if self.administrator && *key != Key::Login {
                    self.draft(Slot::lock(*key), if action.on { "true" } else { "false" }.to_owned(), None);
                }
            }
            Do::UnsetList => self.draft(self.slot_of_list(*list), String::new(), None),
            Do::RevertList => self.drop_draft(&self.slot_of_list(*list)),
            Do::Discard => {
                self.drafts.clear();
                self.outcome = Outcome::Nothing;
            }
            Do::TakeMine => self.settle(action.row, true),
            Do::TakeTheirs => self.settle(action.row, false),
            _ => self.edit_list(action),
        }
    }

    fn type_in(&mut self, key: Key, text: &str) {
        let mut refused = None;
        if key.row().kind == Kind::Page
            && let (Some(page), Some(own)) = (Address::read(tidy(text)), Address::read(&self.base))
            && !page.my_domain().eq_ignore_ascii_case(own.my_domain())
        {
            refused = Some(Reason::OtherHost);
        }
        self.draft(self.slot_of(key), text.to_owned(), refused);
    }

    pub(super) fn slot_of(&self, key: Key) -> Slot {
        self.slot_at(Of::Value(key))
    }

    pub(super) fn slot_of_list(&self, list: List) -> Slot {
        self.slot_at(Of::List(list))
    }

    fn slot_at(&self, of: Of) -> Slot {
        Slot::at(self.level(), self.merged.owner(self.level()).0, of)
    }

    pub(super) fn draft_of(&self, slot: &Slot) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.slot == *slot)
    }

    /// Whether this user may change it.
    pub(super) fn may_change(&self, slot: &Slot) -> bool {
        let own = slot.level == Level::User && self.is_mine();
        match slot.of {
            Of::Value(_) | Of::List(_) if slot.id.is_empty() => false,
            Of::Value(key) if !key.is_of(slot.level) => false,
            _ if self.administrator => true,
            Of::Value(key) => own && !self.merged.is_locked(key),
            Of::List(_) | Of::Lock(_) => false,
        }
    }

    /// Something was typed, and perhaps is refused as it stands.
    pub(super) fn draft(&mut self, slot: Slot, text: String, refused: Option<Reason>) {
        if !self.may_change(&slot) {
            return;
        }
        if !matches!(self.outcome, Outcome::Saving) {
            self.outcome = Outcome::Nothing;
        }
        let at = self.drafts.iter().position(|draft| draft.slot == slot).unwrap_or_else(|| {
            let base = self.stored(&slot);
            self.drafts.push(Draft::new(slot, base, String::new()));
            self.drafts.len() - 1
        });
        let draft = &mut self.drafts[at];
        (draft.text, draft.coded, draft.refused) = (text, false, refused);
        if draft.is_idle(self.merged.settings.text(Key::AllowedHosts)) {
            self.drafts.remove(at);
        }
    }

    pub(super) fn drop_draft(&mut self, slot: &Slot) {
        self.drafts.retain(|draft| draft.slot != *slot);
    }

    /// What stands in a slot of whom one looks at.
    pub(super) fn stored(&self, slot: &Slot) -> String {
        stored_in(&self.raw, &self.merged, slot).unwrap_or_default()
    }

    /// What stands has been read again: drafts that say the same go, drafts whose ground has changed tell so.
    pub(super) fn rebase(&mut self, out: &mut Out) {
        let hosts = self.merged.settings.text(Key::AllowedHosts);
        let before = self.drafts.len();
        self.drafts.retain_mut(|draft| {
            let Some(now) = stored_in(&self.raw, &self.merged, &draft.slot) else { return true };
            let said = draft.asks_for(&now, hosts);
            if now == draft.base {
                draft.theirs = None;
            } else if draft.theirs.as_ref().is_none_or(|(theirs, ..)| *theirs != now) {
                draft.theirs = Some((now, String::new(), 0));
            }
            !said
        });
        if self.drafts.len() != before {
            self.keep(out);
        }
    }

    /// Whether somebody else has changed what was typed here too.
    pub(super) fn has_conflicts(&self) -> bool {
        self.drafts.iter().any(|draft| draft.theirs.is_some())
    }

    fn settle(&mut self, mut conflict: usize, mine: bool) {
        for at in 0..self.drafts.len() {
            let draft = &mut self.drafts[at];
            if draft.theirs.is_none() {
                continue;
            }
            if conflict == 0 {
                match draft.theirs.take() {
                    Some((theirs, ..)) if mine => draft.base = theirs,
                    _ => drop(self.drafts.remove(at)),
                }
                break;
            }
            conflict -= 1;
        }
        if !self.has_conflicts() && self.outcome == Outcome::Conflicts {
            self.outcome = Outcome::Nothing;
        }
    }
}
