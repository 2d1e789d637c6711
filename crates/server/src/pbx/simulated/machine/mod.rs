//! The simulated PBX's state machine: desks with phones, queues, groups and calls. Pure: time is an argument, and the
//! caller takes the events out.

mod act;
mod branches;
mod codes;
mod consult;
mod desks;
mod join;
mod list;
mod monitor;
mod outgoing;
mod outside;
mod parking;
mod pass_on;
mod place;
mod queue;
mod queue_figures;
mod request;
mod ring;
mod steps;
mod voice;

use super::{
    call::{Offer, SimCall, Step},
    config::{Features, SimulatedConfig},
    dial_plan::{self, Destination},
    error::ControlError,
    listed::ListedCall,
};
use crate::{config::Config, pbx::PbxEvent};
use denwa_protocol::{AgentMode, ParkedCall};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub use list::PAST_CALLS;

/// The product name that the simulated PBX reports.
pub const PRODUCT: &str = concat!("Denwa simulated PBX ", env!("CARGO_PKG_VERSION"));

/// How many calls may be live at once: twice as many as the load test makes at most.
const MAX_CALLS: usize = 10_000;

/// An agent's desk: the phones of an extension.
#[derive(Debug)]
struct Desk {
    features: Features,
    /// Whether each phone is registered.
    phones: Vec<bool>,
    mode: AgentMode,
    reason: Option<String>,
    /// Whether work of another channel occupies the agent.
    other_work: bool,
}

/// The simulated PBX.
#[derive(Debug)]
pub struct Machine {
    /// A random name for this start of the server, which makes call IDs unique.
    boot: String,
    is_up: bool,
    first_line: Option<String>,
    settings: SimulatedConfig,
    /// The extensions, in the order of the configuration.
    extensions: Vec<String>,
    desks: BTreeMap<String, Desk>,
    /// By queue: the position after the member that the queue tried last.
    next_member: BTreeMap<String, usize>,
    /// The live calls, by number.
    calls: BTreeMap<u64, SimCall>,
    /// By extension: the numbers of the live calls that its phones are or were in.
    calls_of: BTreeMap<String, BTreeSet<u64>>,
    last_call: u64,
    /// The last calls that are over.
    past: VecDeque<ListedCall>,
    /// When a call takes a step: time, the call's number, step.
    timers: BTreeSet<(u64, u64, Step)>,
    /// The parked calls as they were last reported.
    reported_parked: Vec<ParkedCall>,
    /// The calls that waited in a queue when the queues were last reported, by number.
    reported_waiting: BTreeSet<u64>,
    /// The supervisors who take part in agents' calls, by extension.
    monitors: BTreeMap<String, monitor::Monitor>,
    events: VecDeque<PbxEvent>,
}

impl Machine {
    /// Makes a PBX that is up, without calls, all phones registered and ready. `boot` makes the IDs of its calls
    /// unique.
    #[must_use]
    pub fn new(config: &Config, settings: &SimulatedConfig, boot: &str) -> Self {
        let extensions: Vec<_> = config.agents.iter().map(|agent| agent.extension.clone()).collect();
        let desk = |extension: &String| Desk::new(settings.extensions.get(extension).cloned().unwrap_or_default());
        let mut machine = Self {
            boot: boot.to_owned(),
            is_up: true,
            first_line: config.lines.first().map(|line| line.number.clone()),
            settings: settings.clone(),
            desks: extensions.iter().map(|extension| (extension.clone(), desk(extension))).collect(),
            extensions,
            next_member: BTreeMap::new(),
            calls: BTreeMap::new(),
            calls_of: BTreeMap::new(),
            last_call: 0,
            past: VecDeque::new(),
            timers: BTreeSet::new(),
            reported_parked: Vec::new(),
            reported_waiting: BTreeSet::new(),
            monitors: BTreeMap::new(),
            events: VecDeque::new(),
        };
        machine.emit_everything();
        machine
    }

    /// Takes the next event, in order.
    pub fn take_event(&mut self) -> Option<PbxEvent> {
        self.events.pop_front()
    }

    /// Returns when the next [`Machine::tick`] is due.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        let step = self.timers.first().map(|(at, ..)| *at);
        step.into_iter().chain(self.next_pick_up()).min()
    }

    /// Returns the extensions, in the order of the configuration.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Takes all steps that are due.
    pub fn tick(&mut self, now: u64) {
        self.pick_up_monitors(now);
        while let Some(&(at, number, step)) = self.timers.first() {
            if at > now {
                return;
            }
            self.timers.pop_first();
            self.take_step(number, step, at);
        }
    }

    /// Switches the PBX off or on. While it is off, calls go on without events. `forget` drops calls, agents' states and
    /// extensions' features, as a restart does.
    pub fn power(&mut self, up: bool, forget: bool) {
        if self.is_up && (!up || forget) {
            self.events.push_back(PbxEvent::Down);
            self.is_up = false;
        }
        if forget {
            self.calls.clear();
            self.calls_of.clear();
            self.timers.clear();
            self.monitors.clear();
            self.next_member.clear();
            for (extension, desk) in &mut self.desks {
                desk.restart(self.settings.extensions.get(extension).cloned().unwrap_or_default());
            }
        }
        if up && !self.is_up {
            self.is_up = true;
            self.emit_everything();
        }
    }

    /// Returns what a number means.
    fn destination(&self, number: &str) -> Destination {
        dial_plan::destination(&self.settings, |extension| self.desks.contains_key(extension), number)
    }

    /// Returns how long an extension rings, in milliseconds.
    fn ring_ms(&self) -> u64 {
        u64::from(self.settings.ring_seconds) * 1000
    }

    /// Returns what the IDs of this PBX's calls begin with; a call's number follows.
    fn id_prefix(&self) -> String {
        format!("sim-{}-", self.boot)
    }

    fn emit(&mut self, event: PbxEvent) {
        if self.is_up {
            self.events.push_back(event);
        }
    }

    /// Emits the events of a PBX that comes up: `Up`, everything that exists, `Synced`.
    fn emit_everything(&mut self) {
        self.events.push_back(PbxEvent::Up { product: PRODUCT.to_owned() });
        for (extension, desk) in &self.desks {
            self.events.push_back(PbxEvent::Phone { extension: extension.clone(), state: desk.state() });
            let (mode, reason) = (desk.mode, desk.reason.clone());
            self.events.push_back(PbxEvent::Agent { extension: extension.clone(), mode, reason });
        }
        // A blind transfer may have been answered unseen, after the transferor's part had ended.
        let is_reported = |offer: &&Offer| offer.is_live() || offer.view.transfer.is_some();
        let offers = self.calls.values().flat_map(|call| &call.offers).filter(is_reported);
        self.events.extend(
            offers
                .map(|offer| PbxEvent::Call { extension: offer.extension.clone(), call: Box::new(offer.view.clone()) }),
        );
        self.reported_parked = self.parked();
        self.events.push_back(PbxEvent::Parked { calls: self.reported_parked.clone() });
        self.reported_waiting = self.waiting();
        self.events.push_back(PbxEvent::Queues { queues: self.queue_states() });
        self.events.extend(self.monitoring_events());
        self.events.push_back(PbxEvent::Synced);
    }
}

fn no_such_extension(extension: &str) -> ControlError {
    ControlError::NoSuchExtension(extension.to_owned())
}
