//! Turns Asterisk's events into whole calls as each agent's extension sees them, phone states and queue pauses.
//!
//! Asterisk reports channels; people have calls. Between a customer and an agent's phone there may be any number of Local
//! channels, and one call may ring at many phones. So the tracker keeps a graph of the channels and derives the calls
//! from it:
//!
//! ```text
//!   events                                                              (Newchannel, DialBegin, BridgeEnter, …)
//!     │  events.rs, moves.rs: each event adds facts; facts carry their times, so that their order matters little
//!     ▼
//!   channels (channel.rs)        customer ──dial──▶ Local/600;1 ══ Local/600;2 ──dial──▶ PJSIP/2001 (desk)
//!     │                             │                  both ends of one passage    └──dial──▶ PJSIP/2001 (softphone)
//!     │                             └──shares a bridge with, was transferred, parked, picked up by …
//!     │  graph.rs, talk.rs: questions about the graph; Local channels are looked through
//!     ▼
//!   path    from a leg (a channel of an agent's phone) up to the caller: gives remote, line, queue and request ID
//!   reach   from a channel down to the devices it dialled: gives the progress and the outcome of a call
//!   meeting a period in which two devices could hear each other: gives answers and talk times
//!     │  offer.rs: legs of one agent and one call that overlap are one offer
//!     ▼
//!   offer   from the agent's first ring to the end of the agent's part
//!     │  card.rs, outcome.rs
//!     ▼
//!   Call    the card on the agent's panel; reported whenever it differs from the last report
//! ```
//!
//! A call's ID, the request ID of its cards, is the unique ID of its first channel: of the customer's channel, or of the
//! phone that dialled. A channel belongs to the call of the channel at the top of its path. It changes its call only if
//! it takes over another call (pick-up, retrieval of a parked call) or if an attended transfer connects it with a
//! customer. A phone that the PBX calls back, because nobody answered where it had transferred a call to, counts as dialled
//! by the party that waits.
//!
//! Pure: events and the time go in, [`Stamped`] events come out. Asterisk does not order events of different topics: a
//! channel joins a conference before it enters the bridge, and a transfer is reported after the hangup it caused. Only
//! the end of a card is delayed, by [`SETTLE`], until the events that explain it have arrived. A card that ended as
//! missed is corrected if another phone answers the same caller later (hunt groups, queues).
//!
//! An event concerns the offers of its calls, by request ID and by the legs' first `Linkedid`. Only these offers are
//! derived again, and those that are due by time; once a second all of them are. Channels are remembered until a minute
//! after the end of the last channel of their call, see [`Held`].

mod agents;
mod card;
mod channel;
mod control;
mod events;
mod far;
mod graph;
mod held;
mod hold;
mod line;
mod monitors;
mod moves;
mod offer;
mod outcome;
mod parking;
mod party;
mod queues;
mod recording;
mod rooms;
mod summary;
mod sync;
mod talk;
mod transfer;

pub use far::{Ends, Far};
pub use held::Held;
pub use monitors::Monitored;
pub use summary::{Outcome, Summary, SummaryDirection};

use crate::{
    config::{Config, LineIndex},
    pbx::{PbxEvent, Stamped, asterisk::config::AsteriskConfig},
};
use channel::{Channel, Latest, Period};
use denwa_protocol::{Call, ParkedCall, Timestamp};
use offer::Offer;
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

/// How often old channels are looked for.
const SWEEP_INTERVAL: Micros = 1_000_000;

/// How long channels are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Until a minute after the end of their call: for a server.
    Live,
    /// For ever: for the summary of a recording.
    All,
}

/// A conference room.
#[derive(Clone, Debug, Default)]
struct Room {
    name: Option<String>,
    /// Whether it is one of the panels' rooms, by its context.
    is_ours: bool,
}

/// What the link dials for an agent.
#[derive(Clone, Debug)]
struct Dialled {
    number: String,
    /// The number presented to the other side, if the agent chose one.
    presented: Option<String>,
    /// The unique ID of the parked channel that is picked up.
    parked: Option<String>,
}

/// Tracks the calls on an Asterisk; see the module's documentation.
#[derive(Debug)]
pub struct Tracker {
    config: Arc<Config>,
    asterisk: AsteriskConfig,
    lines: LineIndex,
    retention: Retention,
    now: Micros,
    /// Extensions by the endpoints of their phones.
    endpoints: BTreeMap<String, String>,
    /// Channels by unique ID.
    channels: BTreeMap<String, Channel>,
    /// The unique IDs of channels of agents' phones that belong to no offer yet.
    unassigned: BTreeSet<String>,
    /// Those of `unassigned` that events since the last refresh concern.
    stirred: BTreeSet<String>,
    /// All offers, by ID.
    offers: BTreeMap<String, Offer>,
    /// The IDs of offers whose cards may still change.
    open: BTreeSet<String>,
    /// The IDs of offers, by the unique IDs of their legs.
    offer_of: BTreeMap<String, String>,
    /// The IDs of open offers, by the IDs of the calls whose events concern them.
    concerned: BTreeMap<String, BTreeSet<String>>,
    /// When open offers next change by time alone, and their IDs.
    due: BTreeSet<(Micros, String)>,
    /// The IDs of the calls that events since the last refresh concern.
    touched: BTreeSet<String>,
    /// Whether the next refresh looks at all calls.
    is_everything_touched: bool,
    /// Unique IDs by channel name.
    names: BTreeMap<String, String>,
    /// The unique IDs of the channels in each bridge, by bridge.
    bridges: BTreeMap<String, BTreeSet<String>>,
    /// The unique IDs of all remembered channels that have ever been in each bridge, by bridge.
    guests: BTreeMap<String, BTreeSet<String>>,
    /// Bridges that are conferences.
    conferences: BTreeMap<String, Room>,
    /// What the link dials, by the unique IDs of the channels that it originated for it.
    dialled: BTreeMap<String, Dialled>,
    /// The numbers that consultations present, by the unique IDs of the phones' channels.
    presented: BTreeMap<String, Option<String>>,
    /// The parked calls, by place.
    parked: BTreeMap<String, parking::Parked>,
    reported_parked: Vec<ParkedCall>,
    /// Transfers that the link is about to make by connecting two other sides.
    expected_transfers: Vec<moves::ExpectedTransfer>,
    /// Originates that failed before there was a channel.
    attempts: Vec<summary::Attempt>,
    /// Action IDs of originates whose `OriginateResponse` has been seen; only with [`Retention::All`].
    answered_originates: BTreeSet<String>,
    /// Action IDs of the latest failed originates.
    failed_originates: VecDeque<String>,
    /// Agents by extension.
    agents: BTreeMap<String, agents::Agent>,
    queues: queues::Queues,
    /// The supervisors who take part in agents' calls, by the unique IDs of their channels.
    monitors: BTreeMap<String, monitors::Monitor>,
    /// The unique IDs of live channels that the link has originated for supervisors.
    spies: BTreeSet<String>,
    /// True while lists are being read: channels they have not named yet may still exist.
    is_syncing: bool,
    swept_at: Micros,
    out: VecDeque<Stamped>,
}

impl Tracker {
    /// Makes a tracker without any facts.
    #[must_use]
    pub fn new(config: Arc<Config>, asterisk: AsteriskConfig, retention: Retention) -> Self {
        let endpoints = config
            .agents
            .iter()
            .flat_map(|agent| {
                let endpoints = asterisk.endpoints_of(agent).into_iter();
                endpoints.map(|endpoint| (endpoint, agent.extension.clone()))
            })
            .collect();
        let agents = config
            .agents
            .iter()
            .map(|agent| {
                let known = agents::Agent::new(asterisk.endpoints_of(agent), asterisk.interfaces_of(agent));
                (agent.extension.clone(), known)
            })
            .collect();
        Self {
            lines: LineIndex::new(&config.lines, &config.country_code),
            config,
            asterisk,
            retention,
            now: 0,
            endpoints,
            channels: BTreeMap::new(),
            unassigned: BTreeSet::new(),
            stirred: BTreeSet::new(),
            offers: BTreeMap::new(),
            open: BTreeSet::new(),
            offer_of: BTreeMap::new(),
            concerned: BTreeMap::new(),
            due: BTreeSet::new(),
            touched: BTreeSet::new(),
            is_everything_touched: false,
            names: BTreeMap::new(),
            bridges: BTreeMap::new(),
            guests: BTreeMap::new(),
            conferences: BTreeMap::new(),
            dialled: BTreeMap::new(),
            presented: BTreeMap::new(),
            parked: BTreeMap::new(),
            reported_parked: Vec::new(),
            expected_transfers: Vec::new(),
            attempts: Vec::new(),
            answered_originates: BTreeSet::new(),
            failed_originates: VecDeque::new(),
            agents,
            queues: queues::Queues::default(),
            monitors: BTreeMap::new(),
            spies: BTreeSet::new(),
            is_syncing: false,
            swept_at: 0,
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
        self.next_deadline()
    }

    /// Lets time pass: reports the ends of calls that are due, and forgets old channels.
    pub fn tick(&mut self, now: Micros) {
        self.now = self.now.max(now);
        self.stirred.clone_from(&self.unassigned);
        self.refresh();
        self.refresh_monitors();
        self.report_abandoned();
        if self.retention == Retention::Live && self.now >= self.swept_at + SWEEP_INTERVAL {
            self.swept_at = self.now;
            self.refresh_all();
            self.sweep();
        }
    }

    /// Returns an agent's call as it was last reported.
    #[must_use]
    pub fn call(&self, id: &str) -> Option<&Call> {
        self.offer(id)?.card.as_ref()
    }

    /// Returns an offer by its ID or the unique ID of one of its legs.
    fn offer(&self, id: &str) -> Option<&Offer> {
        self.offers.get(id).or_else(|| self.offers.get(self.offer_of.get(id)?))
    }

    fn emit(&mut self, event: PbxEvent) {
        self.out.push_back(Stamped { at: millis(self.now), event });
    }

    fn channel(&self, uniqueid: &str) -> Option<&Channel> {
        self.channels.get(uniqueid)
    }

    fn by_name(&self, name: &str) -> Option<&Channel> {
        self.channels.get(self.names.get(name)?)
    }

    /// Derives all cards anew.
    fn refresh_all(&mut self) {
        self.is_everything_touched = true;
        self.refresh();
        self.is_everything_touched = false;
    }

    /// Forgets channels that ended long ago, unless other channels of their call still exist: a Local channel that was
    /// optimised away still says through which queue the call came.
    fn sweep(&mut self) {
        let is_old = |channel: &Channel| channel.end.is_some_and(|end| end.at + REMEMBER < self.now);
        let kept = self.channels.values().filter(|channel| !is_old(channel));
        let live = self.channels.values().filter(|channel| channel.end.is_none());
        let calls: BTreeSet<&str> =
            kept.map(|channel| channel.linkedid.as_str()).chain(live.map(|channel| self.call_id(channel))).collect();
        let is_gone = |channel: &&Channel| is_old(channel) && !calls.contains(channel.linkedid.as_str());
        let gone: Vec<String> =
            self.channels.values().filter(is_gone).map(|channel| channel.uniqueid.clone()).collect();
        for uniqueid in gone {
            if let Some(channel) = self.channels.remove(&uniqueid) {
                self.forget_member(channel.bridge.get(), &uniqueid);
                if self.names.get(&channel.name) == Some(&uniqueid) {
                    self.names.remove(&channel.name);
                }
                for stay in &channel.stays {
                    self.forget_guest(&stay.bridge, &uniqueid);
                }
            }
            self.unassigned.remove(&uniqueid);
            self.dialled.remove(&uniqueid);
            self.presented.remove(&uniqueid);
            if let Some(offer) = self.offer_of.remove(&uniqueid) {
                self.forget_leg(&offer, &uniqueid);
            }
        }
        self.parked.retain(|_, parked| self.channels.contains_key(&parked.uniqueid));
        self.expected_transfers.retain(|expected| self.channels.contains_key(&expected.transferee));
        let bare: Vec<String> =
            self.offers.iter().filter(|(_, offer)| offer.legs.is_empty()).map(|(id, _)| id.clone()).collect();
        for id in bare {
            self.close(&id);
            self.offers.remove(&id);
        }
        // Somebody may join a conference and leave it without ever entering its bridge.
        self.conferences.retain(|bridge, _| self.guests.contains_key(bridge));
    }

    fn forget_member(&mut self, bridge: Option<&String>, uniqueid: &str) {
        let Some(bridge) = bridge else { return };
        if let Some(members) = self.bridges.get_mut(bridge) {
            members.remove(uniqueid);
            if members.is_empty() {
                self.bridges.remove(bridge);
            }
        }
    }

    fn forget_guest(&mut self, bridge: &str, uniqueid: &str) {
        if let Some(guests) = self.guests.get_mut(bridge) {
            guests.remove(uniqueid);
            if guests.is_empty() {
                self.guests.remove(bridge);
                self.conferences.remove(bridge);
            }
        }
    }

    fn forget_leg(&mut self, offer: &str, uniqueid: &str) {
        if let Some(known) = self.offers.get_mut(offer) {
            known.legs.retain(|leg| leg != uniqueid);
            if known.legs.is_empty() {
                self.close(offer);
                self.offers.remove(offer);
            }
        }
    }

    /// Moves a channel into a bridge, or out of its bridge if `bridge` is `None`.
    fn move_to(&mut self, uniqueid: &str, at: Micros, bridge: Option<String>) {
        let Some(channel) = self.channels.get_mut(uniqueid) else { return };
        let before = channel.bridge.get().cloned();
        if !channel.bridge.set(at, bridge.clone()) {
            return;
        }
        if let Some(stay) = channel.stays.last_mut().filter(|stay| stay.period.to.is_none()) {
            stay.period.to = Some(at);
        }
        if let Some(bridge) = &bridge {
            channel.stays.push(channel::Stay { bridge: bridge.clone(), period: Period { from: at, to: None } });
            self.guests.entry(bridge.clone()).or_default().insert(uniqueid.to_owned());
        }
        self.forget_member(before.as_ref(), uniqueid);
        if let Some(bridge) = bridge {
            self.bridges.entry(bridge.clone()).or_default().insert(uniqueid.to_owned());
            self.note_entered(uniqueid, &bridge);
            self.note_connected(uniqueid, &bridge, at);
        }
    }
}

/// Converts microseconds to milliseconds.
fn millis(at: Micros) -> Timestamp {
    at / 1000
}
