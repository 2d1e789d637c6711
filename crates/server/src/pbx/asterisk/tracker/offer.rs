//! Groups the channels of an agent's phones, the legs, into offers. Each offer is one card on the agent's panel.
//!
//! An offer begins when a phone of the agent rings or dials. All legs of the same call that overlap it belong to it. A
//! leg that begins after the offer's end is a new offer.

use super::{
    Micros, REMEMBER, SETTLE, Tracker,
    channel::{Blind, Channel, Origin, Progress},
};
use crate::pbx::PbxEvent;
use denwa_protocol::{Call, Cause};
use std::collections::BTreeSet;

/// An offer of a call to an agent.
#[derive(Clone, Debug, Default)]
pub(super) struct Offer {
    /// The unique ID of the first leg.
    pub(super) id: String,
    pub(super) extension: String,
    /// The unique IDs of the legs, in the order in which they joined.
    pub(super) legs: Vec<String>,
    /// The card as it was last reported.
    pub(super) card: Option<Call>,
    /// When and why the agent's part ended, if other events than the end of its legs say so.
    pub(super) left: Option<(Micros, Cause)>,
    /// Why the link is about to end the agent's part.
    pub(super) leaving: Option<Cause>,
    /// The link's blind transfer of the call.
    pub(super) blind: Option<Blind>,
    /// The place at which the link parked the call.
    pub(super) parked_at: Option<String>,
    /// Whether another channel of the agent's phone carries the call now: the legs no longer tell how it began.
    pub(super) is_reseated: bool,
    /// The IDs of the calls whose events concern the offer, while its card may still change.
    calls: BTreeSet<String>,
    /// When the card next changes by time alone.
    due: Option<Micros>,
}

impl Tracker {
    /// Finds the offers of new legs, derives the cards that events have touched or that are due, and reports those that
    /// have changed.
    pub(super) fn refresh(&mut self) {
        self.assign_legs();
        let ids: BTreeSet<String> = if self.is_everything_touched {
            self.open.clone()
        } else {
            let touched = self.touched.iter().filter_map(|call| self.concerned.get(call)).flatten().cloned();
            let due = self.due.iter().take_while(|(due, _)| *due <= self.now).map(|(_, id)| id.clone());
            touched.chain(due).collect()
        };
        self.touched.clear();
        for id in ids {
            self.refresh_offer(&id);
        }
    }

    fn refresh_offer(&mut self, id: &str) {
        let Some(offer) = self.offers.get(id) else { return };
        let card = self.card(offer);
        let is_final = card.as_ref().or(offer.card.as_ref()).is_some_and(|card| self.is_final(offer, card));
        if let Some(card) = card.filter(|card| offer.card.as_ref() != Some(card)) {
            let extension = offer.extension.clone();
            self.concern(id, &card.request_id);
            if let Some(offer) = self.offers.get_mut(id) {
                offer.card = Some(card.clone());
            }
            self.emit(PbxEvent::Call { extension, call: Box::new(card) });
        }
        if is_final {
            self.close(id);
        } else {
            let due = self.offers.get(id).and_then(|offer| self.due_of(offer));
            self.set_due(id, due);
        }
    }

    /// Notes that events of a call concern an offer.
    fn concern(&mut self, id: &str, call: &str) {
        if let Some(offer) = self.offers.get_mut(id)
            && offer.calls.insert(call.to_owned())
        {
            self.concerned.entry(call.to_owned()).or_default().insert(id.to_owned());
        }
    }

    fn set_due(&mut self, id: &str, due: Option<Micros>) {
        let due = due.filter(|due| *due > self.now);
        let Some(offer) = self.offers.get_mut(id) else { return };
        if offer.due != due {
            if let Some(before) = std::mem::replace(&mut offer.due, due) {
                self.due.remove(&(before, id.to_owned()));
            }
            self.due.extend(due.map(|due| (due, id.to_owned())));
        }
    }

    /// Notes that an offer's card will not change any more.
    pub(super) fn close(&mut self, id: &str) {
        self.open.remove(id);
        self.set_due(id, None);
        let calls = self.offers.get_mut(id).map(|offer| std::mem::take(&mut offer.calls));
        for call in calls.into_iter().flatten() {
            if let Some(offers) = self.concerned.get_mut(&call) {
                offers.remove(id);
                if offers.is_empty() {
                    self.concerned.remove(&call);
                }
            }
        }
    }

    /// Returns whether a card will not change any more.
    fn is_final(&self, offer: &Offer, card: &Call) -> bool {
        let Some(ended) = card.ended else { return false };
        let leg = || super::card::primary(&offer.legs.iter().filter_map(|leg| self.channel(leg)).collect::<Vec<_>>());
        let Some(leg) = leg() else { return true };
        if self.is_transfer_open(offer, leg) {
            return false;
        }
        ended.cause != Cause::Missed || !self.awaits_answer_elsewhere(leg)
    }

    /// Assigns legs that have become calls of their agent to offers: those that events or the time have stirred.
    fn assign_legs(&mut self) {
        let stirred = std::mem::take(&mut self.stirred);
        let legs = if self.is_everything_touched { &self.unassigned } else { &stirred };
        let (mut calls, mut gone) = (Vec::new(), Vec::new());
        for leg in legs.iter().filter_map(|leg| self.channel(leg)) {
            if !leg.is_spying && self.is_call(leg) && !self.is_pending(leg) {
                calls.push((leg.first_seen, leg.uniqueid.clone()));
            } else if leg.end.is_some_and(|end| end.at + REMEMBER / 2 <= self.now) {
                gone.push(leg.uniqueid.clone());
            }
        }
        for leg in gone {
            self.unassigned.remove(&leg);
        }
        calls.sort();
        for (_, uniqueid) in calls {
            self.assign_leg(&uniqueid);
        }
    }

    fn assign_leg(&mut self, uniqueid: &str) {
        let Some(leg) = self.channel(uniqueid) else { return };
        let Some(extension) = self.owner_of(leg).map(str::to_owned) else { return };
        self.unassigned.remove(uniqueid);
        let Some(leg) = self.channel(uniqueid) else { return };
        let joined = self
            .open
            .iter()
            .filter_map(|id| self.offers.get(id))
            .find(|offer| offer.extension == extension && self.joins(leg, offer));
        let id = joined.map_or_else(|| uniqueid.to_owned(), |offer| offer.id.clone());
        let call = leg.linkedid.clone();
        self.offer_of.insert(uniqueid.to_owned(), id.clone());
        self.open.insert(id.clone());
        let offer = self.offers.entry(id.clone());
        let new = || Offer { id: id.clone(), extension, ..Offer::default() };
        offer.or_insert_with(new).legs.push(uniqueid.to_owned());
        self.concern(&id, &call);
        self.touched.insert(call);
    }

    /// Returns whether a new leg belongs to an offer: both are of the same call and overlap. When one phone of the agent
    /// has rung out or sends the call on, and the next rings at once, that is still the same offer, unless a queue makes
    /// a new attempt.
    fn joins(&self, leg: &Channel, offer: &Offer) -> bool {
        if offer.card.as_ref().is_some_and(|card| card.ended.is_some()) {
            return false;
        }
        let legs = || offer.legs.iter().filter_map(|leg| self.channel(leg));
        // A consultation has a leg of its own, whatever call it is in.
        if leg.consult.is_some() || legs().any(|known| known.consult.is_some()) || offer.is_reseated {
            return false;
        }
        let attempt = self.queue_attempt(leg);
        let overlaps = |known: &Channel| {
            let goes_on = !known.is_up() && self.queue_attempt(known) == attempt;
            let grace = if goes_on { SETTLE } else { 0 };
            known.part_end().is_none_or(|end| end + grace > leg.first_seen)
        };
        legs().any(overlaps) && legs().any(|known| self.call_id(known) == self.call_id(leg))
    }

    /// Returns the unique ID of the channel that a queue called, on the path of a leg.
    fn queue_attempt<'a>(&'a self, leg: &'a Channel) -> Option<&'a str> {
        let called = self.path(leg).channels.into_iter().find(|channel| channel.called_by_queue.is_some())?;
        Some(&called.uniqueid)
    }

    /// Returns whether a leg is a call of the agent. A leg originated by another AMI client may be a supervisor who
    /// listens in: until its destination is known, it counts as a call only if its connected number is not a
    /// colleague's.
    fn is_call(&self, leg: &Channel) -> bool {
        if self.dialled.contains_key(&leg.uniqueid) || leg.origin == Origin::Device || leg.consult.is_some() {
            return true;
        }
        if leg.progress < Progress::Ringing {
            return false;
        }
        if !leg.is_originated() {
            return true;
        }
        let shows = leg.connected_number.as_ref();
        !leg.dialled.is_empty()
            || leg.sent_to.is_some()
            || leg.bridge.is_set()
            || leg.conferenced.is_some()
            || shows.is_some_and(|number| self.config.agents.iter().all(|agent| agent.extension != *number))
    }

    /// Returns whether it is too early to say what a leg is.
    fn is_pending(&self, leg: &Channel) -> bool {
        self.pending_until(leg).is_some_and(|due| due > self.now)
    }

    /// Returns until when a leg waits for more events: if it has dialled a code that may take over a call of which the
    /// agent already has a card, or if its first event came before its `Newchannel`.
    fn pending_until(&self, leg: &Channel) -> Option<Micros> {
        let is_code = leg.origin == Origin::Device
            && leg.exten.as_ref().is_some_and(|exten| self.config.is_service_code(exten))
            && leg.dialled.is_empty()
            && leg.take_over.is_none();
        let is_unknown = leg.origin == Origin::Unknown && !leg.is_listed;
        ((is_code || is_unknown) && leg.end.is_none()).then_some(leg.first_seen + SETTLE)
    }

    /// Returns when a card next changes by time alone.
    pub(super) fn next_deadline(&self) -> Option<Micros> {
        let unassigned = self.unassigned.iter().filter_map(|leg| self.channel(leg));
        let pending = unassigned.filter_map(|leg| self.pending_until(leg)).filter(|at| *at > self.now);
        let due = self.due.first().map(|(due, _)| *due);
        pending.chain(due).chain(self.next_judgement()).min()
    }

    fn due_of(&self, offer: &Offer) -> Option<Micros> {
        let legs = || offer.legs.iter().filter_map(|leg| self.channel(leg));
        if offer.card.as_ref().is_some_and(|card| card.ended.is_some()) {
            // The caller's end makes the outcome final.
            let leg = legs().next()?;
            if let Some(blind) = offer.blind.as_ref().or(leg.blind.as_ref()) {
                return Some(self.channel(&blind.transferee)?.end?.at + SETTLE);
            }
            return Some(self.path(leg).caller()?.end?.at + SETTLE);
        }
        let ends: Option<Vec<Micros>> = legs().map(Channel::part_end).collect();
        let end = ends.and_then(|ends| ends.into_iter().max()).map(|end| end + SETTLE);
        let answers =
            legs().filter(|leg| leg.end.is_none()).filter_map(|leg| leg.up_at).map(|up| up + super::ANSWERED_BY_PBX);
        end.into_iter().chain(answers).filter(|at| *at > self.now).min()
    }
}
