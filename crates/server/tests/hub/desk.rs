//! A hub under test with its clock, and functions that read the hub's effects.

use crate::model::Model;
use denwa_protocol::{
    AgentMode, Call, Capabilities, Capability, Cause, ClientInfo, Command, CommandError, CommandOutcome,
    ConnectionState, Direction, DirectoryEntry, Ended, Event, HistoryFilter, Number, Party, PhoneState, Resume,
    ServerMessage, Snapshot,
};
use denwa_server::{
    clock::{Now, Steady},
    config::Config,
    hub::{Effect, Hub, Input, SessionId, SignIn},
    pbx::{Done, PbxEvent, PbxRequest, Stamped},
    store::Restored,
};
use std::sync::Arc;

pub const ORG: &str = "00D5g0000008OrgEAE";
pub const OTHER_ORG: &str = "00D5g0000009OrgEAE";
pub const START: u64 = 1_800_000_000_000;
pub const MINUTE: u64 = 60_000;

const CONFIG: &str = r#"
organisations = [{ id = "00D5g0000008OrgEAE" }, { id = "00D5g0000009OrgEAE" }]
agents = [
    { login = "sato", extension = "2001", organisation = "00D5g0000008OrgEAE", name = "佐藤" },
    { login = "suzuki", extension = "2002", organisation = "00D5g0000008OrgEAE" },
    { login = "sato", extension = "3001", organisation = "00D5g0000009OrgEAE" },
]
reasons = [{ code = "break", ja = "休憩", en = "Break" }, { code = "lunch", ja = "食事", en = "Lunch" }]
queues = [{ name = "Support", number = "7001", organisation = "00D5g0000008OrgEAE" }]
speed_dials = [{ name = "タクシー", number = "0399990000" }]
lines = [{ number = "0312345000", presentable = true }, { number = "0312345999" }]
pbx = { kind = "simulated" }
"#;

pub struct Desk {
    pub hub: Hub,
    /// The right time, which the steady clock follows.
    pub now: u64,
    /// How far the server's wall time is from the right time, in milliseconds.
    pub clock_error: i64,
    /// What the hub has asked to keep.
    pub kept: Model,
    /// The logins whose tokens say that they are supervisors.
    pub supervisors: Vec<String>,
    next: SessionId,
}

impl Desk {
    /// Makes a hub whose PBX is up and has reported nothing.
    pub fn new() -> Self {
        Self::with_boot_name("boot")
    }

    /// Like [`Desk::new`], with a name for the server's start.
    pub fn with_boot_name(boot: &str) -> Self {
        let mut desk = Self::with_pbx_down(boot);
        desk.pbx_up(|_| {});
        desk
    }

    /// Makes a hub whose PBX has not come up yet.
    pub fn down() -> Self {
        Self::with_pbx_down("boot")
    }

    fn with_pbx_down(boot: &str) -> Self {
        let mut kept = Model::default();
        let hub = hub(kept.start(boot), |_| {}, Now { steady: steady(START), wall: START });
        Self { hub, now: START, clock_error: 0, kept, supervisors: Vec::new(), next: 0 }
    }

    /// Kills the server and starts it anew, with what was kept. The PBX is down, and no panel is there.
    pub fn restart(&mut self, boot: &str) {
        self.restart_with(boot, |_| {});
    }

    /// Like [`Desk::restart`], with a changed configuration.
    pub fn restart_with(&mut self, boot: &str, change: impl FnOnce(&mut Config)) {
        let now = Now { steady: steady(self.now), wall: self.wall() };
        self.hub = hub(self.kept.start(boot), change, now);
    }

    fn wall(&self) -> u64 {
        self.now.checked_add_signed(self.clock_error).unwrap()
    }

    /// Passes an input to the hub. Returns the effects, without the changes to be kept, which are kept.
    pub fn feed(&mut self, input: Input) -> Vec<Effect> {
        let now = Now { steady: steady(self.now), wall: self.wall() };
        let mut effects = self.hub.handle(input, now);
        for effect in effects.extract_if(.., |effect| matches!(effect, Effect::Keep(_))) {
            if let Effect::Keep(change) = effect {
                self.kept.apply(&change);
            }
        }
        effects
    }

    /// Takes all pages of calls for a panel to which they were offered.
    pub fn pages(&mut self, session: SessionId) -> Vec<Effect> {
        let mut all = Vec::new();
        loop {
            let effects = self.feed(Input::NextPage(session));
            let is_last = !effects.contains(&Effect::OfferPage { session });
            all.extend(effects);
            if is_last {
                return all;
            }
        }
    }

    /// Lets time pass; ticks at every deadline.
    pub fn pass(&mut self, ms: u64) -> Vec<Effect> {
        let end = self.now + ms;
        let mut effects = Vec::new();
        while let Some(at) = self.hub.deadline().filter(|at| *at <= steady(end)) {
            self.now = self.now.max(START + at.since(steady(START)));
            effects.extend(self.feed(Input::Tick));
        }
        self.now = end;
        effects
    }

    pub fn pbx(&mut self, event: PbxEvent) -> Vec<Effect> {
        let at = self.now;
        self.feed(Input::Pbx(Stamped { at, event }))
    }

    /// The PBX comes up, makes its reports, and ends the synchronisation. Returns the effects without those of the
    /// reports.
    pub fn pbx_up(&mut self, report: impl FnOnce(&mut Self)) -> Vec<Effect> {
        let mut effects = self.pbx(PbxEvent::Up { product: "Test 1.0".to_owned() });
        report(self);
        effects.extend(self.pbx(PbxEvent::Synced));
        effects
    }

    pub fn report_call(&mut self, extension: &str, call: &Call) -> Vec<Effect> {
        self.pbx(PbxEvent::Call { extension: extension.to_owned(), call: Box::new(call.clone()) })
    }

    pub fn report_phone(&mut self, extension: &str, state: PhoneState) -> Vec<Effect> {
        self.pbx(PbxEvent::Phone { extension: extension.to_owned(), state })
    }

    pub fn report_agent(&mut self, extension: &str, mode: AgentMode, reason: Option<&str>) -> Vec<Effect> {
        let reason = reason.map(str::to_owned);
        self.pbx(PbxEvent::Agent { extension: extension.to_owned(), mode, reason })
    }

    /// Signs a panel in, and returns its session and the effects.
    pub fn sign_in_as(
        &mut self,
        organisation: &str,
        login: &str,
        instance: &str,
        resume: Option<Resume>,
    ) -> (SessionId, Vec<Effect>) {
        let client = ClientInfo { instance: instance.to_owned(), ..ClientInfo::default() };
        self.sign_in_with(organisation, login, client, resume)
    }

    /// Signs a panel in that says more about itself.
    pub fn sign_in_with(
        &mut self,
        organisation: &str,
        login: &str,
        client: ClientInfo,
        resume: Option<Resume>,
    ) -> (SessionId, Vec<Effect>) {
        self.next += 1;
        let session = self.next;
        let sign_in = SignIn {
            session,
            organisation: organisation.to_owned(),
            user: user_of(login),
            login: login.to_owned(),
            is_supervisor: self.supervisors.iter().any(|known| known == login),
            client,
            expires_at: steady(self.now + 30 * MINUTE),
            resume,
        };
        (session, self.feed(Input::SignIn(sign_in)))
    }

    /// Signs a panel of a new page in, and returns its session and snapshot.
    pub fn sign_in(&mut self, login: &str) -> (SessionId, Snapshot) {
        let instance = format!("page-{}", self.next + 1);
        let (session, effects) = self.sign_in_as(ORG, login, &instance, None);
        (session, snapshot(&effects, session))
    }

    pub fn command(&mut self, session: SessionId, id: &str, command: Command) -> Vec<Effect> {
        self.feed(Input::Command { session, id: id.to_owned(), command })
    }

    /// Asks for past calls, and returns them and whether there are more.
    pub fn history(
        &mut self,
        session: SessionId,
        before: Option<u64>,
        only: HistoryFilter,
        find: Option<&str>,
    ) -> (Vec<Call>, bool) {
        let (id, find) = ("h".to_owned(), find.map(str::to_owned));
        let effects = self.feed(Input::ReadHistory { session, id, before, only, find });
        let [Effect::ReadHistory { session, id, query }] = effects.as_slice() else { panic!("{effects:?}") };
        let calls = Some(self.kept.read(query));
        let effects = self.feed(Input::HistoryRead { session: *session, id: id.clone(), query: query.clone(), calls });
        match sent(&effects, *session).as_slice() {
            [ServerMessage::History { calls, more, .. }] => (calls.clone(), *more),
            other => panic!("{other:?}"),
        }
    }

    /// Has a panel watch the directory, and returns what it is told.
    pub fn watch(&mut self, session: SessionId, find: &str) -> Vec<DirectoryEntry> {
        let effects = self.feed(Input::WatchDirectory { session, find: Some(find.to_owned()) });
        directories(&effects, session).pop().expect("a directory")
    }

    pub fn reply(&mut self, effects: &[Effect], result: Result<Done, CommandError>) -> Vec<Effect> {
        let (ticket, ..) = request(effects).expect("a request");
        self.feed(Input::Reply { ticket, result })
    }

    /// Returns the snapshot that a new panel would get.
    pub fn snapshot_for(&mut self, login: &str) -> Snapshot {
        let (session, snapshot) = self.sign_in(login);
        self.feed(Input::Closed(session));
        snapshot
    }
}

/// Returns the Salesforce ID of the user with a login.
pub fn user_of(login: &str) -> String {
    format!("005{login:0>15}")
}

fn hub(restored: Restored, change: impl FnOnce(&mut Config), now: Now) -> Hub {
    let mut config = Config::parse(CONFIG).unwrap();
    change(&mut config);
    Hub::new(Arc::new(config), everything, restored, now)
}

/// A PBX that can do everything.
fn everything(_: &Config, _: &str) -> Capabilities {
    let yes = Capability::Available;
    Capabilities {
        answer: yes,
        decline: yes,
        hold: yes,
        hang_up: yes,
        dial: yes,
        agent_state: yes,
        send_tones: yes,
        deflect: yes,
        single_step_transfer: yes,
        consult: yes,
        conference: yes,
        park: yes,
        pick_up: yes,
        mute: yes,
        record: yes,
        pause_recording: yes,
        monitor: yes,
    }
}

/// Returns the moment of the steady clock at a right time.
pub fn steady(at: u64) -> Steady {
    Steady::from_millis(at - START)
}

/// Returns the messages to a panel.
pub fn sent(effects: &[Effect], session: SessionId) -> Vec<ServerMessage> {
    let to = |effect: &Effect| match effect {
        Effect::Send { to, message } if to.contains(&session) => Some((**message).clone()),
        _ => None,
    };
    effects.iter().filter_map(to).collect()
}

pub fn snapshot(effects: &[Effect], session: SessionId) -> Snapshot {
    let read = |message| if let ServerMessage::Snapshot(snapshot) = message { Some(snapshot) } else { None };
    sent(effects, session).into_iter().find_map(read).expect("a snapshot")
}

pub fn events(effects: &[Effect], session: SessionId) -> Vec<Event> {
    let read = |message| if let ServerMessage::Event { event, .. } = message { Some(event) } else { None };
    sent(effects, session).into_iter().filter_map(read).collect()
}

/// Returns the directories in messages to a panel.
pub fn directories(effects: &[Effect], session: SessionId) -> Vec<Vec<DirectoryEntry>> {
    let read = |message| if let ServerMessage::Directory { entries, .. } = message { Some(entries) } else { None };
    sent(effects, session).into_iter().filter_map(read).collect()
}

/// Returns the calls in pages to a panel.
pub fn paged_calls(effects: &[Effect], session: SessionId) -> Vec<Call> {
    let read = |message| if let ServerMessage::Calls { calls, .. } = message { Some(calls) } else { None };
    sent(effects, session).into_iter().filter_map(read).flatten().collect()
}

/// Returns the calls in events to a panel.
pub fn calls(effects: &[Effect], session: SessionId) -> Vec<Call> {
    let read = |event| if let Event::Call { call } = event { Some(call) } else { None };
    events(effects, session).into_iter().filter_map(read).collect()
}

pub fn answers(effects: &[Effect], session: SessionId) -> Vec<(String, CommandOutcome)> {
    let read = |message| if let ServerMessage::Answer { id, outcome } = message { Some((id, outcome)) } else { None };
    sent(effects, session).into_iter().filter_map(read).collect()
}

/// Returns the error in the only answer to a panel; `None` if the command was done.
pub fn error(effects: &[Effect], session: SessionId) -> Option<CommandError> {
    match answers(effects, session).as_slice() {
        [(_, CommandOutcome::Done)] => None,
        [(_, CommandOutcome::Failed { error, .. })] => Some(*error),
        other => panic!("one answer expected: {other:?}"),
    }
}

pub fn request(effects: &[Effect]) -> Option<(u64, String, PbxRequest)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request { ticket, extension, request } => Some((*ticket, extension.clone(), request.clone())),
        _ => None,
    })
}

/// Makes a ringing inbound call.
pub fn ringing(id: &str, now: u64) -> Call {
    let remote = Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None };
    Call {
        line: Some("0312345000".to_owned()),
        state: ConnectionState::Alerting,
        remote_state: ConnectionState::Connected,
        ..Call::new(id.to_owned(), format!("whole-{id}"), Direction::Inbound, remote, now)
    }
}

pub fn connected(call: &Call, now: u64) -> Call {
    let state = ConnectionState::Connected;
    Call { state, remote_state: state, answered_at: Some(now), ..call.clone() }
}

pub fn ended(call: &Call, now: u64, cause: Cause) -> Call {
    let state = ConnectionState::Null;
    Call { state, remote_state: state, ended: Some(Ended { at: now, cause }), ..call.clone() }
}

/// Puts a talking call on hold.
pub fn held(call: &Call, now: u64) -> Call {
    Call { state: ConnectionState::Held, held_at: Some(now), ..call.clone() }
}

/// Makes an outbound call that rings at the other side.
pub fn dialled(id: &str, number: &str, now: u64) -> Call {
    let remote = Party { number: Number::Known { digits: number.to_owned() }, name: None };
    Call {
        state: ConnectionState::Connected,
        remote_state: ConnectionState::Alerting,
        ..Call::new(id.to_owned(), format!("whole-{id}"), Direction::Outbound, remote, now)
    }
}

/// Makes the call that rings at a colleague: an inbound call that began later, with another agent's request ID.
pub fn passed_on(id: &str, request_id: &str, now: u64) -> Call {
    Call { request_id: request_id.to_owned(), ..ringing(id, now) }
}
