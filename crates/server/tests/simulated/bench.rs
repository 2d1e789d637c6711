//! A simulated PBX under test, its clock, and what it has told.

use denwa_protocol::{Call, Cause, CommandError, ConnectionState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        Done, PbxEvent, PbxRequest,
        simulated::{
            machine::Machine,
            model::{Action, NewCall, Refused},
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
    /// Every part ever told of, by its ID: whose it is and how it stands.
    pub parts: BTreeMap<String, (String, Call)>,
    /// Events since the last look that are not about calls.
    pub others: Vec<PbxEvent>,
}

impl Bench {
    pub fn new() -> Self {
        let config = Config::parse(CONFIG).unwrap();
        let PbxConfig::Simulated(settings) = &config.pbx else { panic!("simulated") };
        let machine = Machine::new(&config, settings, "boot");
        let mut bench = Self { machine, now: START, parts: BTreeMap::new(), others: vec![] };
        bench.look();
        bench
    }

    /// Takes in what was told.
    pub fn look(&mut self) {
        while let Some(event) = self.machine.take_event() {
            match event {
                PbxEvent::Call { extension, call } => {
                    if let Some((whose, before)) = self.parts.get(&call.id) {
                        assert_eq!(*whose, extension);
                        assert!(before.ended.is_none(), "{} ended and goes on", call.id);
                        assert_eq!(before.began_at, call.began_at);
                    }
                    let held = call.state == ConnectionState::Held;
                    assert_eq!(call.held_at.is_some(), held, "{call:?}");
                    assert!(call.ended.is_none() || call.state == ConnectionState::Null);
                    self.parts.insert(call.id.clone(), (extension, *call));
                }
                other => self.others.push(other),
            }
        }
    }

    pub fn place(&mut self, json: &str) -> Result<String, Refused> {
        let new: NewCall = serde_json::from_str(json).unwrap();
        let result = self.machine.place(new, self.now);
        self.look();
        result
    }

    pub fn act(&mut self, id: &str, action: Action) -> Result<(), Refused> {
        self.act_as(id, action, None)
    }

    pub fn act_as(&mut self, id: &str, action: Action, extension: Option<&str>) -> Result<(), Refused> {
        let result = self.machine.act(id, action, extension, self.now);
        self.look();
        result
    }

    pub fn request(&mut self, extension: &str, request: PbxRequest) -> Result<Done, CommandError> {
        let result = self.machine.request(extension, request, self.now);
        self.look();
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
            self.look();
        }
        self.now = end;
    }

    /// The parts of that agent, in the order of their beginning.
    pub fn of(&self, extension: &str) -> Vec<&Call> {
        let mut calls: Vec<_> = self.parts.values().filter(|(whose, _)| whose == extension).map(|(_, c)| c).collect();
        calls.sort_by_key(|call| call.began_at);
        calls
    }

    /// The last part of that agent.
    pub fn last(&self, extension: &str) -> &Call {
        self.of(extension).pop().expect("a call")
    }

    pub fn states(&self, extension: &str) -> (ConnectionState, ConnectionState) {
        let call = self.last(extension);
        (call.state, call.remote_state)
    }

    pub fn cause(&self, extension: &str) -> Option<Cause> {
        self.last(extension).ended.map(|ended| ended.cause)
    }
}
