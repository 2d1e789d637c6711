//! Typing: drafts begin, change and go.

use super::code::stored_in;
use super::draft::Draft;
use super::slot::{Of, Slot};
use super::{Config, ConfigAction, Outcome};
use crate::command::Out;
use crate::settings::address::Address;
use crate::settings::value::tidy;
use crate::settings::{Key, Kind, Level, List, Reason};

impl Config {
    pub(super) fn edit(&mut self, action: ConfigAction, out: &mut Out) {
        match action {
            ConfigAction::Type(key, text) => self.type_in(key, text),
            ConfigAction::Unset(key) => self.draft(self.slot_of(key), String::new()),
            ConfigAction::Revert(key) => self.drop_draft(&self.slot_of(key)),
            ConfigAction::Lock(key, locked) => {
                if self.administrator && key != Key::Login {
                    self.draft(Slot::lock(key), if locked { "true" } else { "false" }.to_owned());
                }
            }
            ConfigAction::RevertList(list) => self.drop_draft(&self.slot_of_list(list)),
            ConfigAction::Discard => {
                self.drafts.clear();
                self.outcome = Outcome::Nothing;
            }
            ConfigAction::Settle { conflict, mine } => self.settle(conflict, mine),
            lists => self.edit_list(lists),
        }
        self.keep(out);
    }

    fn type_in(&mut self, key: Key, text: String) {
        let slot = self.slot_of(key);
        let mut foreign = false;
        if key.row().kind == Kind::Page
            && let (Some(page), Some(own)) = (Address::read(tidy(&text)), Address::read(&self.base))
        {
            foreign = !page.my_domain().eq_ignore_ascii_case(own.my_domain());
        }
        self.draft(slot.clone(), text);
        if let Some(draft) = self.drafts.iter_mut().find(|draft| foreign && draft.slot == slot) {
            draft.refused = Some(Reason::OtherHost);
        }
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

    /// Something was typed.
    pub(super) fn draft(&mut self, slot: Slot, text: String) {
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
        (draft.text, draft.coded, draft.refused) = (text, false, None);
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

    /// The drafts that somebody else has changed too.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(|draft| draft.theirs.is_some())
    }

    fn settle(&mut self, conflict: usize, mine: bool) {
        let theirs = |(_, draft): &(usize, &mut Draft)| draft.theirs.is_some();
        let Some((at, draft)) = self.drafts.iter_mut().enumerate().filter(theirs).nth(conflict) else { return };
        match draft.theirs.take() {
            Some((theirs, ..)) if mine => draft.base = theirs,
            _ => drop(self.drafts.remove(at)),
        }
        if self.conflicts().next().is_none() && self.outcome == Outcome::Conflicts {
            self.outcome = Outcome::Nothing;
        }
    }
}
