//! What happens on an Asterisk, from its events: whole calls as each agent's extension sees them, phones, queue pauses.
//!
//! Pure: events and the time go in, [`Stamped`] events come out. Events are not strictly ordered between Asterisk's topics (a
//! conference is joined before its bridge is entered, a transfer told after the hangup it caused). So channels are kept as facts, and an
//! agent's call is worked out anew from the facts after every event; it is told if it came out different. Only an end waits: it is told
//! [`SETTLE`] after the channel's, when what explains it has arrived too.

mod agents;
mod channel;
mod control;
mod events;
mod summary;
mod sync;
mod view;

pub use summary::{Outcome, Side, Summary};

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

/// How long an end waits for what explains it.
pub const SETTLE: Micros = 100_000;
/// How long a channel that is up and dials nobody waits before whoever answered is taken for the other side.
const ANSWERED_BY_PBX: Micros = 1_000_000;
/// How long an ended channel is remembered, so that late events do not bring it back.
const REMEMBER: Micros = 60_000_000;

/// How long calls are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// While they live: for a server.
    Live,
    /// For ever: for a summary of a recording.
    All,
}

/// See the module.
#[derive(Debug)]
pub struct Tracker {
    config: Arc<Config>,
    asterisk: AsteriskConfig,
    keep: Keep,
    now: Micros,
    /// Endpoint of a phone to its extension.
    endpoints: BTreeMap<String, String>,
    /// By unique ID.
    channels: BTreeMap<String, Channel>,
    /// Those of agents' phones whose end has not been told yet.
    open: BTreeSet<String>,
    /// Channel name to unique ID.
    names: BTreeMap<String, String>,
    /// Bridge to the channels in it.
    bridges: BTreeMap<String, BTreeSet<String>>,
    /// Bridges that are conferences.
    conferences: BTreeSet<String>,
    /// Channels that we originated to dial a number: the number.
    dialled: BTreeMap<String, String>,
    /// What was told last of each agent's leg, by its unique ID.
    told: BTreeMap<String, Told>,
    /// Originates that failed before there was a channel.
    attempts: Vec<summary::Attempt>,
    /// Action IDs of originates whose end has been told, while everything is kept.
    answered_originates: BTreeSet<String>,
    /// Action IDs of the last originates that failed.
    failed_originates: VecDeque<String>,
    agents: BTreeMap<String, agents::Agent>,
    /// Lists are being read: what they have not named yet is not known to be gone.
    syncing: bool,
    out: VecDeque<Stamped>,
}

#[derive(Clone, Debug)]
struct Told {
    extension: String,
    call: Call,
}

impl Tracker {
    /// Knows nothing yet.
    #[must_use]
    pub fn new(config: Arc<Config>, asterisk: AsteriskConfig, keep: Keep) -> Self {
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
            keep,
            now: 0,
            endpoints,
            channels: BTreeMap::new(),
            open: BTreeSet::new(),
            names: BTreeMap::new(),
            bridges: BTreeMap::new(),
            conferences: BTreeSet::new(),
            dialled: BTreeMap::new(),
            told: BTreeMap::new(),
            attempts: Vec::new(),
            answered_originates: BTreeSet::new(),
            failed_originates: VecDeque::new(),
            agents,
            syncing: false,
            out: VecDeque::new(),
        }
    }

    /// The next thing to tell.
    pub fn poll(&mut self) -> Option<Stamped> {
        self.out.pop_front()
    }

    /// When [`tick`](Self::tick) is to be called, if nothing happens before.
    #[must_use]
    pub fn deadline(&self) -> Option<Micros> {
        self.open.iter().filter_map(|uniqueid| self.due(self.channel(uniqueid)?)).min()
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Micros) {
        self.now = self.now.max(now);
        self.refresh();
        if self.keep == Keep::Live {
            self.sweep();
        }
    }

    /// The call of an agent, as it was told last.
    #[must_use]
    pub fn call(&self, id: &str) -> Option<&Call> {
        self.told.get(id).map(|told| &told.call)
    }

    fn tell(&mut self, event: PbxEvent) {
        self.out.push_back(Stamped { at: millis(self.now), event });
    }

    /// The extension whose phone a channel leads to.
    fn extension_of(&self, channel: &Channel) -> Option<&str> {
        self.endpoints.get(channel.endpoint()).map(String::as_str)
    }

    fn channel(&self, uniqueid: &str) -> Option<&Channel> {
        self.channels.get(uniqueid)
    }

    fn by_name(&self, name: &str) -> Option<&Channel> {
        self.channels.get(self.names.get(name)?)
    }

    /// The other end of a Local channel.
    fn other_end(&self, channel: &Channel) -> Option<&Channel> {
        self.by_name(&channel.other_end()?)
    }

    /// When a channel's picture changes by time alone.
    fn due(&self, channel: &Channel) -> Option<Micros> {
        self.extension_of(channel)?;
        let told = self.told.get(&channel.uniqueid);
        if told.is_some_and(|told| told.call.ended.is_some())
            || (told.is_none() && channel.end.is_some_and(|end| end.at + SETTLE <= self.now))
        {
            return None;
        }
        let ends = channel.end.map(|end| end.at + SETTLE);
        let answers = channel.up_at.map(|up| up + ANSWERED_BY_PBX);
        [ends, answers.filter(|_| channel.end.is_none())].into_iter().flatten().filter(|at| *at > self.now).min()
    }

    /// Works out every agent's calls anew and tells what changed.
    fn refresh(&mut self) {
        let (mut news, mut over) = (Vec::new(), Vec::new());
        for channel in self.open.iter().filter_map(|uniqueid| self.channel(uniqueid)) {
            let Some(extension) = self.extension_of(channel) else { continue };
            let told = self.told.get(&channel.uniqueid);
            let call = self.view(channel, extension, told.map(|told| &told.call));
            let settled = channel.end.is_some_and(|end| end.at + REMEMBER / 2 <= self.now);
            if call.as_ref().is_some_and(|call| call.ended.is_some()) || (told.is_none() && settled) {
                over.push(channel.uniqueid.clone());
            }
            let Some(call) = call else { continue };
            if told.is_none_or(|told| told.call != call) {
                news.push((channel.uniqueid.clone(), Told { extension: extension.to_owned(), call }));
            }
        }
        for (uniqueid, told) in news {
            let event = PbxEvent::Call { extension: told.extension.clone(), call: Box::new(told.call.clone()) };
            self.told.insert(uniqueid, told);
            self.tell(event);
        }
        for uniqueid in over {
            self.open.remove(&uniqueid);
        }
    }

    /// Forgets channels that ended long ago.
    fn sweep(&mut self) {
        let old = |channel: &Channel| channel.end.is_some_and(|end| end.at + REMEMBER < self.now);
        let gone: Vec<String> = self.channels.values().filter(|c| old(c)).map(|c| c.uniqueid.clone()).collect();
        for uniqueid in gone {
            if let Some(channel) = self.channels.remove(&uniqueid)
                && self.names.get(&channel.name) == Some(&uniqueid)
            {
                self.names.remove(&channel.name);
            }
            self.open.remove(&uniqueid);
            self.told.remove(&uniqueid);
            self.dialled.remove(&uniqueid);
        }
    }

    /// Moves a channel into a bridge or out of one.
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
            channel.set_aside = None;
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

/// Milliseconds of microseconds.
fn millis(at: Micros) -> Timestamp {
    at / 1000
}
