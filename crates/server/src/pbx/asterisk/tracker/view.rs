//! Derives an agent's call from the facts about the agent's channel, here called the leg.

use super::{
    ANSWERED_BY_PBX, Micros, SETTLE, Tracker,
    channel::{Channel, DialEnd, Dialler, Origin, Presentation, Progress},
    millis,
};
use denwa_protocol::{AttachedRecord, Call, Cause, ConnectionState, Direction, Ended, Number, Party};
use std::collections::BTreeSet;

impl Tracker {
    /// Derives the call; `None` if the leg is not (yet) a call of the agent. `reported` is the last report of this
    /// call.
    pub(super) fn view(&self, leg: &Channel, extension: &str, reported: Option<&Call>) -> Option<Call> {
        if reported.is_none() && (leg.is_spying || !self.is_call(leg)) {
            return None;
        }
        let ended = self.ended(leg);
        if ended.is_none() && leg.end.is_some() && reported.is_some() {
            // The leg has ended, but the events that explain the end may still be on their way.
            return None;
        }
        let direction = direction_of(leg);
        let remote = self.remote(leg, direction, reported);
        let internal = match &remote.number {
            Number::Known { digits } => self.config.is_internal(digits),
            _ => false,
        };
        let caller = self.caller_of(leg);
        let answered =
            reported.and_then(|reported| reported.answered_at).or_else(|| self.answered_at(leg, direction).map(millis));
        let state = self.state(leg, direction);
        let held_at = (state == ConnectionState::Held && ended.is_none()).then(|| {
            let by_us = leg.panel_hold.as_ref().map(|hold| hold.since);
            millis(by_us.or(leg.holding.get().copied()).unwrap_or(self.now))
        });
        let record = [Some(leg), caller].into_iter().flatten().find_map(|channel| channel.record.clone());
        Some(Call {
            id: leg.uniqueid.clone(),
            request_id: leg.linkedid.clone(),
            direction,
            internal,
            remote,
            line: self.line(leg, extension, direction, caller),
            queue: self.queue_of(leg, caller, direction),
            first_offer: true,
            state: if ended.is_some() { ConnectionState::Null } else { state },
            remote_state: match ended {
                Some(_) => ConnectionState::Null,
                None => self.remote_state(leg, direction, answered.is_some()),
            },
            began_at: reported.map_or(millis(leg.first_seen), |reported| reported.began_at),
            answered_at: answered,
            held_at,
            ended: ended.map(|at| Ended { at: millis(at), cause: self.cause(leg, direction, answered.is_some()) }),
            record: record.map(|record_id| AttachedRecord { record_id, name: None }),
            note: None,
            log: None,
        })
    }

    /// Returns whether a leg is a call of the agent. A leg originated by another AMI client may be a supervisor who
    /// listens in: until its destination is known, it counts as a call only if its connected number is not a
    /// colleague's.
    fn is_call(&self, leg: &Channel) -> bool {
        if self.dialled.contains_key(&leg.uniqueid) || leg.origin == Origin::Device {
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

    /// Returns when the call ended for the agent, after the events that explain the end have had time to arrive.
    fn ended(&self, leg: &Channel) -> Option<Micros> {
        let hung_up = leg.end.filter(|end| end.at + SETTLE <= self.now).map(|end| end.at);
        [leg.parked_other, hung_up].into_iter().flatten().min()
    }

    fn state(&self, leg: &Channel, direction: Direction) -> ConnectionState {
        if leg.panel_hold.is_some() || leg.holding.is_set() {
            return ConnectionState::Held;
        }
        let reached = || self.dialled_by(leg).iter().any(|dialled| dialled.progress >= Progress::Ringing);
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
            let held = self.peers(leg).iter().any(|peer| peer.holding.is_set());
            return if held { ConnectionState::Held } else { ConnectionState::Connected };
        }
        if direction == Direction::Inbound {
            return ConnectionState::Connected;
        }
        let dials = self.dialled_by(leg);
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
        let dials = self.dialled_by(leg);
        let by_dialled = dials.iter().filter_map(|dialled| dialled.up_at).min().map(|at| at.max(up));
        let by_bridge = (!self.peers(leg).is_empty()).then(|| leg.bridge.at());
        let by_pbx = (leg.dialled.is_empty()
            && leg.queue.is_none()
            && leg.conferenced.is_none()
            && leg.parked.is_none()
            && self.now >= up + ANSWERED_BY_PBX)
            .then_some(up);
        [by_dialled, by_bridge, leg.conferenced, leg.retrieved.as_ref().map(|(at, _)| *at), by_pbx]
            .into_iter()
            .flatten()
            .min()
    }

    fn cause(&self, leg: &Channel, direction: Direction, answered: bool) -> Cause {
        let end = leg.end.map_or(0, |end| end.cause);
        if leg.parked_other.is_some() {
            Cause::Parked
        } else if leg.transferred.is_some() {
            Cause::Transferred
        } else if leg.is_unconfirmed || (answered && end == 44) {
            // The channel vanished while the link was down, or its media stopped.
            Cause::Lost
        } else if answered {
            Cause::Normal
        } else if direction == Direction::Inbound {
            self.unanswered_cause(leg)
        } else {
            self.failed_cause(leg)
        }
    }

    /// Returns why the agent did not answer a ringing leg.
    fn unanswered_cause(&self, leg: &Channel) -> Cause {
        if leg.is_declined() {
            return Cause::Declined;
        }
        let elsewhere = || {
            let Some(Dialler::Channel(caller)) = &leg.dialler else { return false };
            let others = self.channel(caller).map(|caller| caller.dialled.as_slice()).unwrap_or_default();
            let took = |other: &Channel| {
                other.uniqueid != leg.uniqueid
                    && other.up_at.is_some_and(|up| leg.end.is_some_and(|end| up <= end.at + SETTLE))
                    && other.end.is_none_or(|end| end.at >= leg.first_seen)
            };
            others.iter().filter_map(|other| self.channel(other)).any(took)
        };
        if leg.end.is_some_and(|end| end.cause == 26) || elsewhere() { Cause::AnsweredElsewhere } else { Cause::Missed }
    }

    /// Returns why an outgoing call of the agent was not answered.
    fn failed_cause(&self, leg: &Channel) -> Cause {
        if leg.is_originated() && !leg.is_up() {
            // The agent did not answer the own phone during click-to-dial.
            return match leg.dial_end {
                _ if leg.is_declined() => Cause::Declined,
                Some(DialEnd::Unreachable) => Cause::Unreachable,
                _ => Cause::NoAnswer,
            };
        }
        let dials = self.dialled_by(leg);
        let last = dials.iter().max_by_key(|dialled| dialled.first_seen);
        failure(last.copied(), leg)
    }

    /// Returns the other side, from the best source of its number.
    fn remote(&self, leg: &Channel, direction: Direction, reported: Option<&Call>) -> Party {
        if let Some((_, parkee)) = &leg.retrieved
            && let Some(parkee) = self.channel(parkee)
        {
            return self.identity(parkee);
        }
        // While the agent holds, the bridge may be that of a consultation: the other side is still the held party.
        if let Some(reported) = reported
            .filter(|reported| reported.answered_at.is_some() && (leg.holding.is_set() || leg.panel_hold.is_some()))
        {
            return reported.remote.clone();
        }
        if let [peer] = self.peers(leg).as_slice() {
            let dialled = self
                .dialled_by(leg)
                .iter()
                .any(|d| d.uniqueid == peer.uniqueid && leg.passed_on.is_none_or(|at| d.first_seen < at));
            let party = self.identity(peer);
            if direction == Direction::Outbound && dialled {
                return Party { number: self.dialled_number(leg), name: party.name };
            }
            if party.number != Number::Unknown || leg.passed_on.is_some() {
                return party;
            }
        }
        if let Some(reported) = reported.filter(|reported| reported.answered_at.is_some()) {
            return reported.remote.clone();
        }
        if direction == Direction::Outbound {
            let name = self.dialled_by(leg).iter().find_map(|dialled| dialled.caller_name.clone());
            return Party { number: self.dialled_number(leg), name };
        }
        self.calling(leg)
    }

    /// Returns the caller of an incoming leg: the channel that dialled the leg, else the number the phone shows, else
    /// the first channel of the call.
    fn calling(&self, leg: &Channel) -> Party {
        let root = self.channel(&leg.linkedid).filter(|root| root.uniqueid != leg.uniqueid);
        let dialled_by = leg.dialler.as_ref().and_then(|_| self.caller_of(leg));
        if let Some(party) =
            dialled_by.filter(|c| Some(&c.uniqueid) != root.map(|r| &r.uniqueid)).map(|c| self.identity_to(leg, c))
            && party.number != Number::Unknown
        {
            return party;
        }
        let shown =
            self.party(leg.connected_number.as_deref(), leg.connected_name.as_deref(), leg.connected_presentation);
        match root {
            // The number on the phone does not say whether it was withheld; the first channel does.
            Some(root)
                if dialled_by.is_some()
                    || leg.connected_number.is_none()
                    || leg.connected_number == root.caller_number =>
            {
                let party = self.identity_to(leg, root);
                if party.number == Number::Unknown { shown } else { party }
            }
            _ => shown,
        }
    }

    fn dialled_number(&self, leg: &Channel) -> Number {
        let ours = self.dialled.get(&leg.uniqueid);
        let shown = leg.connected_number.as_ref().filter(|_| leg.is_originated());
        match ours.or(leg.sent_to.as_ref()).or(leg.exten.as_ref()).or(shown) {
            Some(digits) => Number::Known { digits: digits.clone() },
            None => Number::Unknown,
        }
    }

    /// Returns the party that a channel stands for.
    pub(super) fn identity(&self, channel: &Channel) -> Party {
        match self.extension_of(channel) {
            Some(extension) => {
                Party { number: Number::Known { digits: extension.to_owned() }, name: channel.caller_name.clone() }
            }
            None => self.party(
                channel.caller_number.as_deref(),
                channel.caller_name.as_deref(),
                channel.caller_presentation,
            ),
        }
    }

    /// Returns the party that a calling channel stands for. The leg may know that the number is withheld before the
    /// channel does, because topics overtake each other.
    fn identity_to(&self, leg: &Channel, channel: &Channel) -> Party {
        let same = leg.connected_number.is_none() || leg.connected_number == channel.caller_number;
        if leg.connected_presentation == Presentation::Prohibited && same && self.extension_of(channel).is_none() {
            return Party { number: Number::Withheld, name: None };
        }
        self.identity(channel)
    }

    fn party(&self, number: Option<&str>, name: Option<&str>, presentation: Presentation) -> Party {
        let withheld = |number: &str| self.asterisk.withheld.iter().any(|word| word.eq_ignore_ascii_case(number));
        let number = match (presentation, number) {
            (Presentation::Prohibited, _) => Number::Withheld,
            (_, Some(number)) if withheld(number) => Number::Withheld,
            (Presentation::Allowed, Some(number)) => Number::Known { digits: number.to_owned() },
            _ => Number::Unknown,
        };
        // A caller who withholds the number also withholds the name.
        let name = name.filter(|_| number != Number::Withheld).map(str::to_owned);
        Party { number, name }
    }

    /// Returns the channel that calls an incoming leg, looking through Local channels.
    pub(super) fn caller_of<'a>(&'a self, leg: &'a Channel) -> Option<&'a Channel> {
        let mut seen = BTreeSet::new();
        let mut at = leg;
        while seen.insert(&at.uniqueid) {
            let Some(Dialler::Channel(caller)) = &at.dialler else { break };
            let Some(caller) = self.channel(caller) else { break };
            at = caller;
            match self.other_end(at) {
                Some(other) if other.dialler.as_ref().is_some_and(|d| *d != Dialler::Nobody) => at = other,
                _ => break,
            }
        }
        let root = || self.channel(&leg.linkedid);
        Some(at).filter(|at| at.uniqueid != leg.uniqueid).or_else(root).filter(|at| at.uniqueid != leg.uniqueid)
    }

    /// Returns the channels that a leg has dialled, looking through Local channels.
    fn dialled_by(&self, leg: &Channel) -> Vec<&Channel> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Channel> = vec![leg];
        let mut dials = Vec::new();
        while let Some(at) = open.pop() {
            for dialled in at.dialled.iter().filter_map(|dialled| self.channel(dialled)) {
                if seen.insert(&dialled.uniqueid) {
                    dials.push(dialled);
                    open.extend(self.other_end(dialled));
                }
            }
        }
        dials
    }

    /// Returns the devices' channels in the same bridge, looking through Local channels.
    pub(super) fn peers(&self, leg: &Channel) -> Vec<&Channel> {
        let mut seen = BTreeSet::from([leg.uniqueid.as_str()]);
        let mut open: Vec<&Channel> = vec![leg];
        let mut peers = Vec::new();
        while let Some(at) = open.pop() {
            let members = at.bridge.get().and_then(|bridge| self.bridges.get(bridge));
            for other in members.into_iter().flatten().filter_map(|other| self.channel(other)) {
                if !seen.insert(&other.uniqueid) {
                    continue;
                }
                match self.other_end(other) {
                    Some(end) if seen.insert(&end.uniqueid) => open.push(end),
                    Some(_) => {}
                    None => peers.push(other),
                }
            }
        }
        peers
    }

    fn line(&self, leg: &Channel, extension: &str, direction: Direction, caller: Option<&Channel>) -> Option<String> {
        match direction {
            Direction::Inbound => {
                caller.and_then(|c| c.exten.clone().or(c.sent_to.clone())).or(Some(extension.to_owned()))
            }
            Direction::Outbound if self.dialled.contains_key(&leg.uniqueid) => {
                Some(self.asterisk.presented_number.clone().unwrap_or_else(|| extension.to_owned()))
            }
            Direction::Outbound => {
                let shown = leg.caller_presentation == Presentation::Allowed && !leg.is_originated();
                let number = leg.caller_number.as_ref().filter(|_| shown);
                Some(number.map_or_else(|| extension.to_owned(), Clone::clone))
            }
        }
    }

    fn queue_of(&self, leg: &Channel, caller: Option<&Channel>, direction: Direction) -> Option<String> {
        if direction == Direction::Outbound {
            return leg.queue.clone();
        }
        let through_local = || {
            let Some(Dialler::Channel(end)) = &leg.dialler else { return None };
            self.other_end(self.channel(end)?)?.called_by_queue.clone()
        };
        let waits = || caller.filter(|caller| caller.waiting.is_set() && caller.passed_on.is_none())?.queue.clone();
        leg.called_by_queue.clone().or_else(through_local).or_else(waits)
    }
}

/// Returns the direction of a leg, seen from the agent.
pub(super) fn direction_of(leg: &Channel) -> Direction {
    match leg.origin {
        Origin::Device => Direction::Outbound,
        Origin::Pbx if leg.is_originated() => Direction::Outbound,
        Origin::Unknown if leg.is_root() && !matches!(leg.dialler, Some(Dialler::Channel(_))) => Direction::Outbound,
        Origin::Pbx | Origin::Unknown => Direction::Inbound,
    }
}

/// Returns why a caller reached nobody. `dialled` is the last channel that was dialled. A phone that rings and then
/// reports "busy" was declined by its user.
pub(super) fn failure(dialled: Option<&Channel>, caller: &Channel) -> Cause {
    let cause = caller.end.map_or(0, |end| end.cause);
    match dialled {
        Some(d) if d.is_declined() && d.progress >= Progress::Ringing => Cause::Refused,
        Some(d) if d.dial_end == Some(DialEnd::Busy) => Cause::Busy,
        Some(d) if d.dial_end == Some(DialEnd::Unreachable) => Cause::Unreachable,
        Some(_) => Cause::NoAnswer,
        None => match cause {
            17 => Cause::Busy,
            21 => Cause::Refused,
            1..=3 | 18 | 20 | 22 | 25 | 27..=29 | 34 | 38 | 41..=47 | 50..=58 | 63..=79 | 88 => Cause::Unreachable,
            _ => Cause::NoAnswer,
        },
    }
}
