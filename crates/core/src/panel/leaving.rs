//! Cards that the agent put away while their log was being corrected, and notes that nothing waits for any more.

use super::Panel;
use crate::effects::Effects;

impl Panel {
    /// Cards that were put away go once their log is corrected. If that fails they are shown again: nothing is given up in silence.
    pub(super) fn remove_leaving(&mut self) {
        for card in &mut self.cards {
            card.is_leaving &= !card.log.is_stuck();
        }
        let has_left = |card: &crate::call::Card| card.is_leaving && card.is_done();
        let left: Vec<String> =
            self.cards.iter().filter(|card| has_left(card)).map(|card| card.call.id.clone()).collect();
        self.cards.retain(|card| !has_left(card));
        for call in left {
            self.remember_dismissed(call);
        }
    }

    /// The page is hidden, and may never be shown again.
    pub(super) fn keep_notes(&mut self, effects: &mut Effects) {
        for card in &mut self.cards {
            card.keep_note(&self.context, effects);
        }
    }
}
