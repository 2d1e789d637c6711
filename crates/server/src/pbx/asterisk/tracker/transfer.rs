//! Calls that an agent passes on: what the link is about to do with them, how a blind transfer goes on, and from whom a
//! call came.

use super::{
    Micros, SETTLE, Tracker,
    channel::{Blind, Channel},
    moves::ExpectedTransfer,
    offer::Offer,
};
use denwa_protocol::{Cause, Colleague, Number, Party, TransferState, Transferred};

impl Tracker {
    /// Notes that the link is about to end an agent's part in a call for this cause, or (`None`) that it could not. The
    /// agent's phone may end first.
    pub fn expect_end(&mut self, call: &str, cause: Option<Cause>) {
        if let Some(offer) = self.offers.get_mut(call) {
            offer.leaving = cause;
            if cause.is_none() {
                offer.blind = None;
            }
        }
    }

    /// Notes that an agent's part in a call has ended, although the channel goes on.
    pub fn leave(&mut self, call: &str, cause: Cause) {
        let now = self.now;
        if let Some(offer) = self.offers.get_mut(call) {
            offer.left.get_or_insert((now, cause));
        }
        self.refresh_all();
    }

    /// Notes that the link is about to send the other side of a call to a number.
    pub fn expect_blind_transfer(&mut self, call: &str, far: &str, to: &str) {
        let (Some(far), Some(phone)) = (self.names.get(far).cloned(), self.phone_of(call)) else { return };
        let (phone, at) = (phone.uniqueid.clone(), self.now);
        self.expect_end(call, Some(Cause::Transferred));
        if let Some(channel) = self.channels.get_mut(&far) {
            channel.passed_on = Some(at);
            channel.passed_by = Some(phone.clone());
            channel.transferred_by = Some((at, phone));
        }
        if let Some(offer) = self.offers.get_mut(call) {
            offer.blind = Some(Blind { at, to: to.to_owned(), transferee: far });
        }
    }

    /// Notes that the link is about to connect the other sides of two calls. Returns the names of their channels.
    pub fn expect_transfer(&mut self, held: &str, active: &str) -> Option<(String, String)> {
        let is_consultation = |call: &str| self.leg_of(call).is_some_and(|leg| leg.consult.is_some());
        // The call that goes on is the one from which the other was made.
        let (main, other) = if is_consultation(held) { (active, held) } else { (held, active) };
        let far = |call: &str| {
            let leg = self.leg_of(call)?;
            if leg.consult.is_some() {
                return Some(leg);
            }
            match &leg.panel_hold {
                Some(waiting) => self.other_side(leg, waiting),
                None => match self.peers(leg).as_slice() {
                    [peer] => Some(*peer),
                    // At the phone, the held party waits in the bridge.
                    _ => None,
                },
            }
        };
        let (transferee, target) = (far(main)?, far(other)?);
        let names = (transferee.name.clone(), target.name.clone());
        let expected = ExpectedTransfer {
            first: self.leg_of(main)?.uniqueid.clone(),
            second: self.leg_of(other)?.uniqueid.clone(),
            transferee: transferee.uniqueid.clone(),
            target: target.uniqueid.clone(),
            main: main.to_owned(),
            other: other.to_owned(),
        };
        self.expected_transfers.retain(|known| known.main != expected.main);
        self.expected_transfers.push(expected);
        Some(names)
    }

    /// Notes that a transfer failed.
    pub fn forget_transfer(&mut self, held: &str, active: &str) {
        self.expected_transfers.retain(|known| known.main != held && known.main != active);
    }

    /// Notes that a channel has entered a bridge: it may be the one by which a transfer is done.
    pub(super) fn note_connected(&mut self, uniqueid: &str, bridge: &str, at: Micros) {
        let Some(members) = self.bridges.get(bridge) else { return };
        let is_done = |expected: &ExpectedTransfer| {
            (expected.transferee == uniqueid || expected.target == uniqueid)
                && members.contains(&expected.transferee)
                && members.contains(&expected.target)
        };
        let Some(place) = self.expected_transfers.iter().position(is_done) else { return };
        let done = self.expected_transfers.remove(place);
        let phone = self.phone_of(&done.main).map(|phone| phone.uniqueid.clone());
        self.join_calls(&done.first, &done.second, Some(done.transferee.clone()), Some(done.target.clone()), at);
        for party in [&done.transferee, &done.target] {
            if let Some(channel) = self.channels.get_mut(party) {
                channel.passed_by.clone_from(&phone);
            }
        }
        for call in [&done.main, &done.other] {
            if let Some(offer) = self.offers.get_mut(call) {
                offer.left.get_or_insert((at, Cause::Transferred));
            }
        }
        self.is_everything_touched = true;
    }

    /// Lets a call go on with everybody, and ends the other: a phone that carried the other call carries the one that goes
    /// on.
    pub fn merge(&mut self, kept: &str, merged: &str) {
        let now = self.now;
        let phone = self.phone_of(merged).map(|phone| phone.uniqueid.clone());
        if let Some(offer) = self.offers.get_mut(merged) {
            offer.left.get_or_insert((now, Cause::Merged));
        }
        // The last report of the merged call, while its legs still tell about it.
        self.refresh_all();
        let leg_of_kept = self.leg_of(kept).map(|leg| leg.uniqueid.clone());
        if let Some(phone) = phone
            && leg_of_kept.as_ref() != Some(&phone)
        {
            if self.leg_of(merged).is_some_and(|leg| leg.uniqueid == phone)
                && let Some(offer) = self.offers.get_mut(merged)
            {
                offer.legs.retain(|leg| *leg != phone);
            }
            if let Some(offer) = self.offers.get_mut(kept) {
                offer.legs = vec![phone.clone()];
                offer.is_reseated = true;
            }
            self.offer_of.insert(phone, kept.to_owned());
        }
        self.refresh_all();
    }

    /// Returns how an agent's blind transfer goes on.
    pub(super) fn transfer_of(&self, offer: &Offer, leg: &Channel) -> Option<Transferred> {
        let blind = offer.blind.as_ref().or(leg.blind.as_ref())?;
        let number = Number::Known { digits: blind.to.clone() };
        let Some(transferee) = self.channel(&blind.transferee) else {
            return Some(Transferred { to: Party { number, name: None }, state: TransferState::Lost });
        };
        let behind = self.other_end(transferee).filter(|_| transferee.is_local());
        let later = |channel: &&Channel| channel.first_seen >= blind.at;
        let dialled: Vec<&Channel> = self.reached(transferee).into_iter().filter(later).collect();
        let is_back = |channel: &Channel| {
            self.extension_of(channel) == Some(offer.extension.as_str()) && blind.to != offer.extension
        };
        let has_answered = |channel: &&&Channel| channel.dial_answered.is_some() && !is_back(channel);
        let name = dialled.iter().filter(|channel| !channel.is_local() && !is_back(channel));
        let name = name.clone().find(has_answered).or_else(|| name.clone().next());
        let name = name.and_then(|channel| channel.caller_name.clone());
        let is_over = transferee.end.is_some_and(|end| end.at + SETTLE <= self.now);
        let state =
            if dialled.iter().any(|channel| has_answered(&channel)) || self.has_met_after(transferee, blind, offer) {
                TransferState::Answered
            } else if dialled.iter().any(|channel| is_back(channel)) {
                TransferState::Returned
            } else if is_over || behind.is_some_and(|behind| behind.end.is_some()) {
                TransferState::Lost
            } else {
                TransferState::Alerting
            };
        Some(Transferred { to: Party { number, name }, state })
    }

    /// Returns whether a transferred party has met somebody else since.
    fn has_met_after(&self, transferee: &Channel, blind: &Blind, offer: &Offer) -> bool {
        let is_other = |channel: &Channel| {
            self.extension_of(channel) != Some(offer.extension.as_str())
                && self.party_behind(transferee).uniqueid != channel.uniqueid
        };
        let meetings = self.meetings(transferee);
        let is_later = |from: Micros| from >= blind.at;
        meetings.iter().any(|meeting| is_later(meeting.period.from) && is_other(meeting.with))
    }

    /// Returns whether a blind transfer may still end differently.
    pub(super) fn is_transfer_open(&self, offer: &Offer, leg: &Channel) -> bool {
        self.transfer_of(offer, leg).is_some_and(|transfer| transfer.state == TransferState::Alerting)
    }

    /// Returns the colleague from whom a leg's call came.
    pub(super) fn came_from(&self, leg: &Channel, extension: &str) -> Option<Colleague> {
        let path = self.path(leg);
        let extension_of = |uniqueid: &str| self.channel(uniqueid).and_then(|channel| self.extension_of(channel));
        let consulted = || path.channels.iter().find_map(|channel| extension_of(channel.consult.as_deref()?));
        let parked = || {
            let (take_over, taken) = self.taken_over(leg)?;
            let is_retrieval = take_over.kind == super::channel::TakeOverKind::Retrieval;
            extension_of(taken.parked_by.as_deref().filter(|_| is_retrieval)?)
        };
        let handed = || extension_of(leg.passed_by.as_deref()?);
        let consults = || {
            let caller = path.caller()?;
            self.call(&caller.uniqueid)?.consults.as_ref()?;
            self.extension_of(caller)
        };
        let transferred = || {
            let caller = path.caller()?;
            let (at, by) = caller.transferred_by.as_ref().filter(|(at, _)| *at <= leg.first_seen)?;
            let own = extension_of(by)?;
            if own != extension {
                return Some(own);
            }
            // The caller comes back: from the colleague who did not answer.
            let by_offer = self.offer(by).and_then(|offer| offer.blind.as_ref());
            let blind =
                by_offer.or(self.channel(by).and_then(|by| by.blind.as_ref())).filter(|blind| blind.at == *at)?;
            self.config.agents.iter().find(|agent| agent.extension == blind.to).map(|agent| agent.extension.as_str())
        };
        let found = consulted().or_else(parked).or_else(handed).or_else(consults).or_else(transferred);
        let found = found.filter(|from| *from != extension)?;
        Some(Colleague { extension: found.to_owned(), name: None })
    }
}
