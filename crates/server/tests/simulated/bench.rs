//! A simulated PBX under test, its clock, and its events.

use denwa_protocol::{Call, Cause, CommandError, ConnectionState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        Done, PbxEvent, PbxRequest,
        simulated::{
            config::SimulatedConfig,
            error::ControlError,
            machine::Machine,
            model::{ActBody, Action, NewCall},
        },
    },
};
use std::collections::BTreeMap;

pub const START: u64 = 1_800_000_000_000;

const CONFIG: &str = r#"
agents = [
    { login = "sato", extension = "2001" },
    { login = "suzuki", extension = "2002" },
    { login = "tanaka", extension = "1001" },
]
lines = [{ number = "0312345000" }]
[pbx]
kind = "simulated"
ring_seconds = 60
queues = [{ name = "support", line = "0120000000", members = ["2001", "2002"] }]
"#;

pub struct Bench {
    pub machine: Machine,
    pub now: u64,
    /// The agents' parts in calls, by ID: extension and last report.
    pub parts: BTreeMap<String, (String, Call)>,
    /// All events that are not about calls.
    pub others: Vec<PbxEvent>,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(CONFIG)
    }

    /// Makes a PBX of this configuration.
    pub fn with(config: &str) -> Self {
        let config = Config::parse(config).unwrap();
        let PbxConfig::Simulated(settings) = &config.pbx else { panic!("simulated") };
        Self::of(&config, settings)
    }

    /// Makes a PBX of these settings.
    pub fn of(config: &Config, settings: &SimulatedConfig) -> Self {
        let machine = Machine::new(config, settings, "boot");
        let mut bench = Self { machine, now: START, parts: BTreeMap::new(), others: vec![] };
        bench.collect_events();
        bench
    }

    /// Takes the PBX's events and checks them.
    pub fn collect_events(&mut self) {
        while let Some(event) = self.machine.take_event() {
            match event {
                PbxEvent::Call { extension, call } => {
                    if let Some((owner, before)) = self.parts.get(&call.id) {
                        assert_eq!(*owner, extension);
                        assert_eq!(before.began_at, call.began_at);
                        if before.ended.is_some() {
                            assert_eq!(corrected(before), *call, "only a missed call's outcome changes after its end");
                        }
                    }
                    let others = self.parts.iter().filter(|(id, (owner, _))| **id != call.id && *owner == extension);
                    for (_, (_, other)) in others {
                        let is_twice = call.ended.is_none() && other.ended.is_none();
                        assert!(
                            !is_twice || other.request_id != call.request_id,
                            "two cards at once: {other:?} {call:?}"
                        );
                    }
                    let is_held = call.state == ConnectionState::Held;
                    assert_eq!(call.held_at.is_some(), is_held, "{call:?}");
                    assert!(call.ended.is_none() || call.state == ConnectionState::Null);
                    self.parts.insert(call.id.clone(), (extension, *call));
                }
                other => {
                    if matches!(other, PbxEvent::Up { .. }) {
                        // The PBX reports the live calls again; the others have ended unseen.
                        self.parts.retain(|_, (_, call)| call.ended.is_some());
                    }
                    self.others.push(other);
                }
            }
        }
    }

    pub fn place(&mut self, json: &str) -> Result<String, ControlError> {
        let new: NewCall = serde_json::from_str(json).unwrap();
        let result = self.machine.place(new, self.now);
        self.collect_events();
        result
    }

    pub fn act(&mut self, id: &str, action: Action) -> Result<(), ControlError> {
        self.act_as(id, action, None)
    }

    pub fn act_as(&mut self, id: &str, action: Action, extension: Option<&str>) -> Result<(), ControlError> {
        let extension = extension.map(str::to_owned);
        self.act_with(id, action, &ActBody { extension, ..ActBody::default() })
    }

    pub fn act_with(&mut self, id: &str, action: Action, body: &ActBody) -> Result<(), ControlError> {
        let result = self.machine.act(id, action, body, self.now);
        self.collect_events();
        result
    }

    pub fn request(&mut self, extension: &str, request: PbxRequest) -> Result<Done, CommandError> {
        let result = self.machine.request(extension, request, self.now);
        self.collect_events();
        result
    }

    pub fn dial(&mut self, extension: &str, number: &str) -> String {
        let done = self.request(extension, PbxRequest::Dial { number: number.to_owned(), presented: None }).unwrap();
        done.call.unwrap()
    }

    pub fn pass(&mut self, ms: u64) {
        let end = self.now + ms;
        while let Some(at) = self.machine.deadline().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.machine.tick(self.now);
            self.collect_events();
        }
        self.now = end;
    }

    /// Returns an agent's calls, in the order in which they began.
    pub fn calls_of(&self, extension: &str) -> Vec<&Call> {
        let mut calls: Vec<_> = self.parts.values().filter(|(owner, _)| owner == extension).map(|(_, c)| c).collect();
        calls.sort_by_key(|call| call.began_at);
        calls
    }

    /// Returns an agent's last call.
    pub fn last(&self, extension: &str) -> &Call {
        self.calls_of(extension).pop().expect("a call")
    }

    pub fn states(&self, extension: &str) -> (ConnectionState, ConnectionState) {
        let call = self.last(extension);
        (call.state, call.remote_state)
    }

    pub fn cause(&self, extension: &str) -> Option<Cause> {
        self.last(extension).ended.map(|ended| ended.cause)
    }
}

/// Returns an ended card with its outcome corrected: another agent has answered after all.
fn corrected(card: &Call) -> Call {
    let mut card = card.clone();
    let ended = card.ended.as_mut().unwrap();
    assert_eq!(ended.cause, Cause::Missed, "{}", card.id);
    ended.cause = Cause::AnsweredElsewhere;
    card
}
