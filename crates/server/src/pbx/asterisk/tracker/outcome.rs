//! How calls end: for an agent, and for a caller who reached nobody.

use super::{
    Micros, SETTLE, Tracker,
    channel::{Channel, DialEnd, Progress},
    offer::Offer,
};
use denwa_protocol::{Cause, Direction};

impl Tracker {
    /// Returns why an offer ended. `leg` is the leg that stands for the offer, `legs` are all of them.
    pub(super) fn cause(
        &self,
        offer: &Offer,
        leg: &Channel,
        legs: &[&Channel],
        direction: Direction,
        answered: bool,
    ) -> Cause {
        if let Some(cause) = offer.left.map(|(_, cause)| cause).or(offer.leaving) {
            cause
        } else if legs.iter().any(|leg| leg.parked_other.is_some()) {
            Cause::Parked
        } else if legs.iter().any(|leg| leg.transferred.is_some()) {
            Cause::Transferred
        } else if leg.is_unconfirmed || (answered && leg.end.is_some_and(|end| end.cause == 44)) {
            // The channel vanished while the link was down, or its media stopped.
            Cause::Lost
        } else if answered {
            Cause::Normal
        } else if self.dialled.get(&leg.uniqueid).is_some_and(|dialled| dialled.parked.is_some()) {
            // The agent meant to pick a parked call up: she has missed nothing.
            if leg.is_declined() { Cause::Declined } else { Cause::NoAnswer }
        } else if direction == Direction::Outbound {
            self.failed_cause(leg)
        } else if legs.iter().any(|leg| leg.is_declined()) {
            Cause::Declined
        } else if self.is_answered_elsewhere(leg, legs) {
            Cause::AnsweredElsewhere
        } else {
            Cause::Missed
        }
    }

    /// Returns whether somebody else answered the caller of an unanswered offer, in the same round of ringing or a
    /// later one: the next phone of a hunt group or a queue.
    fn is_answered_elsewhere(&self, leg: &Channel, legs: &[&Channel]) -> bool {
        let path = self.path(leg);
        let Some(caller) = path.caller() else {
            return leg.end.is_some_and(|end| end.cause == 26);
        };
        let began = legs.iter().map(|leg| leg.first_seen).min().unwrap_or(0);
        let is_ours = |other: &Channel| legs.iter().any(|leg| leg.uniqueid == other.uniqueid);
        let took_over = |taken: &Channel| taken.taken_by.as_ref().is_some_and(|(at, _)| *at >= began);
        let answered = |other: &Channel| {
            !other.is_local() && !is_ours(other) && self.answer_of(other).is_some_and(|at| at >= began)
        };
        // A Local channel that the PBX made for the caller was not dialled by the caller.
        let diallers = path.channels.iter().skip(1).copied().chain([caller]);
        let reached: Vec<&Channel> = diallers.flat_map(|dialler| self.reached(dialler)).collect();
        took_over(caller)
            || reached.into_iter().any(|other| took_over(other) || answered(other))
            || legs.iter().any(|leg| took_over(leg))
    }

    /// Returns when a dialled device answered its caller. A device that asks for a key first has not answered while it
    /// is only up.
    fn answer_of(&self, device: &Channel) -> Option<Micros> {
        device.dial_answered.or_else(|| device.up_at.and_then(|_| self.first_meeting(device)))
    }

    /// Returns until when an unanswered offer may still turn out to be answered elsewhere: as long as the caller is
    /// there. `None` if nothing can change any more.
    pub(super) fn awaits_answer_elsewhere(&self, leg: &Channel) -> bool {
        let caller = self.path(leg).caller();
        caller.is_some_and(|caller| caller.end.is_none_or(|end| end.at + SETTLE > self.now))
    }

    /// Returns why an outgoing call of the agent was not answered.
    fn failed_cause(&self, leg: &Channel) -> Cause {
        if self.path(leg).originate().is_some() && !leg.is_up() {
            // The agent did not answer the own phone during click-to-dial.
            return match leg.dial_end {
                _ if leg.is_declined() => Cause::Declined,
                Some(DialEnd::Unreachable) => Cause::Unreachable,
                _ => Cause::NoAnswer,
            };
        }
        let dialled = self.dialled_for(leg);
        if leg.consult.is_some() && dialled.is_empty() {
            // The dialplan itself answered with a tone.
            let running = self.other_end(leg).and_then(|end| end.end).map_or(0, |end| end.cause);
            return match leg.dial_end {
                Some(DialEnd::Busy) => Cause::Busy,
                Some(DialEnd::Unreachable) => Cause::Unreachable,
                _ => failure_by_code(running).unwrap_or(Cause::NoAnswer),
            };
        }
        self.failure(&dialled, leg)
    }

    /// Returns why a caller reached none of the channels that were dialled: of several devices, the one that came
    /// closest to answering says so, in whatever order they were dialled.
    pub(super) fn failure(&self, dialled: &[&Channel], caller: &Channel) -> Cause {
        let closeness = |cause: &Cause| match cause {
            Cause::NoAnswer => 3,
            Cause::Refused => 2,
            Cause::Busy => 1,
            _ => 0,
        };
        let devices = dialled.iter().filter(|dialled| self.is_party(dialled) && !dialled.is_forwarded);
        let causes = devices.map(|device| failure_of(device));
        causes
            .max_by_key(closeness)
            .unwrap_or_else(|| failure_by_code(caller.end.map_or(0, |end| end.cause)).unwrap_or(Cause::NoAnswer))
    }
}

/// Returns why a dialled device did not answer. A phone that rings and then reports "busy" was declined by its user.
fn failure_of(device: &Channel) -> Cause {
    let has_rung = device.progress >= Progress::Ringing;
    if device.is_declined() && has_rung {
        return Cause::Refused;
    }
    let code = device.requested_hangup.or(device.end.map(|end| end.cause)).unwrap_or(0);
    match (device.dial_end, failure_by_code(code)) {
        (Some(DialEnd::Busy), _) => Cause::Busy,
        (Some(DialEnd::Unreachable), _) => Cause::Unreachable,
        (Some(DialEnd::Cancelled), _) => Cause::NoAnswer,
        (_, Some(cause)) => cause,
        _ => Cause::NoAnswer,
    }
}

/// Returns what an ITU-T Q.850 cause says about a call that was not answered.
fn failure_by_code(code: u32) -> Option<Cause> {
    Some(match code {
        17 => Cause::Busy,
        21 => Cause::Refused,
        1..=3 | 18 | 20 | 22 | 25 | 27..=29 | 34 | 38 | 41..=47 | 50..=58 | 63..=79 | 88 => Cause::Unreachable,
        _ => return None,
    })
}
