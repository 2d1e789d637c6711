//! Drafts begin, change and go.

use super::draft::{Draft, Rules};
use super::{Config, DraftValue, Outcome, Slot, SlotKind};
use crate::admin_io::AdminEffects;
use crate::settings::{Key, StoredContent};

impl Config {
    pub(crate) fn draft_in(&self, slot: &Slot) -> Option<&Draft> {
        self.typed.drafts.iter().find(|draft| draft.slot == *slot)
    }

    /// Begins or changes a draft, and drops it if it asks for what is stored already.
    pub(super) fn draft(&mut self, slot: Slot, value: DraftValue) {
        if !self.may_change(&slot) {
            return;
        }
        if self.typed.outcome != Outcome::Saving {
            self.typed.outcome = Outcome::Nothing;
        }
        let rules = self.stored_rules();
        if let Some(at) = self.typed.drafts.iter().position(|draft| draft.slot == slot) {
            let draft = &mut self.typed.drafts[at];
            draft.set_value(value);
            if draft.is_idle(&rules) {
                self.typed.drafts.remove(at);
            }
        } else {
            let base = self.content(&slot);
            let draft = Draft::new(slot, base, value);
            if !draft.is_idle(&rules) {
                self.typed.drafts.push(draft);
            }
        }
    }

    pub(super) fn drop_draft(&mut self, slot: &Slot) {
        self.typed.drafts.retain(|draft| draft.slot != *slot);
    }

    /// How many changes are not saved.
    pub(crate) fn unsaved(&self) -> usize {
        self.typed.drafts.len()
    }

    /// How many of them are wrong.
    pub(crate) fn wrong(&self) -> usize {
        let rules = self.rules();
        self.typed.drafts.iter().filter(|draft| draft.checked(&rules).is_err()).count()
    }

    /// What drafts are checked against: the allowed hosts as they are typed, where that is right.
    pub(crate) fn rules(&self) -> Rules {
        let mut rules = self.stored_rules();
        let hosts = self.typed.drafts.iter().find(|draft| draft.slot.kind() == SlotKind::Value(Key::AllowedHosts));
        if let Some(Ok(StoredContent::Value(hosts))) = hosts.map(|draft| draft.checked(&rules)) {
            rules.allowed_hosts = hosts.to_string();
        }
        rules
    }

    /// The same with the allowed hosts in force.
    fn stored_rules(&self) -> Rules {
        Rules { allowed_hosts: self.read.merged.settings.allowed_hosts().to_owned(), org_base: self.org.base.clone() }
    }

    /// Compares all drafts with settings that were read again, and drops those that ask for what is stored already.
    pub(super) fn rebase_drafts(&mut self, effects: &mut AdminEffects) {
        let rules = self.stored_rules();
        let before = self.typed.drafts.len();
        for mut draft in core::mem::take(&mut self.typed.drafts) {
            if let Some(now) = self.known_content(&draft.slot) {
                if draft.wants(&now, &rules) {
                    continue;
                }
                self.rebase(&mut draft, now);
            }
            self.typed.drafts.push(draft);
        }
        if self.typed.drafts.len() != before {
            self.keep(effects);
        }
    }
}
