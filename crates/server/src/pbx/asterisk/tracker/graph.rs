//! Questions about the call graph: who dialled a channel, whom it dialled, and with whom it shares a bridge. Local
//! channels are passages: every question looks through them.

use super::{
    Micros, Tracker,
    channel::{Channel, Origin, TakeOver, TakeOverKind},
};
use std::collections::BTreeSet;

/// The most channels on a path. Only wrong events make a longer one.
const MAX_PATH: usize = 64;

/// The way from a channel up to the caller: the channel itself, then alternately the ends of the Local channels.
#[derive(Debug)]
pub(super) struct Path<'a> {
    pub(super) channels: Vec<&'a Channel>,
    pub(super) top: Top<'a>,
}

/// Where a path begins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Top<'a> {
    /// The channel that calls.
    Caller {
        channel: &'a Channel,
        /// Whether events say so. Otherwise it is only the first channel of the call.
        is_certain: bool,
    },
    /// An originate made this channel and sends it to its extension once it is answered.
    Originate(&'a Channel),
    /// The channel itself called, or nothing is known.
    Nothing,
}

impl<'a> Path<'a> {
    /// Returns the channel that calls.
    pub(super) fn caller(&self) -> Option<&'a Channel> {
        match self.top {
            Top::Caller { channel, .. } => Some(channel),
            _ => None,
        }
    }

    /// Returns the originated channel at the top.
    pub(super) fn originate(&self) -> Option<&'a Channel> {
        match self.top {
            Top::Originate(channel) => Some(channel),
            _ => None,
        }
    }
}

impl Tracker {
    /// Returns the other end of a Local channel.
    pub(super) fn other_end(&self, channel: &Channel) -> Option<&Channel> {
        self.by_name(&channel.other_end_name()?)
    }

    /// Returns the way from a channel up to the caller.
    pub(super) fn path<'a>(&'a self, from: &'a Channel) -> Path<'a> {
        let mut channels = vec![from];
        let mut at = from;
        if let Some((take_over, taken)) = self.taken_over(from) {
            channels.push(taken);
            if take_over.kind == TakeOverKind::Retrieval {
                let top = Top::Caller { channel: self.party_behind(taken), is_certain: true };
                return Path { channels, top };
            }
            at = taken;
        }
        while channels.len() < MAX_PATH {
            let Some(dialler) = at.dialled_from().and_then(|dialler| self.channel(dialler)) else { break };
            channels.push(dialler);
            if !dialler.is_running_end() {
                let channel = self.first_party(dialler).unwrap_or(dialler);
                return Path { channels, top: Top::Caller { channel, is_certain: true } };
            }
            let Some(dialled_end) = self.other_end(dialler) else { break };
            channels.push(dialled_end);
            at = dialled_end;
        }
        let top = self.top_of(from, at);
        Path { channels, top }
    }

    /// Returns the top of a path that ends at a channel which no known channel dialled.
    fn top_of<'a>(&'a self, from: &'a Channel, at: &'a Channel) -> Top<'a> {
        if at.is_originated() {
            return Top::Originate(at);
        }
        if at.origin == Origin::Device && !at.is_local() {
            return Top::Nothing;
        }
        if at.is_local()
            && let Some(channel) = self.creator(at)
        {
            return Top::Caller { channel, is_certain: true };
        }
        match self.channel(&at.linkedid).filter(|root| root.uniqueid != from.uniqueid) {
            Some(channel) => Top::Caller { channel, is_certain: false },
            None => Top::Nothing,
        }
    }

    /// Returns the channel for which the PBX made a Local channel without dialling it: who consults by a feature code,
    /// or pages. It is the first in the Local channel's bridge. If that has connected another party with the Local channel
    /// and has gone, it is the other party.
    fn creator(&self, local: &Channel) -> Option<&Channel> {
        let creator = self.first_in_bridge(local)?;
        let successor = creator.left_behind.as_ref().and_then(|party| self.channel(party));
        Some(successor.unwrap_or(creator))
    }

    fn first_in_bridge(&self, local: &Channel) -> Option<&Channel> {
        let bridge = &local.stays.first()?.bridge;
        let entered = |guest: &Channel| {
            let stay = guest.stays.iter().find(|stay| stay.bridge == *bridge)?;
            Some(stay.period.from)
        };
        let guests = self.guests.get(bridge).into_iter().flatten().filter_map(|guest| self.channel(guest));
        guests.filter(|guest| !guest.is_local()).min_by_key(|guest| entered(guest))
    }

    /// Returns the device that was called first if a channel is the originated end of a Local channel which goes on to
    /// its extension: in a click-to-call the agent's phone.
    fn first_party(&self, channel: &Channel) -> Option<&Channel> {
        if !channel.is_local() || !channel.is_root() {
            return None;
        }
        let dials = self.reached(self.other_end(channel)?);
        let devices = dials.into_iter().filter(|dialled| !dialled.is_local());
        devices.max_by_key(|device| (device.dial_answered.is_some(), device.is_up()))
    }

    /// Returns the take-over by which a channel came to its call, and the channel that was taken over. The Local
    /// channel that a phone dialled may have done it.
    pub(super) fn taken_over<'a>(&'a self, channel: &'a Channel) -> Option<(&'a TakeOver, &'a Channel)> {
        let take_over = channel.take_over.as_ref().or_else(|| {
            (channel.origin == Origin::Device)
                .then(|| self.reached_ends(channel).into_iter().find_map(|end| end.take_over.as_ref()))
                .flatten()
        })?;
        Some((take_over, self.channel(&take_over.from)?))
    }

    /// Returns the channels that a channel has dialled, looking through Local channels.
    pub(super) fn reached(&self, channel: &Channel) -> Vec<&Channel> {
        let mut seen = BTreeSet::new();
        let mut open = vec![channel];
        let mut reached = Vec::new();
        while let Some(at) = open.pop() {
            for dialled in at.dialled.iter().filter_map(|dialled| self.channel(dialled)) {
                if seen.insert(&dialled.uniqueid) {
                    reached.push(dialled);
                    open.extend(self.other_end(dialled));
                }
            }
        }
        reached
    }

    /// Returns both ends of the Local channels that a channel has dialled.
    pub(super) fn reached_ends(&self, channel: &Channel) -> Vec<&Channel> {
        let locals = self.reached(channel).into_iter().filter(|reached| reached.is_local());
        locals.flat_map(|local| std::iter::once(local).chain(self.other_end(local))).collect()
    }

    /// Returns the channels dialled for a leg: by the leg itself, or by the originated channel behind which the leg was
    /// called first.
    pub(super) fn dialled_for(&self, leg: &Channel) -> Vec<&Channel> {
        if leg.consult.is_some() {
            return self.other_end(leg).map(|end| self.reached(end)).unwrap_or_default();
        }
        match self.path(leg).originate().filter(|originate| originate.uniqueid != leg.uniqueid) {
            Some(originate) => self.reached(originate),
            None => self.reached(leg),
        }
    }

    /// Returns the devices in the same bridge, looking through Local channels. The guests of a conference are no peers:
    /// none of them is the other side.
    pub(super) fn peers(&self, leg: &Channel) -> Vec<&Channel> {
        let mut seen = BTreeSet::from([leg.uniqueid.as_str()]);
        let mut open = vec![leg];
        let mut peers = Vec::new();
        while let Some(at) = open.pop() {
            let bridge = at.bridge.get().filter(|bridge| !self.conferences.contains_key(*bridge));
            let members = bridge.and_then(|bridge| self.bridges.get(bridge));
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

    /// Returns the device that a channel stands for: the one behind a Local channel, else the channel itself.
    pub(super) fn party_behind<'a>(&'a self, channel: &'a Channel) -> &'a Channel {
        if !channel.is_local() {
            return channel;
        }
        let behind = |end: &'a Channel| match self.peers(end).as_slice() {
            [peer] => Some(*peer),
            _ => self.path(end).caller(),
        };
        self.other_end(channel).and_then(behind).filter(|behind| !behind.is_local()).unwrap_or(channel)
    }

    /// Returns the ID of the call that a channel belongs to: the unique ID of the call's first channel. A channel that
    /// takes over a call, or that an attended transfer connects with a customer, belongs to that call from then on.
    pub(super) fn call_id<'a>(&'a self, channel: &'a Channel) -> &'a str {
        self.find_call_id(channel, true)
    }

    /// Returns the ID of the call in which a channel began, whatever attended transfers did later.
    pub(super) fn first_call_id<'a>(&'a self, channel: &'a Channel) -> &'a str {
        self.find_call_id(channel, false)
    }

    /// Returns when an attended transfer last moved a channel to another call, and that call's ID: the channel itself, or
    /// a Local channel on its path or behind it. A consultation stays a call of its own, although its other side goes on
    /// to the customer.
    pub(super) fn last_move<'a>(&'a self, channel: &'a Channel, path: &Path<'a>) -> Option<&'a (Micros, String)> {
        let has_reached = channel.origin == Origin::Device && channel.consulted.is_none();
        let ends = if has_reached { self.reached_ends(channel) } else { Vec::new() };
        let moves = path.channels.iter().copied().chain(ends);
        moves.filter_map(|channel| channel.moved.as_ref()).max()
    }

    fn find_call_id<'a>(&'a self, channel: &'a Channel, with_moves: bool) -> &'a str {
        let mut at = channel;
        for _ in 0..MAX_PATH {
            let path = self.path(at);
            // A caller that was moved took its calls along, also those it began later.
            let last_move = self.last_move(at, &path).filter(|_| with_moves || at.uniqueid != channel.uniqueid);
            if let Some((_, call)) = last_move {
                return call;
            }
            // A consultation from a panel is a call of its own.
            if let Some(consultation) = path.channels.iter().find(|channel| channel.consult.is_some()) {
                return &consultation.uniqueid;
            }
            match path.top {
                Top::Caller { channel, .. } if channel.uniqueid != at.uniqueid => at = channel,
                Top::Originate(originate) => return &originate.linkedid,
                _ => return &at.linkedid,
            }
        }
        &at.linkedid
    }
}
