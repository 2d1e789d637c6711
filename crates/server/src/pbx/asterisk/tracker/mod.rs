//! Turns Asterisk's events into whole calls as each agent's extension sees them, phone states and queue pauses.
//!
//! Pure: events and the time go in, [`Stamped`] events come out. Asterisk does not order events of different topics: a
//! channel joins a conference before it enters the bridge, and a transfer is reported after the hangup it caused. So
//! the tracker keeps facts about channels. After every event it derives each agent's call from the facts, and reports
//! the call if it differs from the last report. Only the end of a call is delayed, by [`SETTLE`], until the events that
//! explain it have arrived.

mod agents;
mod channel;
mod control;
mod events;
mod summary;
mod sync;
mod view;

pub use summary::{Outcome, Summary, SummaryDirection};

use crate::{
    config::Config,
    pbx::{PbxEvent, Stamped, asterisk::config::AsteriskConfig},
};
use channel::{Channel, Latest};
use denwa_protocol::{Call, Timestamp};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

/// Microseconds since the Unix epoch.
pub type Micros = u64;

/// How long after a channel's end the end of its call is reported: events that explain the end may arrive later than
/// the end.
pub const SETTLE: Micros = 100_000;
/// How long a dialling channel is up without dialling anybody before the PBX itself (an announcement, voice mail)
/// counts as the other side.
const ANSWERED_BY_PBX: Micros = 1_000_000;
/// How long an ended channel is remembered, so that late events do not make it look like a new channel.
const REMEMBER: Micros = 60_000_000;

/// How long channels are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Until a minute after their end: for a server.
    Live,
    /// For ever: for the summary of a recording.
    All,
}

/// Tracks the calls on an Asterisk; see the module's documentation.
#[derive(Debug)]
pub struct Tracker {
    config: Arc<Config>,
    asterisk: AsteriskConfig,
    retention: Retention,
    now: Micros,
    /// Extensions by the endpoints of their phones.
    endpoints: BTreeMap<String, String>,
    /// Channels by unique ID.
    channels: BTreeMap<String, Channel>,
    /// The unique IDs of channels of agents' phones whose end has not been reported yet.
    open: BTreeSet<String>,
    /// Unique IDs by channel name.
    names: BTreeMap<String, String>,
    /// The unique IDs of the channels in each bridge, by bridge.
    bridges: BTreeMap<String, BTreeSet<String>>,
    /// Bridges that are conferences.
    conferences: BTreeSet<String>,
    /// Dialled numbers by the unique IDs of the channels that the link originated to dial them.
    dialled: BTreeMap<String, String>,
    /// The last report of each agent's leg, by the channel's unique ID.
    reported: BTreeMap<String, ReportedCall>,
    /// Originates that failed before there was a channel.
    attempts: Vec<summary::Attempt>,
    /// Action IDs of originates whose `OriginateResponse` has been seen; only with [`Retention::All`].
    answered_originates: BTreeSet<String>,
    /// Action IDs of the latest failed originates.
    failed_originates: VecDeque<String>,
    /// Agents by extension.
    agents: BTreeMap<String, agents::Agent>,
    /// True while lists are being read: channels they have not named yet may still exist.
    is_syncing: bool,
    out: VecDeque<Stamped>,
}

/// The last report of an agent's leg.
#[derive(Clone, Debug)]
struct ReportedCall {
    extension: String,
    call: Call,
}

impl Tracker {
    /// Makes a tracker without any facts.
    #[must_use]
    pub fn new(config: Arc<Config>, asterisk: AsteriskConfig, retention: Retention) -> Self {
        let endpoints =
            config.agents.iter().map(|a| (asterisk.endpoint_of(&a.extension), a.extension.clone())).collect();
        let agents = config
            .agents
            .iter()
            .map(|agent| (agent.extension.clone(), agents::Agent::new(asterisk.interface_of(&agent.extension))))
            .collect();
        Self {
            config,
            asterisk,
            retention,
            now: 0,
            endpoints,
            channels: BTreeMap::new(),
            open: BTreeSet::new(),
            names: BTreeMap::new(),
            bridges: BTreeMap::new(),
            conferences: BTreeSet::new(),
            dialled: BTreeMap::new(),
            reported: BTreeMap::new(),
            attempts: Vec::new(),
            answered_originates: BTreeSet::new(),
            failed_originates: VecDeque::new(),
            agents,
            is_syncing: false,
            out: VecDeque::new(),
        }
    }

    /// Takes the next event to report.
    pub fn poll(&mut self) -> Option<Stamped> {
        self.out.pop_front()
    }

    /// Returns when [`tick`](Self::tick) is due if no event comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<Micros> {
        self.open.iter().filter_map(|uniqueid| self.due(self.channel(uniqueid)?)).min()
    }

    /// Lets time pass: reports the ends of calls that are due, and forgets old channels.
    pub fn tick(&mut self, now: Micros) {
        self.now = self.now.max(now);
        self.refresh();
        if self.retention == Retention::Live {
            self.sweep();
        }
    }

    /// Returns an agent's call as it was last reported.
    #[must_use]
    pub fn call(&self, id: &str) -> Option<&Call> {
        self.reported.get(id).map(|reported| &reported.call)
    }

    fn emit(&mut self, event: PbxEvent) {
        self.out.push_back(Stamped { at: millis(self.now), event });
    }

    /// Returns the extension of the phone that a channel belongs to.
    fn extension_of(&self, channel: &Channel) -> Option<&str> {
        self.endpoints.get(channel.endpoint()).map(String::as_str)
    }

    fn channel(&self, uniqueid: &str) -> Option<&Channel> {
        self.channels.get(uniqueid)
    }

    fn by_name(&self, name: &str) -> Option<&Channel> {
        self.channels.get(self.names.get(name)?)
    }

    /// Returns the other end of a Local channel.
    fn other_end(&self, channel: &Channel) -> Option<&Channel> {
        self.by_name(&channel.other_end_name()?)
    }

    /// Returns when the call of a channel next changes by time alone.
    fn due(&self, channel: &Channel) -> Option<Micros> {
        self.extension_of(channel)?;
        let reported = self.reported.get(&channel.uniqueid);
        if reported.is_some_and(|reported| reported.call.ended.is_some())
            || (reported.is_none() && channel.end.is_some_and(|end| end.at + SETTLE <= self.now))
        {
            return None;
        }
        let ends = channel.end.map(|end| end.at + SETTLE);
        let answers = channel.up_at.map(|up| up + ANSWERED_BY_PBX);
        [ends, answers.filter(|_| channel.end.is_none())].into_iter().flatten().filter(|at| *at > self.now).min()
    }

    /// Derives all agents' calls from the facts and reports those that have changed.
    fn refresh(&mut self) {
        let (mut changed, mut over) = (Vec::new(), Vec::new());
        for channel in self.open.iter().filter_map(|uniqueid| self.channel(uniqueid)) {
            let Some(extension) = self.extension_of(channel) else { continue };
            let reported = self.reported.get(&channel.uniqueid);
            let call = self.view(channel, extension, reported.map(|reported| &reported.call));
            let settled = channel.end.is_some_and(|end| end.at + REMEMBER / 2 <= self.now);
            if call.as_ref().is_some_and(|call| call.ended.is_some()) || (reported.is_none() && settled) {
                over.push(channel.uniqueid.clone());
            }
            let Some(call) = call else { continue };
            if reported.is_none_or(|reported| reported.call != call) {
                changed.push((channel.uniqueid.clone(), ReportedCall { extension: extension.to_owned(), call }));
            }
        }
        for (uniqueid, reported) in changed {
            let event = PbxEvent::Call { extension: reported.extension.clone(), call: Box::new(reported.call.clone()) };
            self.reported.insert(uniqueid, reported);
            self.emit(event);
        }
        for uniqueid in over {
            self.open.remove(&uniqueid);
        }
    }

    /// Forgets channels that ended long ago.
    fn sweep(&mut self) {
        let is_old = |channel: &Channel| channel.end.is_some_and(|end| end.at + REMEMBER < self.now);
        let gone: Vec<String> = self.channels.values().filter(|c| is_old(c)).map(|c| c.uniqueid.clone()).collect();
        for uniqueid in gone {
            if let Some(channel) = self.channels.remove(&uniqueid)
                && self.names.get(&channel.name) == Some(&uniqueid)
            {
                self.names.remove(&channel.name);
            }
            self.open.remove(&uniqueid);
            self.reported.remove(&uniqueid);
            self.dialled.remove(&uniqueid);
        }
    }

    /// Moves a channel into a bridge, or out of its bridge if `bridge` is `None`.
    fn move_to(&mut self, uniqueid: &str, at: Micros, bridge: Option<String>) {
        let Some(channel) = self.channels.get_mut(uniqueid) else { return };
        let before = channel.bridge.get().cloned();
        if !channel.bridge.set(at, bridge.clone()) {
            return;
        }
        if let Some(stay) = channel.stays.last_mut().filter(|stay| stay.to.is_none()) {
            stay.to = Some(at);
        }
        if let Some(bridge) = &bridge {
            channel.stays.push(channel::Stay { bridge: bridge.clone(), from: at, to: None });
            channel.panel_hold = None;
        }
        if let Some(before) = before
            && let Some(members) = self.bridges.get_mut(&before)
        {
            members.remove(uniqueid);
            if members.is_empty() {
                self.bridges.remove(&before);
            }
        }
        if let Some(bridge) = bridge {
            self.bridges.entry(bridge).or_default().insert(uniqueid.to_owned());
        }
    }
}

/// Converts microseconds to milliseconds.
fn millis(at: Micros) -> Timestamp {
    at / 1000
}
