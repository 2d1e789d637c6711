//! What holds after every step, and at the end.

use super::run::Run;
use super::wrap_up;
use crate::control::*;
use denwa_core::view_model::{CardView, PhaseView};
use denwa_protocol::ConnectionState;

impl Run {
    /// The screen shows the calls as they are, and nothing on a call that happened to another.
    pub fn check(&self) {
        for call in &self.world.calls {
            let Some(card) = self.rig.panel.card(&call.id) else {
                assert!(call.ended.is_some(), "{} goes on and has no card", call.id);
                continue;
            };
            assert_eq!(card.phase, phase(call), "{}", call.id);
            wrap_up::check_card(&card, call, self.related.get(&call.id));
            if call.ended.is_none() {
                assert_eq!(card.control.marks.iter().any(|mark| mark.word == "Muted"), call.muted, "{}", call.id);
                assert_eq!(card.control.parties.len(), call.parties.len(), "{}", call.id);
            }
            if is_busy(&card) {
                let is_asked = self.pressed.values().any(|(pressed, _)| *pressed == call.id);
                assert!(is_asked, "{} is busy with what nobody asked of it", call.id);
            }
            if card.error.is_some() {
                assert!(self.failed.contains(&call.id), "{} shows another's failure: {:?}", call.id, card.error);
            }
        }
        let live = self.world.calls.iter().filter(|call| call.ended.is_none()).count();
        let shown = self.rig.panel.screen().cards.iter().filter(|card| card.phase != PhaseView::Ended).count();
        assert_eq!(live, shown);
    }

    /// Whatever was asked has come to an end, in words or in deed.
    pub fn check_end(&mut self) {
        self.rig.pass_live(13_000);
        let waits_for_tones = |card: &CardView| card.control.tones.as_ref().is_some_and(|tones| tones.is_busy);
        for card in self.rig.panel.screen().cards {
            assert!(!is_busy(&card) && !waits_for_tones(&card), "{} is stuck", card.call);
        }
        assert!(!self.rig.panel.dial().is_dialling);
    }
}

/// Whether anything that was pressed on this card is on its way; what is done with a pair shows on the active card.
fn is_busy(card: &CardView) -> bool {
    let control = &card.control;
    card.buttons.iter().any(|button| button.is_busy)
        || control.tiles.iter().any(|tile| tile.is_busy)
        || control.parties.iter().any(|party| party.is_busy)
        || control.target.as_ref().is_some_and(|target| target.is_busy)
}

fn phase(call: &Call) -> PhaseView {
    use denwa_protocol::Direction;
    match (call.ended, call.state, call.direction) {
        (Some(_), _, _) => PhaseView::Ended,
        (None, ConnectionState::Held, _) => PhaseView::Held,
        (None, ConnectionState::Alerting, Direction::Inbound) => PhaseView::Ringing,
        (None, _, Direction::Outbound) if call.answered_at.is_none() => PhaseView::Dialling,
        _ => PhaseView::Talking,
    }
}
