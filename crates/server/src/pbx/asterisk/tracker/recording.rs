//! What is on a call besides voices: recordings, muting, and the values of configured channel variables.

use super::{Micros, Tracker, channel::Channel, events::Freshness};
use crate::pbx::asterisk::ami::Message;
use denwa_protocol::{CallData, Recording};

/// The longest value that is passed on, in characters.
const MAX_VALUE: usize = 500;

impl Tracker {
    /// Notes that a recording began, ended, was paused or went on.
    pub(super) fn recording_event(&mut self, m: &Message, at: Micros) {
        let recording = match m.event().unwrap_or_default() {
            "MixMonitorStart" => Recording::On,
            "MixMonitorStop" => Recording::Off,
            // A recording of which one direction is silent goes on.
            _ if m.get("Direction") != Some("both") => return,
            _ if m.get("State") == Some("1") => Recording::Paused,
            _ => Recording::On,
        };
        if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
            channel.recording.set(at, Some(recording));
        }
        // The recorded channel may belong to another call than the card.
        self.is_everything_touched = true;
    }

    /// Returns the channels on which a recording of a leg's call may run: the leg, its other side, and the caller.
    fn recordable<'a>(&'a self, leg: &'a Channel) -> impl Iterator<Item = &'a Channel> {
        let phone = leg.consult.as_ref().and_then(|phone| self.channel(phone));
        let is_own = move |channel: &&Channel| phone.is_none_or(|phone| channel.uniqueid != phone.uniqueid);
        let held = leg.panel_hold.as_ref().and_then(|hold| self.other_side(leg, hold));
        let path = self.path(leg);
        let caller = path.caller();
        let (peers, ends) = match leg.consult {
            Some(_) => (Vec::new(), self.other_end(leg).map(|end| self.reached(end)).unwrap_or_default()),
            None if leg.panel_hold.is_some() => Default::default(),
            None => (self.peers(leg), Vec::new()),
        };
        let channels = path.channels.into_iter().take_while(move |channel| is_own(channel));
        let caller = caller.filter(is_own).filter(|_| leg.consult.is_none());
        channels.chain(peers).chain(held).chain(caller).chain(ends).chain(self.other_end(leg))
    }

    /// Returns the recording of a leg's call; `None` if nobody has recorded it.
    pub(super) fn recording_of(&self, leg: &Channel) -> Option<Recording> {
        let rank = |recording: &Recording| match recording {
            Recording::On => 2,
            Recording::Paused => 1,
            _ => 0,
        };
        self.recordable(leg).filter_map(|channel| channel.recording.get().copied()).max_by_key(rank)
    }

    /// Returns the names of the channels on which a recording of an agent's call runs or is paused.
    #[must_use]
    pub fn recorded_channels(&self, call: &str) -> Vec<String> {
        let leg = self.leg_of(call);
        let runs = |channel: &&Channel| {
            matches!(channel.recording.get(), Some(Recording::On | Recording::Paused)) && channel.end.is_none()
        };
        let mut names: Vec<String> = leg
            .into_iter()
            .flat_map(|leg| self.recordable(leg))
            .filter(runs)
            .map(|channel| channel.name.clone())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// Notes that the link has muted or unmuted an agent's phone. Asterisk has no event for it.
    pub fn note_muted(&mut self, call: &str, muted: bool) {
        let phone = self.phone_of(call).map(|phone| phone.uniqueid.clone());
        if let Some(channel) = phone.and_then(|phone| self.channels.get_mut(&phone)) {
            channel.is_muted = muted;
        }
        self.refresh_all();
    }

    /// Returns whether the link has muted the phone of a call.
    #[must_use]
    pub fn is_muted(&self, call: &str) -> bool {
        self.phone_of(call).is_some_and(|phone| phone.is_muted)
    }

    /// Returns the values that came with a leg's call, in the order of the configuration.
    pub(super) fn data_of(&self, leg: &Channel) -> Vec<CallData> {
        if self.asterisk.data.is_empty() {
            return Vec::new();
        }
        let path = self.path(leg);
        let root = self.channel(self.call_id(leg));
        let channels: Vec<&Channel> = path.channels.iter().copied().chain(path.caller()).chain(root).collect();
        let value_of = |variable: &str| channels.iter().find_map(|channel| channel.data.get(variable));
        let data = self.asterisk.data.iter();
        data.filter_map(|data| {
            let value = value_of(&data.variable)?.chars().take(MAX_VALUE).collect();
            Some(CallData { label: data.label.clone(), value })
        })
        .collect()
    }
}
