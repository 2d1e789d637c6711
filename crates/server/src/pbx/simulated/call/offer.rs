//! The agents' parts in a call. An offer is one card on an agent's panel: it lasts from the agent's first ring to the
//! end of her part, however many of her phones ring. The card is derived from the legs of the agent's phones and from
//! the rest of the call.

use super::{
    SimCall, Stage,
    leg::{Leg, LegState},
};
use denwa_protocol::{
    Call as View, Cause, ConnectionState as State, Direction, Ended, Participant, Recording, Timestamp,
};

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
    /// Whether the others do not hear the agent.
    pub is_muted: bool,
    /// How the part ends if nobody answers it: an agent who asked for a parked call has missed nothing.
    pub unanswered: Cause,
    /// Whether calls were joined: the card shows another party once the party it shows has left.
    pub follows_parties: bool,
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
        for (number, leg) in (1..).zip(&mut self.legs).filter(|(_, leg)| leg.id.is_empty()) {
            leg.id = format!("{}-{number}", self.id);
        }
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
            (view.muted, view.recording) = (false, view.recording.map(|_| Recording::Off));
            view.parties.clear();
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
        } else if matches!(self.stage, Stage::Parked { .. }) || is_left_alone(others()) {
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
        view.muted = offer.is_muted;
        if leg.is_up() && view.answered_at.is_some() {
            view.recording = self.recording;
        }
        let connected: Vec<_> = others().filter(|other| other.is_up()).collect();
        let is_shown = |other: &&Leg| other.device.party().number == view.remote.number;
        if offer.follows_parties && !connected.iter().any(is_shown) {
            let outside = connected.iter().find(|other| other.device.is_outside());
            if let Some(other) = outside.or(connected.first()) {
                self.show(&mut view, &other.device);
            }
        }
        view.parties.clear();
        if leg.is_up() && connected.len() > 1 {
            view.parties.extend(connected.into_iter().map(participant));
        }
        view
    }

    fn cause(&self, offer: &Offer) -> Cause {
        let has_ended = |cause: Cause| offer.legs.iter().any(|leg| self.legs[*leg].end() == Some(cause));
        let is_answered = offer.view.answered_at.is_some();
        let left = [Cause::Parked, Cause::Transferred, Cause::Merged, Cause::Deflected];
        if let Some(cause) = left.into_iter().find(|cause| has_ended(*cause)) {
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
            offer.unanswered
        }
    }
}

/// Returns whether somebody holds and nobody listens.
fn is_left_alone<'a>(others: impl Iterator<Item = &'a Leg>) -> bool {
    let states: Vec<_> = others.map(|other| other.state).collect();
    states.contains(&LegState::Holding) && !states.contains(&LegState::Up)
}

fn participant(leg: &Leg) -> Participant {
    let state = if leg.state == LegState::Holding { State::Held } else { State::Connected };
    Participant { id: leg.id.clone(), party: leg.device.party(), state }
}
