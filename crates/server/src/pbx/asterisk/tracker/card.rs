//! Derives an agent's card, a [`Call`] of the protocol, from the legs of an offer.

use super::{
    ANSWERED_BY_PBX, Micros, SETTLE, Tracker,
    channel::{Channel, DialEnd, Origin, Period, Progress, TakeOverKind},
    graph::Top,
    millis,
    offer::Offer,
    party::is_number,
};
use denwa_protocol::{AttachedRecord, Call, Cause, ConnectionState, Direction, Ended, Number, Party};

impl Tracker {
    /// Derives the card of an offer; `None` if nothing can be said at the moment.
    pub(super) fn card(&self, offer: &Offer) -> Option<Call> {
        let legs: Vec<&Channel> = offer.legs.iter().filter_map(|leg| self.channel(leg)).collect();
        let leg = primary(&legs)?;
        let reported = offer.card.as_ref();
        if let Some(reported) = reported.filter(|reported| reported.ended.is_some()) {
            return Some(self.corrected(offer, reported, leg, &legs));
        }
        let ended = self.ended(offer, &legs);
        if ended.is_none() && legs.iter().all(|leg| leg.end.is_some()) && reported.is_some() {
            // The legs have ended, but the events that explain the end may still be on their way.
            return None;
        }
        let reseated = reported.filter(|_| offer.is_reseated);
        let direction = reseated.map_or_else(|| self.direction_of(leg), |reported| reported.direction);
        let parties = if leg.consult.is_some() { Vec::new() } else { self.participants(leg) };
        let remote = self.remote_of(leg, direction, reported, &parties);
        let internal = match &remote.number {
            Number::Known { digits } => self.config.is_internal(digits),
            _ => false,
        };
        let is_unconnected = ended.is_some() && direction == Direction::Inbound && !self.was_connected(leg);
        let answered = reported
            .and_then(|reported| reported.answered_at)
            .or_else(|| self.answered_at(leg, direction).map(millis))
            .filter(|_| !is_unconnected);
        let state = self.state(leg, direction);
        let held_at = (state == ConnectionState::Held && ended.is_none()).then(|| {
            let by_us = leg.panel_hold.as_ref().map(|hold| hold.since);
            millis(by_us.or(leg.holding.get().copied()).unwrap_or(self.now))
        });
        let began = legs.iter().map(|leg| leg.first_seen).min().unwrap_or(self.now);
        Some(Call {
            id: offer.id.clone(),
            request_id: match (reseated, &leg.consult) {
                (Some(reported), _) => reported.request_id.clone(),
                // Attended transfers move the other side of a consultation to another call; the agent's part stays.
                (None, Some(_)) => leg.uniqueid.clone(),
                (None, None) => self.call_id(leg).to_owned(),
            },
            direction,
            internal,
            remote,
            line: match reseated {
                Some(reported) => reported.line.clone(),
                None => self.line(leg, &offer.extension, direction),
            },
            queue: reseated.map_or_else(|| self.queue_of(leg, direction), |reported| reported.queue.clone()),
            first_offer: true,
            state: if ended.is_some() { ConnectionState::Null } else { state },
            remote_state: match ended {
                Some(_) => ConnectionState::Null,
                None => self.remote_state(leg, direction, answered.is_some()),
            },
            began_at: reported.map_or(millis(began), |reported| reported.began_at),
            answered_at: answered,
            held_at,
            ended: ended.map(|at| Ended {
                at: millis(at),
                cause: self.cause(offer, leg, &legs, direction, answered.is_some()),
            }),
            consults: reported.and_then(|reported| reported.consults.clone()).or_else(|| self.consults(leg)),
            parties: if ended.is_none() && parties.len() > 1 { parties } else { Vec::new() },
            muted: ended.is_none() && self.is_muted_leg(leg),
            recording: self.recording_of(leg),
            transfer: ended.and_then(|_| self.transfer_of(offer, leg)),
            parked_at: ended.and_then(|_| offer.parked_at.clone().or_else(|| leg.parked_at.clone())),
            came_from: match (reseated, &leg.consult) {
                (Some(reported), _) => reported.came_from.clone(),
                (None, Some(_)) => None,
                (None, None) => self.came_from(leg, &offer.extension),
            },
            data: match (reseated, &leg.consult) {
                (Some(reported), _) => reported.data.clone(),
                (None, Some(_)) => Vec::new(),
                (None, None) => self.data_of(leg),
            },
            record: match (reseated, &leg.consult) {
                (Some(reported), _) => reported.record.clone(),
                (None, Some(_)) => None,
                (None, None) => self.record_of(leg).map(|record_id| AttachedRecord { record_id, name: None }),
            },
            ..Call::default()
        })
    }

    /// Returns an ended card with the outcome as it is known now: the next phone of a group may have answered.
    fn corrected(&self, offer: &Offer, card: &Call, leg: &Channel, legs: &[&Channel]) -> Call {
        let mut card = card.clone();
        card.transfer = self.transfer_of(offer, leg).or(card.transfer);
        if let Some(ended) = card.ended.as_mut().filter(|ended| ended.cause == Cause::Missed)
            && self.cause(offer, leg, legs, card.direction, false) == Cause::AnsweredElsewhere
        {
            ended.cause = Cause::AnsweredElsewhere;
        }
        card
    }

    /// Returns when the offer ended, after the events that explain the end have had time to arrive.
    fn ended(&self, offer: &Offer, legs: &[&Channel]) -> Option<Micros> {
        if let Some((at, _)) = offer.left {
            return Some(at);
        }
        let ends: Option<Vec<Micros>> = legs.iter().map(|leg| leg.part_end()).collect();
        let end = ends?.into_iter().max()?;
        let is_parked = legs.iter().any(|leg| leg.parked_other == Some(end));
        (is_parked || end + SETTLE <= self.now).then_some(end)
    }

    /// Returns the direction of a leg, seen from the agent.
    pub(super) fn direction_of(&self, leg: &Channel) -> Direction {
        if leg.consult.is_some() {
            return Direction::Outbound;
        }
        if let Some((take_over, taken)) = self.taken_over(leg) {
            let has_called =
                take_over.kind == TakeOverKind::PickUp || self.party_behind(taken).dialled_from().is_none();
            return if has_called { Direction::Inbound } else { Direction::Outbound };
        }
        match leg.origin {
            Origin::Device => Direction::Outbound,
            _ if self.path(leg).originate().is_some() => Direction::Outbound,
            Origin::Unknown if leg.is_root() && leg.dialled_from().is_none() => Direction::Outbound,
            Origin::Pbx | Origin::Unknown => Direction::Inbound,
        }
    }

    fn state(&self, leg: &Channel, direction: Direction) -> ConnectionState {
        if leg.panel_hold.is_some() || leg.holding.is_set() {
            return ConnectionState::Held;
        }
        if leg.consult.is_some() {
            // The phone is connected; the agent hears the ringing.
            let rings = |channel: &Channel| channel.progress >= Progress::Ringing;
            let is_ringing = rings(leg) || self.dialled_for(leg).into_iter().any(rings);
            return if is_ringing { ConnectionState::Connected } else { ConnectionState::Initiated };
        }
        let reached = || self.reached(leg).iter().any(|dialled| dialled.progress >= Progress::Ringing);
        match (leg.progress, direction) {
            (Progress::Up, _) => ConnectionState::Connected,
            (Progress::Ringing, _) | (Progress::Down, Direction::Inbound) => ConnectionState::Alerting,
            (Progress::Down, Direction::Outbound) if leg.origin == Origin::Device && reached() => {
                ConnectionState::Connected
            }
            (Progress::Down, Direction::Outbound) => ConnectionState::Initiated,
        }
    }

    fn remote_state(&self, leg: &Channel, direction: Direction, answered: bool) -> ConnectionState {
        if answered {
            if leg.panel_hold.is_some() {
                return ConnectionState::Connected;
            }
            let held = self.peers(leg).iter().any(|peer| peer.holding.is_set());
            return if held { ConnectionState::Held } else { ConnectionState::Connected };
        }
        if direction == Direction::Inbound {
            return ConnectionState::Connected;
        }
        let dials = self.dialled_for(leg);
        let lives = |dialled: &&Channel| dialled.end.is_none();
        if dials.iter().any(|d| lives(d) && d.progress >= Progress::Ringing) {
            ConnectionState::Alerting
        } else if leg.waiting.is_set() {
            ConnectionState::Queued
        } else if !dials.is_empty() && dials.iter().all(|d| d.dial_end.is_some_and(|end| end < DialEnd::Answered)) {
            ConnectionState::Failed
        } else {
            ConnectionState::Null
        }
    }

    /// Returns when both sides were first connected.
    fn answered_at(&self, leg: &Channel, direction: Direction) -> Option<Micros> {
        let up = leg.up_at?;
        if direction == Direction::Inbound {
            return Some(up);
        }
        let dials = self.dialled_for(leg);
        let by_dialled = dials.iter().filter(|dialled| self.is_party(dialled)).filter_map(|d| d.dial_answered).min();
        let by_pbx = self.is_answered_by_pbx(leg, &dials).then_some(up);
        let by_take_over = self.taken_over(leg).map(|(take_over, _)| take_over.at);
        let answers = [by_dialled.map(|at| at.max(up)), self.first_meeting(leg), leg.conferenced, by_take_over, by_pbx];
        answers.into_iter().flatten().min()
    }

    /// Returns whether a leg that was up was ever connected with its caller. A phone from which the PBX awaits a key
    /// first is up, but not connected.
    fn was_connected(&self, leg: &Channel) -> bool {
        leg.dialler.is_none()
            || leg.dial_answered.is_some()
            || leg.conferenced.is_some()
            || !leg.stays.is_empty()
            || self.taken_over(leg).is_some()
    }

    /// Returns whether the PBX itself is the other side: a service code, an announcement, voice mail. It is if the leg
    /// is up without dialling anybody for a while, or until its end.
    fn is_answered_by_pbx(&self, leg: &Channel, dials: &[&Channel]) -> bool {
        let has_waited = leg.up_at.is_some_and(|up| self.now >= up + ANSWERED_BY_PBX) || leg.end.is_some();
        let is_behind_local = self.path(leg).originate().is_some_and(|originate| originate.uniqueid != leg.uniqueid);
        has_waited
            && !is_behind_local
            && dials.is_empty()
            && leg.queue.is_none()
            && leg.conferenced.is_none()
            && leg.parked.is_none()
            && (leg.origin == Origin::Device || leg.end.is_none())
    }

    /// Returns the other side: the only other party of what was a conference, or else the other side of two.
    fn remote_of(
        &self,
        leg: &Channel,
        direction: Direction,
        reported: Option<&Call>,
        parties: &[denwa_protocol::Participant],
    ) -> Party {
        if leg.consult.is_some() {
            let number = self.consulted_number(leg).map_or(Number::Unknown, |digits| Number::Known { digits });
            let dialled = self.dialled_for(leg);
            return Party { number, name: dialled.iter().find_map(|dialled| dialled.caller_name.clone()) };
        }
        if let Some(reported) = reported.filter(|reported| reported.answered_at.is_some() && !parties.is_empty()) {
            // Whoever has dialled a room is connected with the room; a panel's room is only a call with more parties.
            let is_ours = self.room_of(leg).is_some_and(|(bridge, _)| self.is_our_room(bridge));
            return match parties {
                [only] if is_ours => only.party.clone(),
                _ => reported.remote.clone(),
            };
        }
        self.remote(leg, direction, reported)
    }

    /// Returns the held call from which a leg was made: by a panel, or at a phone that holds one call and dials another.
    fn consults(&self, leg: &Channel) -> Option<String> {
        if let Some(phone) = &leg.consult {
            return self.offer_of.get(phone).cloned();
        }
        if leg.origin != Origin::Device || leg.end.is_some() {
            return None;
        }
        let is_held = |other: &&Channel| {
            let holds = other.holding.get().is_some_and(|since| *since <= leg.first_seen);
            holds && other.end.is_none() && other.endpoint() == leg.endpoint() && other.uniqueid != leg.uniqueid
        };
        let held = self.open.iter().filter_map(|id| self.offers.get(id)).filter(|offer| {
            let mut legs = offer.legs.iter().filter_map(|leg| self.channel(leg));
            legs.any(|leg| is_held(&leg))
        });
        let mut held = held.map(|offer| offer.id.clone());
        held.next().filter(|_| held.next().is_none())
    }

    fn is_muted_leg(&self, leg: &Channel) -> bool {
        let phone = leg.consult.as_ref().and_then(|phone| self.channel(phone));
        phone.unwrap_or(leg).is_muted
    }

    /// Returns the other side, from the best source of its number.
    fn remote(&self, leg: &Channel, direction: Direction, reported: Option<&Call>) -> Party {
        let talked = reported.filter(|reported| reported.answered_at.is_some());
        // While the agent holds, the bridge may be that of a consultation: the other side is still the held party.
        if let Some(reported) = talked.filter(|_| leg.holding.is_set() || leg.panel_hold.is_some()) {
            return reported.remote.clone();
        }
        // A new server finds a consultation under way: who shares the bridge is not the held party.
        let held = leg.panel_hold.as_ref().filter(|_| self.consultations_of(leg).next().is_some());
        if let Some(other) = held.and_then(|hold| self.other_side(leg, hold)) {
            return self.identity_to(leg, self.party_behind(other));
        }
        let caller = self.path(leg).caller();
        if let [peer] = self.peers(leg).as_slice() {
            let party = self.identity_to(leg, peer);
            if direction == Direction::Outbound && self.is_dialled_by(leg, peer) {
                return Party { number: self.dialled_number(leg), name: party.name };
            }
            if party.number != Number::Unknown
                || leg.passed_on.is_some()
                || caller.is_some_and(|caller| caller.uniqueid == peer.uniqueid)
            {
                return party;
            }
        }
        if let Some(reported) = talked {
            return reported.remote.clone();
        }
        if direction == Direction::Outbound && self.taken_over(leg).is_none() {
            let dials = self.dialled_for(leg);
            let name = dials.iter().find_map(|dialled| dialled.caller_name.clone());
            return Party { number: self.dialled_number(leg), name };
        }
        self.calling(leg)
    }

    /// Returns whether a peer was dialled for a leg, before somebody transferred the leg.
    fn is_dialled_by(&self, leg: &Channel, peer: &Channel) -> bool {
        let is_called = match self.path(leg).originate() {
            Some(originate) => self.reached(originate).iter().any(|dialled| dialled.uniqueid == peer.uniqueid),
            None => self.path(peer).caller().is_some_and(|caller| caller.uniqueid == leg.uniqueid),
        };
        is_called && leg.passed_on.is_none_or(|at| peer.first_seen < at)
    }

    /// Returns the caller of an incoming leg: the channel at the top of its path; if that is uncertain and the phone
    /// shows another number, the number on the phone.
    fn calling(&self, leg: &Channel) -> Party {
        let shown =
            self.party(leg.connected_number.as_deref(), leg.connected_name.as_deref(), leg.connected_presentation);
        let Top::Caller { channel, is_certain } = self.path(leg).top else { return shown };
        if is_certain || leg.connected_number.is_none() || leg.connected_number == channel.caller_number {
            let party = self.identity_to(leg, channel);
            // The number on the phone does not say whether it was withheld; the caller's channel does.
            if party.number != Number::Unknown {
                return party;
            }
            let is_same = leg.connected_number == channel.caller_number;
            return if is_same { party } else { shown };
        }
        shown
    }

    fn dialled_number(&self, leg: &Channel) -> Number {
        if let Some(originate) = self.path(leg).originate().filter(|originate| originate.uniqueid != leg.uniqueid) {
            let dialled = || self.reached(originate).into_iter().find_map(|dialled| dialled.dial_number.clone());
            return match originate.sent_to.clone().or_else(dialled) {
                Some(digits) => Number::Known { digits },
                None => Number::Unknown,
            };
        }
        let ours = self.dialled.get(&leg.uniqueid).map(|dialled| &dialled.number);
        let shown = leg.connected_number.as_ref().filter(|number| leg.is_originated() && is_number(number));
        // Another program may have the phone dial without the dialplan.
        let dialled = || self.reached(leg).into_iter().find_map(|dialled| dialled.dial_number.as_ref());
        let dialled = leg.is_originated().then(dialled).flatten();
        match ours.or(leg.sent_to.as_ref()).or(leg.exten.as_ref()).or(dialled).or(shown) {
            Some(digits) => Number::Known { digits: digits.clone() },
            None => Number::Unknown,
        }
    }

    /// Returns the record that the dialplan attached to the leg or to a channel on its path.
    fn record_of(&self, leg: &Channel) -> Option<String> {
        let path = self.path(leg);
        path.channels.iter().copied().chain(path.caller()).find_map(|channel| channel.record.clone())
    }

    fn line(&self, leg: &Channel, extension: &str, direction: Direction) -> Option<String> {
        if direction == Direction::Inbound {
            return self.called_number(leg, extension);
        }
        let presented = match &leg.consult {
            Some(phone) => self.presented.get(phone).map(Option::as_ref).or(Some(None)),
            None => self.dialled.get(&leg.uniqueid).map(|dialled| dialled.presented.as_ref()),
        };
        if let Some(presented) = presented {
            let default = self.asterisk.presented_number.as_ref().filter(|_| leg.consult.is_none());
            return Some(presented.or(default).cloned().unwrap_or_else(|| extension.to_owned()));
        }
        let is_shown = leg.caller_presentation == super::channel::Presentation::Allowed && leg.origin == Origin::Device;
        let number = leg.caller_number.as_ref().filter(|number| is_shown && is_number(number));
        Some(number.map_or_else(|| extension.to_owned(), Clone::clone))
    }

    fn queue_of(&self, leg: &Channel, direction: Direction) -> Option<String> {
        if direction == Direction::Outbound {
            return leg.queue.clone();
        }
        let path = self.path(leg);
        // What was called before somebody passed the caller on is no part of this offer.
        let is_part = |channel: &&&Channel| channel.passed_on.is_none_or(|at| at > leg.first_seen);
        let called = path.channels.iter().take_while(is_part).find_map(|channel| channel.called_by_queue.clone());
        // A member's phone may have sent the call on: then no channel on the path was called by the queue.
        let waits = || {
            let picked_up = self.taken_over(leg).filter(|(take_over, _)| take_over.kind == TakeOverKind::PickUp);
            let began = picked_up.map_or(leg, |(_, rang)| rang).first_seen + SETTLE;
            let covers = |wait: &Period| wait.from <= began && wait.to.is_none_or(|to| to > began);
            let waits = path.channels.iter().copied().chain(path.caller()).flat_map(|channel| &channel.waits);
            waits.into_iter().find(|(_, wait)| covers(wait)).map(|(queue, _)| queue.clone())
        };
        called.or_else(waits)
    }
}

/// Returns the leg that stands for an offer: the one that talks or talked, else the latest that still rings, else the
/// latest.
pub(super) fn primary<'a>(legs: &[&'a Channel]) -> Option<&'a Channel> {
    let rank = |leg: &&Channel| {
        let lives = leg.end.is_none();
        (
            leg.is_up() && !leg.stays.is_empty(),
            leg.is_up(),
            lives && leg.is_up(),
            lives,
            std::cmp::Reverse(leg.first_seen),
        )
    };
    legs.iter().copied().max_by_key(rank)
}
