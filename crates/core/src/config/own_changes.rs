//! Changes that were sent and may have been stored without an answer: they are one's own when they are met again.

use super::{Config, Outcome, Slot};
use crate::admin_io::AdminEffects;
use crate::settings::StoredContent;

impl Config {
    /// Whether the content that is stored there now was sent from here.
    pub(super) fn is_own_change(&self, slot: &Slot, now: &StoredContent) -> bool {
        self.saving.sent.iter().any(|change| change.slot == *slot && change.to == *now)
    }

    /// An overdue save whose changes are all stored has been made, whether or not its answer ever comes.
    pub(super) fn settle_overdue_saves(&mut self, effects: &mut AdminEffects) {
        let is_stored = |change: &super::Change| self.known_content(&change.slot).as_ref() == Some(&change.to);
        let settled = |save: &super::saving::Saving| save.is_overdue && save.changes.iter().all(is_stored);
        if let Some(at) = self.saving.in_flight.iter().position(settled)
            && matches!(self.typed.outcome, Outcome::Failed { .. })
        {
            let save = self.saving.in_flight.remove(at);
            self.on_stored(save, effects);
        }
    }
}
