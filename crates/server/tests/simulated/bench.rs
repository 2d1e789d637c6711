//! A simulated PBX under test, its clock, and its events.

use denwa_protocol::{Call, CallPair, Cause, CommandError, ConnectionState, Number, ParkedCall, Party, TransferState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        Done, MonitoringPart, PbxEvent, PbxRequest, QueueState,
        simulated::{
            config::SimulatedConfig,
            error::ControlError,
            machine::Machine,
            model::{ActBody, Action, NewCall},
        },
    },
};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether the PBX is up, by its reports.
    pub is_up: bool,
    /// The parts whose blind transfer was under way when the PBX went down: its outcome may stay unknown.
    pub unseen: BTreeSet<String>,
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
        let mut bench =
            Self { machine, now: START, parts: BTreeMap::new(), others: vec![], is_up: false, unseen: BTreeSet::new() };
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
                            assert!(is_corrected(before, &call), "{before:?} has become {call:?}");
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
                    self.is_up = match other {
                        PbxEvent::Up { .. } => true,
                        PbxEvent::Down => {
                            let is_open = |id: &&String| self.transfer(id) == Some(TransferState::Alerting);
                            let open: Vec<_> = self.parts.keys().filter(is_open).cloned().collect();
                            self.unseen.extend(open);
                            false
                        }
                        _ => self.is_up,
                    };
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

    /// Returns a supervisor's part as it was last reported.
    pub fn monitoring(&self, supervisor: &str) -> Option<&MonitoringPart> {
        // A PBX that comes up reports the parts that exist again.
        let since_up = self.others.iter().rev().take_while(|event| !matches!(event, PbxEvent::Up { .. }));
        let parts = since_up.filter_map(|event| match event {
            PbxEvent::Monitoring { extension, part } if extension == supervisor => Some(part.as_ref()),
            _ => None,
        });
        parts.into_iter().next().flatten()
    }

    /// Returns the queues as last reported.
    pub fn queues(&self) -> &[QueueState] {
        let last = self.others.iter().rev().find_map(|event| match event {
            PbxEvent::Queues { queues } => Some(queues),
            _ => None,
        });
        last.expect("a report")
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

    /// Makes a call from outside to an agent, who answers it, and returns the agent's part.
    pub fn talk(&mut self, extension: &str, from: &str) -> String {
        let id = self.place(&format!(r#"{{"kind":"inbound","from":"{from}","to":"{extension}"}}"#)).unwrap();
        let call = self.part_of(extension, &id).id.clone();
        self.request(extension, PbxRequest::Answer { call: call.clone() }).unwrap();
        call
    }

    /// The agent consults a colleague, who answers. Returns the pair of the agent's calls.
    pub fn consult(&mut self, extension: &str, held: &str, colleague: &str) -> CallPair {
        let (call, number) = (held.to_owned(), colleague.to_owned());
        let done = self.request(extension, PbxRequest::Consult { call, number, presented: None }).unwrap();
        let active = done.call.unwrap();
        self.pass(200);
        let call = self.last(colleague).id.clone();
        self.request(colleague, PbxRequest::Answer { call }).unwrap();
        CallPair { held: held.to_owned(), active }
    }

    /// Returns the live parts with their agents.
    pub fn live(&self) -> Vec<(String, Call)> {
        self.parts.values().filter(|(_, call)| call.ended.is_none()).cloned().collect()
    }

    /// Returns the parked calls as last reported.
    pub fn parked(&self) -> &[ParkedCall] {
        let last = self.others.iter().rev().find_map(|event| match event {
            PbxEvent::Parked { calls } => Some(calls),
            _ => None,
        });
        last.expect("a report")
    }

    /// Returns a part of a call by its ID.
    pub fn part(&self, id: &str) -> &Call {
        &self.parts[id].1
    }

    /// Returns an agent's last part in a call by the ID of the whole call.
    pub fn part_of(&self, extension: &str, request_id: &str) -> &Call {
        self.calls_of(extension).into_iter().rfind(|call| call.request_id == request_id).expect("a part")
    }

    /// Returns the names of everybody else in a conference, and their states.
    pub fn parties(&self, id: &str) -> Vec<(String, ConnectionState)> {
        self.part(id).parties.iter().map(|party| (digits(&party.party), party.state)).collect()
    }

    /// Returns the number of the other side.
    pub fn remote(&self, id: &str) -> String {
        digits(&self.part(id).remote)
    }

    /// Returns the cause of a part's end.
    pub fn end_of(&self, id: &str) -> Option<Cause> {
        self.part(id).ended.map(|ended| ended.cause)
    }

    /// Returns the state of a blind transfer.
    pub fn transfer(&self, id: &str) -> Option<TransferState> {
        self.part(id).transfer.as_ref().map(|transfer| transfer.state)
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

/// Returns whether an ended card has changed only in what may change: another agent has answered a missed call after all,
/// or a blind transfer has gone on.
fn is_corrected(before: &Call, after: &Call) -> bool {
    let mut expected = before.clone();
    expected.transfer.clone_from(&after.transfer);
    let is_missed = expected.ended.is_some_and(|ended| ended.cause == Cause::Missed);
    if let Some(ended) = expected.ended.as_mut().filter(|_| is_missed && before.transfer == after.transfer) {
        ended.cause = Cause::AnsweredElsewhere;
    }
    expected == *after
}

/// Returns a party's number, or `-`.
pub fn digits(party: &Party) -> String {
    match &party.number {
        Number::Known { digits } => digits.clone(),
        Number::Withheld | Number::Unknown => "-".to_owned(),
    }
}
