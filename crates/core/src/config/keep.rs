//! Drafts outlive the page: the browser keeps them. Where its storage is blocked nothing is kept, and everything else works.

use super::{Config, Draft, DraftValue, KeptDraft, KeptDrafts, Outcome};
use crate::admin_io::{AdminEffect, AdminEffects};

impl Config {
    /// Drafts changed: the browser keeps them. What is to be restored is not kept.
    pub(super) fn keep(&self, effects: &mut AdminEffects) {
        if self.typed.store_key.is_empty() {
            return;
        }
        let typed = self.typed.drafts.iter().filter(|draft| !matches!(draft.value, DraftValue::Restored(_)));
        let drafts = typed.map(|draft| KeptDraft {
            slot: draft.slot.clone(),
            base: draft.base.clone(),
            value: draft.value.clone(),
        });
        let drafts = KeptDrafts { drafts: drafts.collect() };
        effects.push(AdminEffect::Store { key: self.typed.store_key.clone(), drafts });
    }

    /// Takes the drafts that the browser kept; those of this page stay.
    pub(crate) fn on_loaded(&mut self, key: &str, kept: Option<KeptDrafts>, effects: &mut AdminEffects) {
        if key != self.typed.store_key || !self.typed.drafts.is_empty() {
            return;
        }
        let kept = kept.unwrap_or_default();
        self.typed.drafts = kept.drafts.into_iter().map(|kept| Draft::new(kept.slot, kept.base, kept.value)).collect();
        self.typed.outcome = Outcome::Nothing;
        self.rebase_drafts(effects);
        self.refresh_lists();
    }
}
