//! A simulated PBX under test, its clock, and its events.

use denwa_protocol::{Call, Cause, CommandError, ConnectionState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        Done, PbxEvent, PbxRequest,
        simulated::{
            machine::Machine,
            model::{Action, ControlError, NewCall},
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
        let config = Config::parse(CONFIG).unwrap();
        let PbxConfig::Simulated(settings) = &config.pbx else { panic!("simulated") };
        let machine = Machine::new(&config, settings, "boot");
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
                        assert!(before.ended.is_none(), "{} ended and goes on", call.id);
                        assert_eq!(before.began_at, call.began_at);
                    }
                    let is_held = call.state == ConnectionState::Held;
                    assert_eq!(call.held_at.is_some(), is_held, "{call:?}");
                    assert!(call.ended.is_none() || call.state == ConnectionState::Null);
                    self.parts.insert(call.id.clone(), (extension, *call));
                }
                other => self.others.push(other),
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
        let result = self.machine.act(id, action, extension, self.now);
        self.collect_events();
        result
    }

    pub fn request(&mut self, extension: &str, request: PbxRequest) -> Result<Done, CommandError> {
        let result = self.machine.request(extension, request, self.now);
        self.collect_events();
        result
    }

    pub fn dial(&mut self, extension: &str, number: &str) -> String {
        let done = self.request(extension, PbxRequest::Dial { number: number.to_owned() }).unwrap();
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
