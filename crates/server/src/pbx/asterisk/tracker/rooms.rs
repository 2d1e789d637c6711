//! Conferences: who is in the room that an agent's call leads to.

use super::{Micros, Tracker, channel::Channel};
use crate::pbx::asterisk::ami::Message;
use denwa_protocol::{ConnectionState, Participant};
use std::collections::BTreeSet;

impl Tracker {
    /// Notes that a bridge is a conference room.
    pub(super) fn note_room(&mut self, bridge: &str, m: &Message) {
        let context = self.asterisk.conference.as_ref().map(|conference| conference.context.as_str());
        let is_ours = context.is_some() && m.get("Context") == context;
        let name = m.some("Conference").or(m.some("BridgeName").filter(|name| *name != "<unknown>"));
        let room = self.conferences.entry(bridge.to_owned()).or_default();
        room.is_ours |= is_ours;
        if let Some(name) = name {
            room.name.get_or_insert_with(|| name.to_owned());
        }
    }

    /// Returns whether a bridge is one of the panels' rooms.
    pub(super) fn is_our_room(&self, bridge: &str) -> bool {
        self.conferences.get(bridge).is_some_and(|room| room.is_ours)
    }

    /// Returns the bridge of the conference that a leg takes part in or has left for a moment, and the member by which it
    /// does: the leg itself, or the end of a Local channel.
    pub(super) fn room_of<'a>(&'a self, leg: &'a Channel) -> Option<(&'a str, &'a Channel)> {
        if let Some(room) = &leg.away_from {
            return Some((room, leg));
        }
        let mut seen = BTreeSet::from([leg.uniqueid.as_str()]);
        let mut open = vec![leg];
        while let Some(at) = open.pop() {
            let Some(bridge) = at.bridge.get() else { continue };
            if self.conferences.contains_key(bridge) {
                return Some((bridge, at));
            }
            let members = self.bridges.get(bridge).into_iter().flatten().filter_map(|other| self.channel(other));
            for end in members.filter_map(|other| self.other_end(other)) {
                if seen.insert(&end.uniqueid) {
                    open.push(end);
                }
            }
        }
        None
    }

    /// Returns everybody in the conference of a leg but the leg's agent, in the order in which they joined.
    pub(super) fn participants(&self, leg: &Channel) -> Vec<Participant> {
        let Some((bridge, own)) = self.room_of(leg) else { return Vec::new() };
        // Whoever is paged is in a room, too, behind a Local channel, but hears only who pages.
        if own.uniqueid != leg.uniqueid && !self.is_our_room(bridge) {
            return Vec::new();
        }
        let guests = self.guests.get(bridge).into_iter().flatten().filter_map(|guest| self.channel(guest));
        let is_there = |guest: &&Channel| {
            let is_in = guest.bridge.get().is_some_and(|now| now == bridge);
            guest.end.is_none() && (is_in || guest.away_from.as_deref() == Some(bridge))
        };
        // The phone's other line comes along when two of its calls are merged, until it is hung up.
        let agent = self.owner_of(leg);
        let is_own = |guest: &Channel| {
            guest.uniqueid == own.uniqueid || (agent.is_some() && self.extension_of(self.party_behind(guest)) == agent)
        };
        let mut members: Vec<&Channel> =
            guests.filter(is_there).filter(|guest| !is_own(guest) && !is_announcer(guest)).collect();
        let joined = |member: &Channel| -> Micros {
            let stay = member.stays.iter().find(|stay| stay.bridge == bridge);
            stay.map_or(member.first_seen, |stay| stay.period.from)
        };
        members.sort_by_key(|member| (joined(member), &member.uniqueid));
        let participant = |member: &&Channel| {
            let device = self.party_behind(member);
            let waits = member.away_from.is_some() || device.holding.is_set();
            Participant {
                id: member.uniqueid.clone(),
                party: self.identity_to(leg, device),
                state: if waits { ConnectionState::Held } else { ConnectionState::Connected },
            }
        };
        members.iter().map(participant).collect()
    }

    /// Returns the name of the channel of a conference's participant, if it is in the conference of an agent's call.
    #[must_use]
    pub fn participant_channel(&self, call: &str, id: &str) -> Option<&str> {
        let phone = self.phone_of(call)?;
        let is_there = self.participants(phone).iter().any(|participant| participant.id == id);
        self.channel(id).filter(|_| is_there).map(|channel| channel.name.as_str())
    }

    /// Returns whether all these channels are in one conference room.
    #[must_use]
    pub fn are_in_room(&self, names: &[&str], room: &str) -> bool {
        names.iter().all(|name| {
            let bridge = self.by_name(name).and_then(|channel| channel.bridge.get());
            let conference = bridge.and_then(|bridge| self.conferences.get(bridge));
            conference.is_some_and(|conference| conference.name.as_deref() == Some(room))
        })
    }
}

/// Returns whether a channel is one of Asterisk's own in a conference: the one that plays announcements or records.
fn is_announcer(channel: &Channel) -> bool {
    ["CBAnn/", "CBRec/", "Announcer/", "Recorder/"].iter().any(|prefix| channel.name.starts_with(prefix))
}
