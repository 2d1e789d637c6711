//! What a screen reader says of calls without being asked.

use super::{CardView, PhaseView};
use crate::panel::Panel;
use crate::text::say;

impl Panel {
    /// What a screen reader says of the first call that rings.
    pub(super) fn announcement(&self, cards: &[CardView]) -> String {
        let ringing = cards.iter().find(|card| card.phase == PhaseView::Ringing);
        ringing
            .map_or_else(String::new, |card| say::announce_incoming(self.context.language, &card.headline, &card.line))
    }

    /// What a screen reader says of the first call that goes on and does not ring, or else of the one that ended last.
    pub(super) fn progress(&self, cards: &[CardView]) -> String {
        let language = self.context.language;
        let is_going_on = |card: &&CardView| !matches!(card.phase, PhaseView::Ringing | PhaseView::Ended);
        if let Some(card) = cards.iter().find(is_going_on) {
            return say::announce_state(language, &card.headline, &card.title);
        }
        let last =
            self.cards.iter().filter(|card| !card.is_leaving).max_by_key(|card| card.call.ended.map(|end| end.at));
        let last = last.and_then(|last| cards.iter().find(|card| card.call == last.call.id));
        let last = last.filter(|card| card.phase == PhaseView::Ended);
        last.map_or_else(String::new, |card| say::announce_end(language, &card.headline, &card.title))
    }
}
