//! Places that two people change at the same time.

use super::draft::{Draft, Theirs};
use super::{Config, Outcome, Slot};
use crate::settings::StoredContent;

impl Config {
    /// Compares a draft with the content stored now. A change that this panel made is no conflict.
    pub(super) fn rebase(&self, draft: &mut Draft, now: StoredContent) {
        if now == draft.base {
            draft.theirs = None;
        } else if self.is_own_change(&draft.slot, &now) {
            draft.base = now;
            draft.theirs = None;
        } else if draft.theirs.as_ref().is_none_or(|theirs| theirs.content != now) {
            draft.theirs = Some(Theirs { content: now, by: String::new(), at: None });
        }
    }

    /// The drafts in conflict.
    pub(crate) fn conflicts(&self) -> impl Iterator<Item = (&Draft, &Theirs)> {
        self.typed.drafts.iter().filter_map(|draft| Some((draft, draft.theirs.as_ref()?)))
    }

    /// Settles a conflict: what was typed here is to be stored over what somebody else stored.
    pub(super) fn keep_mine(&mut self, slot: &Slot) {
        if let Some(draft) = self.typed.drafts.iter_mut().find(|draft| draft.slot == *slot)
            && let Some(theirs) = draft.theirs.take()
        {
            draft.base = theirs.content;
        }
        self.on_settled();
    }

    /// Settles a conflict: what was typed here goes.
    pub(super) fn take_theirs(&mut self, slot: &Slot) {
        self.typed.drafts.retain(|draft| draft.slot != *slot || draft.theirs.is_none());
        self.on_settled();
    }

    fn on_settled(&mut self) {
        if self.typed.outcome == Outcome::Conflicts && self.conflicts().next().is_none() {
            self.typed.outcome = Outcome::Nothing;
        }
    }
}
