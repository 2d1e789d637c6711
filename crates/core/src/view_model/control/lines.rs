//! What became of a call, and states that must be in sight.

use super::{ControlLine, MarkView};
use crate::call::{Card, Phase};
use crate::input::UserAction;
use crate::panel::Panel;
use crate::text::{Msg, say};
use crate::view_model::LineTone;
use denwa_protocol::{Capability, Recording, Service, TransferState, Transferred};

impl Panel {
    pub(super) fn mark_views(&self, card: &Card) -> Vec<MarkView> {
        if card.call.ended.is_some() {
            return Vec::new();
        }
        let language = self.context.language;
        let muted = card.call.muted.then_some((Msg::Muted, true));
        let recording = match card.call.recording {
            Some(Recording::On) => Some((Msg::RecordingOn, false)),
            Some(Recording::Paused) => Some((Msg::RecordingPaused, true)),
            _ => None,
        };
        let mark = |(word, is_alert): (Msg, bool)| MarkView { word: word.t(language), is_alert };
        muted.into_iter().chain(recording).map(mark).collect()
    }

    pub(super) fn control_lines(&self, card: &Card) -> Vec<ControlLine> {
        let lines =
            [self.monitored_line(card), self.transfer_line(card), self.parked_line(card), self.returned_line(card)];
        lines.into_iter().flatten().collect()
    }

    /// The supervisor who takes part in the call, where the agent is to see it.
    fn monitored_line(&self, card: &Card) -> Option<ControlLine> {
        let monitored = card.call.monitored.as_ref().filter(|_| card.call.ended.is_none())?;
        let words = say::monitored(self.context.language, monitored.mode, monitored.by.label());
        Some(ControlLine { words, tone: LineTone::Plain, action: None })
    }

    /// How a blind transfer goes on.
    fn transfer_line(&self, card: &Card) -> Option<ControlLine> {
        let Transferred { to, state } = card.call.transfer.as_ref()?;
        let (message, tone) = match state {
            TransferState::Alerting => (say::transfer_alerting as fn(_, &str) -> String, LineTone::Plain),
            TransferState::Answered => (say::transfer_answered as _, LineTone::Success),
            TransferState::Returned => (say::transfer_returned as _, LineTone::Warning),
            TransferState::Lost => (say::transfer_lost as _, LineTone::Error),
            TransferState::Unknown => (say::transfer_unknown as _, LineTone::Plain),
        };
        Some(ControlLine { words: message(self.context.language, &self.name_and_number(to)), tone, action: None })
    }

    /// Where a parked call waits, and whether it still does.
    fn parked_line(&self, card: &Card) -> Option<ControlLine> {
        let slot = card.call.parked_at.as_ref().filter(|_| card.call.ended.is_some())?;
        let language = self.context.language;
        if card.waits_at().is_none() {
            let words = say::parked_no_more(language, slot);
            return Some(ControlLine { words, tone: LineTone::Success, action: None });
        }
        let can_pick_up = self.context.server.capabilities.pick_up == Capability::Available
            && self.session.is_live()
            && card.pending.service().is_none();
        let pick_up = UserAction::Command { call: card.call.id.clone(), service: Service::PickUp };
        Some(ControlLine {
            words: say::parked_at(language, slot),
            tone: LineTone::Plain,
            action: can_pick_up.then_some((Msg::PickUp, pick_up)),
        })
    }

    /// A call that comes back, because nobody took it.
    fn returned_line(&self, card: &Card) -> Option<ControlLine> {
        if !matches!(card.phase(), Phase::Ringing | Phase::Talking | Phase::Held) {
            return None;
        }
        let is_same = |other: &&Card| other.call.id != card.call.id && other.call.request_id == card.call.request_id;
        let last = self.cards.iter().filter(is_same).max_by_key(|other| other.call.ended.map(|ended| ended.at))?;
        let language = self.context.language;
        let words = match &last.call.transfer {
            Some(Transferred { to, state: TransferState::Returned }) => {
                say::transfer_returned(language, &self.name_and_number(to))
            }
            _ if card.phase() == Phase::Ringing && last.call.parked_at.is_some() => {
                Msg::ParkedReturned.t(language).to_owned()
            }
            _ => return None,
        };
        Some(ControlLine { words, tone: LineTone::Warning, action: None })
    }
}
