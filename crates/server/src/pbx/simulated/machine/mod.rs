//! The simulated PBX's state machine: phones, queues and calls. Pure: time is an argument, and the caller takes the
//! events out.

mod act;
mod place;
mod steps;
mod tones;

use super::{
    call::{DelayedStep, Leg, SimCall},
    config::{Queue, SimulatedConfig},
    model::{ControlError, ListedCall, ListedPart},
};
use crate::{config::Config, pbx::PbxEvent};
use denwa_protocol::{AgentMode, PhoneState};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The product name that the simulated PBX reports.
pub const PRODUCT: &str = concat!("Denwa simulated PBX ", env!("CARGO_PKG_VERSION"));

/// How many calls may be live at once.
const MAX_CALLS: usize = 1_000;

#[derive(Debug)]
struct Phone {
    is_registered: bool,
    mode: AgentMode,
    reason: Option<String>,
}

/// The simulated PBX.
#[derive(Debug)]
pub struct Machine {
    /// A random name for this start of the server, which makes call IDs unique.
    boot: String,
    is_up: bool,
    first_line: Option<String>,
    /// Milliseconds after which a caller gives up if nobody answers.
    ring_ms: u64,
    queues: Vec<Queue>,
    /// The extensions, in the order of the configuration.
    extensions: Vec<String>,
    phones: BTreeMap<String, Phone>,
    /// The live calls, by number.
    calls: BTreeMap<u64, SimCall>,
    last_call: u64,
    /// When a call takes a step: time, the call's number, step.
    timers: BTreeSet<(u64, u64, DelayedStep)>,
    events: VecDeque<PbxEvent>,
}

impl Machine {
    /// Makes a PBX that is up, without calls, all phones registered and ready. `boot` makes the IDs of its calls
    /// unique.
    #[must_use]
    pub fn new(config: &Config, settings: &SimulatedConfig, boot: &str) -> Self {
        let extensions: Vec<_> = config.agents.iter().map(|agent| agent.extension.clone()).collect();
        let phones = extensions.iter().map(|extension| (extension.clone(), Phone::new())).collect();
        let mut machine = Self {
            boot: boot.to_owned(),
            is_up: true,
            first_line: config.lines.first().map(|line| line.number.clone()),
            ring_ms: u64::from(settings.ring_seconds) * 1000,
            queues: settings.queues.clone(),
            extensions,
            phones,
            calls: BTreeMap::new(),
            last_call: 0,
            timers: BTreeSet::new(),
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
        self.timers.first().map(|(at, ..)| *at)
    }

    /// Returns the extensions, in the order of the configuration.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Takes all steps that are due.
    pub fn tick(&mut self, now: u64) {
        while let Some(&(at, number, step)) = self.timers.first() {
            if at > now {
                return;
            }
            self.timers.pop_first();
            self.take_step(number, step, at);
        }
    }

    /// Registers or unregisters a phone. A phone that unregisters loses its calls.
    ///
    /// # Errors
    /// If there is no such phone.
    pub fn register(&mut self, extension: &str, is_registered: bool, now: u64) -> Result<(), ControlError> {
        let phone = self.phones.get_mut(extension).ok_or_else(|| no_such_phone(extension))?;
        phone.is_registered = is_registered;
        let state = phone.state();
        self.emit(PbxEvent::Phone { extension: extension.to_owned(), state });
        if !is_registered {
            let numbers: Vec<_> = self.calls.keys().copied().collect();
            for number in numbers {
                if let Some(call) = self.calls.get_mut(&number)
                    && let Some(leg) = call.find_leg(Some(extension), |_| true)
                {
                    call.lose_phone(leg, now);
                    self.settle(number, now);
                }
            }
        }
        self.offer_waiting_calls(now);
        Ok(())
    }

    /// Switches the PBX off or on. While it is off, calls go on without events. `forget` drops calls and agents'
    /// states, as a restart does.
    pub fn power(&mut self, up: bool, forget: bool) {
        if self.is_up && (!up || forget) {
            self.events.push_back(PbxEvent::Down);
            self.is_up = false;
        }
        if forget {
            self.calls.clear();
            self.timers.clear();
            for phone in self.phones.values_mut() {
                *phone = Phone { is_registered: phone.is_registered, ..Phone::new() };
            }
        }
        if up && !self.is_up {
            self.is_up = true;
            self.emit_everything();
        }
    }

    /// Lists the live calls.
    #[must_use]
    pub fn list(&self) -> Vec<ListedCall> {
        let part = |leg: &Leg| ListedPart {
            extension: leg.extension.clone(),
            call: leg.view.clone(),
            tones: leg.tones.clone(),
        };
        let listed = |call: &SimCall| ListedCall { id: call.id.clone(), parts: call.legs.iter().map(part).collect() };
        self.calls.values().map(listed).collect()
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
        for (extension, phone) in &self.phones {
            self.events.push_back(PbxEvent::Phone { extension: extension.clone(), state: phone.state() });
            let (mode, reason) = (phone.mode, phone.reason.clone());
            self.events.push_back(PbxEvent::Agent { extension: extension.clone(), mode, reason });
        }
        let legs = self.calls.values().flat_map(|call| &call.legs).filter(|leg| leg.is_live());
        self.events.extend(
            legs.map(|leg| PbxEvent::Call { extension: leg.extension.clone(), call: Box::new(leg.view.clone()) }),
        );
        self.events.push_back(PbxEvent::Synced);
    }
}

impl Phone {
    fn new() -> Self {
        Self { is_registered: true, mode: AgentMode::Ready, reason: None }
    }

    fn state(&self) -> PhoneState {
        if self.is_registered { PhoneState::Registered } else { PhoneState::Unregistered }
    }
}

fn no_such_phone(extension: &str) -> ControlError {
    ControlError::Invalid(format!("no such phone: {extension}"))
}
