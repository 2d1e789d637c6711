//! Anything at any time: the hub never panics, numbers have no holes, and nobody sees another's calls.

use crate::desk::*;
use denwa_protocol::{
    AgentMode, Call, Cause, Command, CommandError, MAX_MESSAGE_BYTES, PhoneState, Resume, ServerMessage,
};
use denwa_server::{
    hub::ENDED_CALL_MS,
    hub::{Effect, Input, SessionId},
    pbx::{Done, PbxEvent},
};
use proptest::prelude::*;
use std::collections::HashMap;

const EXTENSIONS: [&str; 4] = ["2001", "2002", "3001", "9999"];
const AGENTS: [(&str, &str); 3] = [(ORG, "sato"), (ORG, "suzuki"), (OTHER_ORG, "sato")];

#[derive(Clone, Debug)]
enum Step {
    SignIn { agent: usize, instance: u8, resume: Option<u64> },
    Close(usize),
    Active(usize),
    Command { panel: usize, id: u8, command: Command },
    Call { extension: usize, call: u8, stage: u8, queue: bool },
    Phone(usize, bool),
    Agent(usize, bool),
    Up,
    Synced,
    Down,
    Reply { back: u64, result: Result<Option<u8>, CommandError> },
    Pass(u64),
    Stop,
}

fn command() -> impl Strategy<Value = Command> {
    let call = || (0..4usize, 0..6u8).prop_map(|(extension, call)| id_of(extension, call, START));
    prop_oneof![
        call().prop_map(|call| Command::Answer { call }),
        call().prop_map(|call| Command::Hold { call }),
        call().prop_map(|call| Command::HangUp { call }),
        (call(), "\\PC{0,40}", 0..3u32).prop_map(|(call, text, base)| Command::SetNote { call, text, base }),
        call().prop_map(|call| Command::ReportLog { call, record_id: Some("00T5g00000ABCDEFGH".to_owned()) }),
        "[0-9+*#a]{0,5}".prop_map(|number| Command::Dial { number, record: None }),
        Just(Command::SetAgentState { mode: AgentMode::Ready, reason: None }),
        Just(Command::SettingsChanged),
        Just(Command::Unknown),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let result = prop_oneof![
        proptest::option::of(0..6u8).prop_map(Ok),
        Just(Err(CommandError::PbxDown)),
        Just(Err(CommandError::Refused)),
    ];
    prop_oneof![
        4 => (0..3usize, 0..4u8, proptest::option::of(0..300u64))
            .prop_map(|(agent, instance, resume)| Step::SignIn { agent, instance, resume }),
        1 => (0..30usize).prop_map(Step::Close),
        2 => (0..30usize).prop_map(Step::Active),
        6 => (0..30usize, 0..20u8, command()).prop_map(|(panel, id, command)| Step::Command { panel, id, command }),
        8 => (0..4usize, 0..6u8, 0..4u8, any::<bool>())
            .prop_map(|(extension, call, stage, queue)| Step::Call { extension, call, stage, queue }),
        1 => (0..4usize, any::<bool>()).prop_map(|(e, there)| Step::Phone(e, there)),
        1 => (0..4usize, any::<bool>()).prop_map(|(e, ready)| Step::Agent(e, ready)),
        1 => Just(Step::Up),
        1 => Just(Step::Synced),
        1 => Just(Step::Down),
        2 => (0..5u64, result).prop_map(|(back, result)| Step::Reply { back, result }),
        2 => prop_oneof![0..2_000u64, 0..4_000_000u64].prop_map(Step::Pass),
        1 => Just(Step::Stop),
    ]
}

/// A PBX's call IDs are unique for ever: what the hub has forgotten after an hour does not come back under the same.
fn id_of(extension: usize, call: u8, now: u64) -> String {
    format!("{}/{}/{call}", EXTENSIONS[extension], (now - START) / ENDED_CALL_MS)
}

/// What one panel has been told.
struct Seen {
    extension: &'static str,
    seq: Option<u64>,
    ended: Vec<String>,
}

#[derive(Default)]
struct World {
    panels: Vec<SessionId>,
    seen: HashMap<SessionId, Seen>,
    tickets: u64,
}

impl World {
    fn check(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Send { to, message } => {
                    assert!(serde_json::to_string(message).unwrap().len() <= MAX_MESSAGE_BYTES);
                    for session in to {
                        let seen = self.seen.get_mut(session).expect("sent to a panel that is gone");
                        seen.take(message);
                    }
                }
                Effect::Close { session, .. } | Effect::Refuse { session, .. } => {
                    self.seen.remove(session).expect("closed twice");
                }
                Effect::Request { ticket, extension, .. } => {
                    assert!(*ticket > self.tickets && EXTENSIONS[..3].contains(&extension.as_str()));
                    self.tickets = *ticket;
                }
            }
        }
    }
}

impl Seen {
    fn take(&mut self, message: &ServerMessage) {
        match message {
            ServerMessage::Snapshot(snapshot) => {
                assert_eq!(snapshot.extension, self.extension);
                snapshot.calls.iter().for_each(|call| self.own(call));
                self.seq = Some(snapshot.seq);
            }
            ServerMessage::Event { seq, event, .. } => {
                // After a resume the first event is the one after the last seen; the scenario for that checks its number.
                assert!(self.seq.is_none_or(|last| last + 1 == *seq), "{:?} then {seq}", self.seq);
                self.seq = Some(*seq);
                if let denwa_protocol::Event::Call { call } = event {
                    self.own(call);
                    let changes_nothing = call.note.is_some() || call.log.is_some() || call.record.is_some();
                    assert!(changes_nothing || !self.ended.contains(&call.id) || call.ended.is_some(), "lives again");
                    if call.ended.is_some() {
                        self.ended.push(call.id.clone());
                    }
                }
            }
            _ => {}
        }
    }

    fn own(&self, call: &Call) {
        assert!(call.id.starts_with(self.extension), "{} sees {}", self.extension, call.id);
    }
}

fn run(steps: Vec<Step>) {
    let mut desk = Desk::down();
    let mut world = World::default();
    for step in steps {
        let pick = |world: &World, i: usize| world.panels.get(i % world.panels.len().max(1)).copied().unwrap_or(0);
        let effects = match step {
            Step::SignIn { agent, instance, resume } => {
                let session = world.panels.len() as SessionId + 1;
                world.panels.push(session);
                world.seen.insert(session, Seen { extension: EXTENSIONS[agent], seq: None, ended: vec![] });
                let resume = resume.map(|seq| Resume { stream: format!("boot-{}", EXTENSIONS[agent]), seq });
                let (organisation, login) = AGENTS[agent];
                let (given, effects) = desk.sign_in_as(organisation, login, &format!("page-{instance}"), resume);
                assert_eq!(given, session);
                effects
            }
            Step::Close(i) => {
                let session = pick(&world, i);
                world.seen.remove(&session);
                desk.feed(Input::Closed(session))
            }
            Step::Active(i) => desk.feed(Input::Active(pick(&world, i))),
            Step::Command { panel, id, command } => desk.command(pick(&world, panel), &id.to_string(), command),
            Step::Call { extension, call, stage, queue } => {
                let mut told = ringing(&id_of(extension, call, desk.now), START);
                told.queue = queue.then(|| "support".to_owned());
                let told = match stage {
                    0 | 1 => told,
                    2 => connected(&told, desk.now),
                    _ => ended(&told, desk.now, Cause::Normal),
                };
                desk.told_call(EXTENSIONS[extension], &told)
            }
            Step::Phone(e, there) => {
                let state = if there { PhoneState::Registered } else { PhoneState::Unregistered };
                desk.told_phone(EXTENSIONS[e], state)
            }
            Step::Agent(e, ready) => {
                desk.told_agent(EXTENSIONS[e], if ready { AgentMode::Ready } else { AgentMode::NotReady }, None)
            }
            Step::Up => desk.pbx(PbxEvent::Up { product: "Test".to_owned() }),
            Step::Synced => desk.pbx(PbxEvent::Synced),
            Step::Down => desk.pbx(PbxEvent::Down),
            Step::Reply { back, result } => {
                let ticket = world.tickets.saturating_sub(back);
                let result = result.map(|call| Done { call: call.map(|call| id_of(0, call, desk.now)) });
                desk.feed(Input::Reply { ticket, result })
            }
            Step::Pass(ms) => desk.pass(ms),
            Step::Stop => desk.feed(Input::Stop),
        };
        world.check(&effects);
        assert_eq!(desk.hub.sessions(), world.seen.len());
    }
}

proptest! {
    #[test]
    fn whatever_happens(steps in proptest::collection::vec(step(), 1..120)) {
        run(steps);
    }
}
