//! The agents' parts in a call. An offer is one card on an agent's panel: it lasts from the agent's first ring to the
//! end of her part, however many of her phones ring. The card is derived from the legs of the agent's phones and from
//! the rest of the call.

use super::{
    SimCall, Stage,
    leg::{Leg, LegState},
};
use denwa_protocol::{Call as View, Cause, ConnectionState as State, Direction, Ended, Timestamp};

/// An agent's part in a call.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The agent's extension.
    pub extension: String,
    /// The call as the agent last saw it.
    pub view: View,
    /// The agent's legs: indices into [`SimCall::legs`].
    pub legs: Vec<usize>,
    /// How often the call had been answered when the offer began.
    pub answers_before: u32,
    /// Whether `view` has changes that were not reported.
    pub is_changed: bool,
    /// The tones that the other side has heard from the agent.
    pub tones: String,
}

impl Offer {
    /// Returns whether the offer has not ended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.view.ended.is_none()
    }
}

impl SimCall {
    /// Derives all cards from the legs, and returns the extensions and cards that have changed.
    pub fn refresh(&mut self, now: Timestamp) -> Vec<(String, View)> {
        let mut changed = Vec::new();
        for index in 0..self.offers.len() {
            let view = self.view(&self.offers[index], now);
            let offer = &mut self.offers[index];
            if std::mem::take(&mut offer.is_changed) || offer.view != view {
                changed.push((offer.extension.clone(), view.clone()));
                offer.view = view;
            }
        }
        changed
    }

    fn view(&self, offer: &Offer, now: Timestamp) -> View {
        let mut view = offer.view.clone();
        if let Some(ended) = &mut view.ended {
            // The next phone of a hunt group or a queue has answered.
            if ended.cause == Cause::Missed && self.answers > offer.answers_before {
                ended.cause = Cause::AnsweredElsewhere;
            }
            return view;
        }
        let legs = offer.legs.iter().map(|leg| &self.legs[*leg]);
        let Some(leg) = legs.filter(|leg| leg.is_live()).max_by_key(|leg| leg.is_up()) else {
            (view.state, view.remote_state, view.held_at) = (State::Null, State::Null, None);
            view.ended = Some(Ended { at: now, cause: self.cause(offer) });
            return view;
        };
        let others = || self.legs.iter().enumerate().filter(|(i, _)| !offer.legs.contains(i)).map(|(_, leg)| leg);
        if leg.is_up() && others().any(Leg::is_up) {
            view.answered_at.get_or_insert(now);
        }
        view.state = match leg.state {
            LegState::Ringing | LegState::Confirming => State::Alerting,
            LegState::Waiting if self.is_ringing() || self.is_queued() => State::Connected,
            LegState::Waiting => State::Initiated,
            LegState::Tone => State::Failed,
            LegState::Holding => State::Held,
            LegState::Up => State::Connected,
            LegState::Ended(_) => State::Null,
        };
        view.remote_state = if leg.state == LegState::Tone {
            State::Failed
        } else if leg.is_offered() {
            if view.direction == Direction::Inbound { State::Connected } else { State::Null }
        } else if others().any(|other| other.state == LegState::Holding) || matches!(self.stage, Stage::Parked { .. }) {
            State::Held
        } else if others().any(Leg::is_up) {
            State::Connected
        } else if self.is_ringing() {
            State::Alerting
        } else if self.is_queued() {
            State::Queued
        } else {
            State::Null
        };
        view.held_at = (view.state == State::Held).then(|| view.held_at.unwrap_or(now));
        view
    }

    fn cause(&self, offer: &Offer) -> Cause {
        let has_ended = |cause: Cause| offer.legs.iter().any(|leg| self.legs[*leg].end() == Some(cause));
        let is_answered = offer.view.answered_at.is_some();
        if let Some(cause) = [Cause::Parked, Cause::Transferred].into_iter().find(|cause| has_ended(*cause)) {
            cause
        } else if is_answered {
            if has_ended(Cause::Lost) { Cause::Lost } else { Cause::Normal }
        } else if offer.view.direction == Direction::Outbound {
            offer.legs.iter().find_map(|leg| self.legs[*leg].end()).unwrap_or(Cause::NoAnswer)
        } else if has_ended(Cause::Declined) {
            Cause::Declined
        } else if self.answers > offer.answers_before {
            Cause::AnsweredElsewhere
        } else {
            Cause::Missed
        }
    }
}
