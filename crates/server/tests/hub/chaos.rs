//! Random events at any time: the hub never panics, sequence numbers have no gaps, and agents see their own calls only.

use crate::desk::*;
use denwa_protocol::{
    Activity, AgentMode, AttachedRecord, Call, CallPair, Cause, ClientInfo, Command, CommandError, ConnectionState,
    DirectoryEntry, HistoryFilter, MAX_MESSAGE_BYTES, ParkedCall, Participant, Party, PhoneState, Recording, Resume,
    ServerMessage,
};
use denwa_server::{
    hub::{Effect, Input, SETTLED_CALL_MS, SessionId},
    pbx::{Done, PbxEvent},
};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

pub const EXTENSIONS: [&str; 4] = ["2001", "2002", "3001", "9999"];
pub const AGENTS: [(&str, &str); 3] = [(ORG, "sato"), (ORG, "suzuki"), (OTHER_ORG, "sato")];

#[derive(Clone, Debug)]
pub enum Step {
    SignIn { agent: usize, instance: u8, browser: Option<u8>, visible: bool, resume: Option<u64> },
    Close(usize),
    Active(usize, Activity),
    Popping { panel: usize, extension: usize, call: u8, done: bool },
    Heard(usize),
    Command { panel: usize, id: u8, command: Command },
    Call { extension: usize, call: u8, stage: u8, queue: bool, whole: u8 },
    Parked(Vec<u8>),
    ReadHistory(usize, Option<String>),
    Watch(usize, Option<String>),
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
    let number = || "[0-9+*#a]{0,5}";
    let presented = || proptest::option::of(Just("0312345000".to_owned()));
    let record = || proptest::option::of((0..3u8).prop_map(record));
    let pair = || (call(), call()).prop_map(|(held, active)| CallPair { held, active });
    let recording = prop::sample::select(vec![Recording::On, Recording::Off, Recording::Paused]);
    let control = prop_oneof![
        call().prop_map(|call| Command::Answer { call }),
        call().prop_map(|call| Command::Hold { call }),
        call().prop_map(|call| Command::Retrieve { call }),
        call().prop_map(|call| Command::HangUp { call }),
        (number(), record(), presented()).prop_map(|(number, record, presented)| Command::Dial {
            number,
            record,
            extension: None,
            presented,
            callback: None,
        }),
        (call(), number(), record()).prop_map(|(call, number, record)| {
            Command::Consult { call, number, record, extension: None, presented: None }
        }),
        (call(), number()).prop_map(|(call, to)| Command::Deflect { call, to }),
        (call(), number()).prop_map(|(call, to)| Command::SingleStepTransfer { call, to }),
        pair().prop_map(Command::Alternate),
        pair().prop_map(Command::Reconnect),
        pair().prop_map(Command::Transfer),
        pair().prop_map(Command::Conference),
        call().prop_map(|call| Command::DropParty { call, party: "p".to_owned() }),
        call().prop_map(|call| Command::Park { call }),
        (0..3u8).prop_map(|slot| Command::PickUp { slot: slot.to_string() }),
        (call(), any::<bool>()).prop_map(|(call, muted)| Command::SetMute { call, muted }),
        (call(), recording).prop_map(|(call, recording)| Command::SetRecording { call, recording }),
        Just(Command::SetAgentState { mode: AgentMode::Ready, reason: None }),
    ];
    let notes = prop_oneof![
        (call(), "\\PC{0,40}", 0..3u32).prop_map(|(call, text, base)| Command::SetNote { call, text, base }),
        (call(), Just("\u{1f600}".repeat(2_000)), 0..3u32).prop_map(|(call, text, base)| Command::SetNote {
            call,
            text,
            base
        }),
        call().prop_map(|call| Command::SetResult { call, result: Some("受注".to_owned()) }),
        (call(), record()).prop_map(|(call, record)| Command::SetRecord { call, record }),
        (call(), record()).prop_map(|(call, related)| Command::SetRelated { call, related }),
        call().prop_map(|call| Command::SetNotLogged { call, reason: Some("私用".to_owned()) }),
        (call(), (0..3u8).prop_map(self::record)).prop_map(|(call, record)| Command::ReportRecord { call, record }),
        call().prop_map(|call| Command::ReportLog {
            call,
            record_id: Some("00T5g00000ABCDEFGH".to_owned()),
            revision: None
        }),
        (0..4usize, "\\PC{0,40}", proptest::option::of(call())).prop_map(|(to, text, call)| Command::SendMessage {
            to: EXTENSIONS[to].to_owned(),
            text,
            call
        }),
        (1..3u8, 0..3u8).prop_map(|(from, n)| Command::DismissMessage { message: format!("200{from}-{START}-{n}") }),
        Just(Command::SeeMissed),
        Just(Command::SettingsChanged { users: vec![] }),
        Just(Command::Unknown),
    ];
    prop_oneof![2 => control, 1 => notes]
}

fn record(number: u8) -> AttachedRecord {
    AttachedRecord { record_id: format!("0035g00000ABCDE{number:03}"), name: Some(format!("顧客{number}")) }
}

pub fn step() -> impl Strategy<Value = Step> {
    let result = prop_oneof![
        proptest::option::of(0..6u8).prop_map(Ok),
        Just(Err(CommandError::PbxDown)),
        Just(Err(CommandError::Refused)),
    ];
    let activity = prop::sample::select(vec![Activity::Input, Activity::Visible, Activity::Navigated]);
    prop_oneof![
        4 => (0..3usize, 0..4u8, proptest::option::of(0..2u8), any::<bool>(), proptest::option::of(0..300u64))
            .prop_map(|(agent, instance, browser, visible, resume)| {
                Step::SignIn { agent, instance, browser, visible, resume }
            }),
        1 => (0..30usize).prop_map(Step::Close),
        2 => (0..30usize, activity).prop_map(|(panel, by)| Step::Active(panel, by)),
        2 => (0..30usize, 0..4usize, 0..6u8, any::<bool>())
            .prop_map(|(panel, extension, call, done)| Step::Popping { panel, extension, call, done }),
        2 => (0..30usize).prop_map(Step::Heard),
        6 => (0..30usize, 0..20u8, command()).prop_map(|(panel, id, command)| Step::Command { panel, id, command }),
        8 => (0..4usize, 0..6u8, 0..9u8, any::<bool>(), 0..4u8)
            .prop_map(|(extension, call, stage, queue, whole)| Step::Call { extension, call, stage, queue, whole }),
        1 => proptest::collection::vec(0..4u8, 0..3).prop_map(Step::Parked),
        1 => (0..30usize, proptest::option::of("[0-9a佐]{0,2}")).prop_map(|(panel, find)| Step::ReadHistory(panel, find)),
        1 => (0..30usize, proptest::option::of("[0-9a佐]{0,2}")).prop_map(|(panel, find)| Step::Watch(panel, find)),
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

/// Returns a call ID. PBXs never reuse call IDs, so the ID changes when the hub has forgotten the call, after an hour.
pub fn id_of(extension: usize, call: u8, now: u64) -> String {
    format!("{}/{}/{call}", EXTENSIONS[extension], (now - START) / SETTLED_CALL_MS)
}

/// Makes a call at some stage. Calls 0 and 1 of all extensions may belong to the same whole calls; call 2 is a
/// consultation about call 1.
pub fn call_at(extension: usize, call: u8, stage: u8, whole: u8, (now, began_at): (u64, u64)) -> Call {
    let id = id_of(extension, call, now);
    let mut made = ringing(&id, began_at);
    if call < 2 && whole < 3 {
        made.request_id = format!("whole-{whole}");
    }
    if call == 2 {
        made = Call { request_id: format!("whole-{whole}"), ..dialled(&id, EXTENSIONS[usize::from(whole)], began_at) };
        made.consults = Some(id_of(extension, 1, now));
    }
    made.record = (whole == 3).then(|| record(9));
    match stage {
        0 | 1 => made,
        2 => connected(&made, now),
        3 => held(&connected(&made, now), now),
        4 => {
            let party =
                Participant { id: "p".to_owned(), party: made.remote.clone(), state: ConnectionState::Connected };
            Call { parties: vec![party], ..connected(&made, now) }
        }
        5 => ended(&made, now, Cause::Missed),
        6 => ended(&made, now, Cause::Transferred),
        7 => Call { parked_at: Some("1".to_owned()), ..ended(&connected(&made, now), now, Cause::Parked) },
        _ => ended(&made, now, Cause::Normal),
    }
}

/// Reports a call as the only parked one.
pub fn parked_call(slot: &str, request_id: &str) -> PbxEvent {
    let (slot, request_id) = (slot.to_owned(), request_id.to_owned());
    let remote = Party::default();
    PbxEvent::Parked { calls: vec![ParkedCall { slot, request_id, remote, by: None, since: START, record: None }] }
}

pub fn parked(slots: &[u8]) -> PbxEvent {
    let calls = slots.iter().map(|slot| ParkedCall {
        slot: slot.to_string(),
        request_id: format!("whole-{slot}"),
        remote: Party::default(),
        by: None,
        since: START,
        record: None,
    });
    PbxEvent::Parked { calls: calls.collect() }
}

/// What a panel has received.
struct PanelView {
    extension: &'static str,
    seq: Option<u64>,
    ended: Vec<String>,
    is_primary: bool,
}

/// Checks the hub's effects.
#[derive(Default)]
struct Checker {
    panels: Vec<SessionId>,
    views: HashMap<SessionId, PanelView>,
    last_ticket: u64,
    /// Panels to which a page of calls was offered.
    offers: Vec<SessionId>,
    /// Commands that have no outcome yet.
    unanswered: HashSet<(SessionId, String)>,
}

impl Checker {
    fn check(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Send { to, message } => {
                    assert!(serde_json::to_string(message).unwrap().len() <= MAX_MESSAGE_BYTES);
                    for session in to {
                        let view = self.views.get_mut(session).expect("the panel's session has not ended");
                        view.receive(message);
                        if let ServerMessage::Answer { id, .. } = &**message {
                            self.unanswered.remove(&(*session, id.clone()));
                        }
                    }
                }
                Effect::Close { session, .. } | Effect::Refuse { session, .. } => {
                    self.views.remove(session).expect("the session ends once");
                }
                Effect::Request { ticket, extension, .. } => {
                    assert!(*ticket > self.last_ticket && EXTENSIONS[..3].contains(&extension.as_str()));
                    self.last_ticket = *ticket;
                }
                Effect::OfferPage { session } => self.offers.push(*session),
                Effect::ReadHistory { query, .. } => assert!(query.limit < 100),
                Effect::Keep(_) => unreachable!("the desk keeps changes"),
            }
        }
    }
}

impl Checker {
    /// Of an agent's panels exactly one believes that it is the primary one.
    fn check_primaries(&self) {
        for extension in &EXTENSIONS[..3] {
            let panels: Vec<_> = self.views.values().filter(|view| view.extension == *extension).collect();
            let primaries = panels.iter().filter(|view| view.is_primary).count();
            assert_eq!(primaries, usize::from(!panels.is_empty()), "primary panels of {extension}");
        }
    }
}

impl PanelView {
    fn new(extension: &'static str) -> Self {
        Self { extension, seq: None, ended: vec![], is_primary: false }
    }

    fn receive(&mut self, message: &ServerMessage) {
        match message {
            ServerMessage::Snapshot(snapshot) => {
                assert_eq!(snapshot.extension, self.extension);
                snapshot.calls.iter().for_each(|call| self.assert_own(call));
                self.seq = Some(snapshot.seq);
                self.is_primary = snapshot.primary;
            }
            ServerMessage::Primary { primary, unopened, .. } => {
                self.is_primary = *primary;
                assert!(unopened.iter().all(|call| call.starts_with(self.extension)));
            }
            ServerMessage::Event { seq, event, .. } => {
                // After a resume there is no snapshot; `resume.rs` checks the first number.
                assert!(self.seq.is_none_or(|last| last + 1 == *seq), "{:?} then {seq}", self.seq);
                self.seq = Some(*seq);
                if let denwa_protocol::Event::Call { call } = event {
                    self.assert_own(call);
                    assert!(!self.ended.contains(&call.id) || call.ended.is_some(), "an ended call goes on");
                    if call.ended.is_some() {
                        self.ended.push(call.id.clone());
                    }
                }
            }
            ServerMessage::History { calls, .. } => {
                for call in calls {
                    self.assert_own(call);
                    assert!(call.ended.is_some(), "{call:?}");
                }
            }
            ServerMessage::Directory { entries, .. } => {
                let is_own = |entry: &DirectoryEntry| entry.number == self.extension;
                assert!(!entries.iter().any(is_own), "nobody looks herself up");
                assert!(entries.iter().all(|entry| self.may_see(&entry.number)));
            }
            ServerMessage::Calls { calls, .. } => calls.iter().for_each(|call| self.assert_own(call)),
            _ => {}
        }
    }

    /// Whether an agent of the other organisation is not meant.
    fn may_see(&self, extension: &str) -> bool {
        !EXTENSIONS[..3].contains(&extension) || (extension == "3001") == (self.extension == "3001")
    }

    fn assert_own(&self, call: &Call) {
        assert!(call.earlier.iter().all(|part| self.may_see(&part.by.extension)), "{call:?}");
        assert!(call.id.starts_with(self.extension), "{} sees {}", self.extension, call.id);
    }
}

fn run(steps: Vec<Step>) {
    let mut desk = Desk::down();
    let streams = AGENTS.map(|(organisation, login)| {
        let (session, effects) = desk.sign_in_as(organisation, login, "first", None);
        desk.feed(Input::Closed(session));
        snapshot(&effects, session).stream
    });
    let first = streams.len() as SessionId;
    let mut checker = Checker::default();
    for step in steps {
        let pick =
            |checker: &Checker, i: usize| checker.panels.get(i % checker.panels.len().max(1)).copied().unwrap_or(0);
        let effects = match step {
            Step::SignIn { agent, instance, browser, visible, resume } => {
                let session = checker.panels.len() as SessionId + first + 1;
                checker.panels.push(session);
                checker.views.insert(session, PanelView::new(EXTENSIONS[agent]));
                let resume = resume.map(|seq| Resume { stream: streams[agent].clone(), seq });
                let (organisation, login) = AGENTS[agent];
                let client = ClientInfo {
                    instance: format!("page-{instance}"),
                    browser: browser.map(|browser| browser.to_string()),
                    visible,
                    ..ClientInfo::default()
                };
                let (given, effects) = desk.sign_in_with(organisation, login, client, resume);
                assert_eq!(given, session);
                effects
            }
            Step::Close(i) => {
                let session = pick(&checker, i);
                checker.views.remove(&session);
                desk.feed(Input::Closed(session))
            }
            Step::Active(i, by) => desk.feed(Input::Active(pick(&checker, i), by)),
            Step::Popping { panel, extension, call, done } => {
                let (session, call) = (pick(&checker, panel), id_of(extension, call, desk.now));
                desk.feed(Input::Popping { session, call, done })
            }
            Step::Heard(i) => desk.feed(Input::Heard(pick(&checker, i))),
            Step::Command { panel, id, command } => {
                let session = pick(&checker, panel);
                if checker.views.contains_key(&session) {
                    checker.unanswered.insert((session, id.to_string()));
                }
                desk.command(session, &id.to_string(), command)
            }
            Step::Call { extension, call, stage, queue, whole } => {
                let mut call = call_at(extension, call, stage, whole, (desk.now, desk.now));
                call.queue = queue.then(|| "support".to_owned());
                desk.report_call(EXTENSIONS[extension], &call)
            }
            Step::Parked(slots) => desk.pbx(parked(&slots)),
            Step::ReadHistory(i, find) => {
                let session = pick(&checker, i);
                let (id, only) = ("h".to_owned(), HistoryFilter::All);
                let effects = desk.feed(Input::ReadHistory { session, id: id.clone(), before: None, only, find });
                match effects.as_slice() {
                    [Effect::ReadHistory { query, .. }] => {
                        let (query, calls) = (query.clone(), desk.kept.read(query));
                        desk.feed(Input::HistoryRead { session, id, query, calls: Some(calls) })
                    }
                    _ => effects,
                }
            }
            Step::Watch(i, find) => desk.feed(Input::WatchDirectory { session: pick(&checker, i), find }),
            Step::Phone(e, there) => {
                let state = if there { PhoneState::Registered } else { PhoneState::Unregistered };
                desk.report_phone(EXTENSIONS[e], state)
            }
            Step::Agent(e, ready) => {
                desk.report_agent(EXTENSIONS[e], if ready { AgentMode::Ready } else { AgentMode::NotReady }, None)
            }
            Step::Up => desk.pbx(PbxEvent::Up { product: "Test".to_owned() }),
            Step::Synced => desk.pbx(PbxEvent::Synced),
            Step::Down => desk.pbx(PbxEvent::Down),
            Step::Reply { back, result } => {
                let ticket = checker.last_ticket.saturating_sub(back);
                let result = result.map(|call| Done { call: call.map(|call| id_of(0, call, desk.now)) });
                desk.feed(Input::Reply { ticket, result })
            }
            Step::Pass(ms) => desk.pass(ms),
            Step::Stop => desk.feed(Input::Stop),
        };
        checker.check(&effects);
        while let Some(session) = checker.offers.pop() {
            let effects = desk.feed(Input::NextPage(session));
            checker.check(&effects);
        }
        checker.check_primaries();
        assert_eq!(desk.hub.session_count(), checker.views.len());
    }
    // Whatever the PBX does, every command has an outcome: its request, and the holds before it, run out of time.
    let effects = desk.pass(60_000);
    checker.check(&effects);
    checker.unanswered.retain(|(session, _)| checker.views.contains_key(session));
    assert_eq!(checker.unanswered, HashSet::new());
}

proptest! {
    #[test]
    fn random_events_keep_the_invariants(steps in proptest::collection::vec(step(), 1..120)) {
        run(steps);
    }
}
