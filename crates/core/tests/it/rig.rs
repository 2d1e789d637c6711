//! A panel with a virtual clock, a host and a server that answer what the test says.

use denwa_core::admin_io::{AdminAnswer, AdminRequestId};
use denwa_core::alerts::SoundEvent;
use denwa_core::host::{CallCentre, Found, FoundRecord, HostRequest, LogDay, LogRecord, Owner, Pop, RequestId, Size};
use denwa_core::package::agent_token::TokenAnswer;
use denwa_core::package::boot::{BootAnswer, Organisation, User};
use denwa_core::package::save_log::{LogPiece, LogValue};
use denwa_core::settings::{Key, Kind, StoredFields, StoredLevel, StoredRow, StoredSettings, StoredValue};
use denwa_core::view_model::CardView;
use denwa_core::{
    Admin, AdminEffect, AdminInput, AdminRequest, AttentionInput, Effect, HostError, HostReply, Input, Language, Panel,
    SocketEvent, UserAction,
};
use denwa_protocol::{
    AgentMode, AgentState, Call, Capabilities, Capability, Cause, ClientMessage, Command, CommandError, CommandOutcome,
    ConnectionState, Direction, Ended, Event, Line, Number, Party, PbxState, PhoneState, Reason, ServerInfo,
    ServerMessage, Snapshot,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

pub use crate::shown::Shown;

#[expect(clippy::struct_excessive_bools, reason = "switches of a test, each named where it is set")]
pub struct Rig {
    pub panel: Panel,
    /// The program of the administrator's pages, beside the panel.
    pub admin: Admin,
    /// Whether that program starts as soon as the panel wants it.
    pub loads_admin: bool,
    /// Requests of the pages to the host that nobody has answered yet.
    pub admin_asked: Vec<(AdminRequestId, AdminRequest)>,
    /// What the pages wanted from the browser's storage.
    pub admin_effects: Vec<AdminEffect>,
    pub now: u64,
    /// The server's clock is this much ahead.
    pub ahead: u64,
    /// The org's clock is this much ahead of the panel's.
    pub org_ahead: i64,
    pub seq: u64,
    /// The calls of the next snapshot for which no page is open.
    pub unopened: Option<Vec<String>>,
    /// Requests to the host that nobody has answered yet.
    pub asked: Vec<(RequestId, HostRequest)>,
    pub sent: Vec<ClientMessage>,
    pub connects: Vec<String>,
    pub reloads: Vec<Option<String>>,
    /// What is none of these.
    pub effects: Vec<Effect>,
    /// Everything the panel wanted done.
    pub all: Vec<Effect>,
    pub closed: usize,
    /// Whether label, icon, visibility and the like are answered at once.
    pub tidy: bool,
    /// Whether the org has the message channels.
    pub has_channels: bool,
    /// Whether the host shows the panel.
    pub shown: bool,
    /// The panel's size.
    pub size: Size,
    /// What the package answers at the start.
    pub boot: BootAnswer,
    /// What the call centre definition says.
    pub centre: CallCentre,
    /// The event server's reasons for not being ready.
    pub reasons: Vec<Reason>,
    /// Whether the event server takes the rules for automatic statuses.
    pub takes_rules: bool,
    /// What becomes of a ring in the browser.
    pub sound: SoundEvent,
    /// Whether the browser says so at once.
    pub answers_sound: bool,
}

impl Rig {
    /// A page that has just loaded.
    pub fn loaded() -> Self {
        let mut rig = Self {
            panel: Panel::default(),
            admin: Admin::default(),
            loads_admin: true,
            admin_asked: Vec::new(),
            admin_effects: Vec::new(),
            now: 1_000_000,
            ahead: 7_000,
            org_ahead: 0,
            seq: 10,
            unopened: None,
            asked: Vec::new(),
            sent: Vec::new(),
            connects: Vec::new(),
            reloads: Vec::new(),
            effects: Vec::new(),
            all: Vec::new(),
            closed: 0,
            tidy: true,
            has_channels: false,
            shown: false,
            size: DEFINED,
            boot: boot(1_000_000),
            centre: centre(),
            reasons: Vec::new(),
            takes_rules: true,
            sound: SoundEvent::Heard,
            answers_sound: true,
        };
        rig.input(Input::Start {
            instance: "page".to_owned(),
            seed: 42,
            language: Language::En,
            browser: Some("browser".to_owned()),
            visible: true,
        });
        rig
    }

    /// A panel that is signed in, in an organisation with these settings: API names without `__c`, as somebody stored them.
    pub fn set(values: &[(&str, &str)]) -> Self {
        Self::booted(&raw(values, &[]))
    }

    /// The same with rows of lists: API name of the list without `__c`, and its fields.
    pub fn set_lists(values: &[(&str, &str)], lists: &[(&str, &[(&str, &str)])]) -> Self {
        Self::booted(&raw(values, lists))
    }

    fn booted(settings: &StoredSettings) -> Self {
        let mut rig = Self::loaded();
        rig.boot.settings = settings.clone();
        rig.go_live(Vec::new());
        rig
    }

    /// A panel that is signed in, with these calls in its snapshot.
    pub fn live_with(calls: Vec<Call>) -> Self {
        let mut rig = Self::loaded();
        rig.go_live(calls);
        rig
    }

    /// From the loaded page to signed in.
    pub fn go_live(&mut self, calls: Vec<Call>) {
        let rig = self;
        rig.initialise();
        rig.boot();
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.snapshot(calls);
        rig.message(ServerMessage::Ready);
        assert!(rig.panel.is_live());
    }

    pub fn live() -> Self {
        Self::live_with(Vec::new())
    }

    pub fn input(&mut self, input: Input) {
        let mut rules = None;
        for effect in self.panel.update(input, self.now) {
            self.all.push(effect.clone());
            match effect {
                Effect::Host { id, request, .. } => self.asked.push((id, request)),
                Effect::Connect(url) => self.connects.push(url),
                // These follow every sign-in or every call, or are what the browser keeps: tests of them look at `all`.
                Effect::Send(ClientMessage::Command { command: Command::SetWorkRules(_), id }) => rules = Some(id),
                Effect::Send(ClientMessage::Command { command: Command::ReportRecord { .. }, .. })
                | Effect::KeepCall { .. }
                | Effect::LoadCalls { .. }
                | Effect::KeepChoices { .. }
                | Effect::LoadChoices { .. }
                | Effect::KeepShortcuts { .. }
                | Effect::LoadShortcuts { .. }
                | Effect::LoadOwnAlerts { .. }
                | Effect::KeepOwnAlerts { .. }
                | Effect::StopRing
                | Effect::Notify(_)
                | Effect::CloseNotification { .. }
                | Effect::WarnBeforeLeaving(_) => {}
                Effect::Ring(_) => {
                    if self.answers_sound {
                        self.input(Input::Attention(AttentionInput::Sound(self.sound)));
                    }
                }
                Effect::Send(message) => self.sent.push(message),
                Effect::Close => self.closed += 1,
                Effect::Reload { library_version, .. } => self.reloads.push(library_version),
                Effect::LoadAdmin if self.loads_admin => self.start_admin(),
                Effect::ToAdmin(message) => self.admin_input(AdminInput::Panel(crossed(&message))),
                other => self.effects.push(other),
            }
        }
        if let Some(id) = rules.filter(|_| self.takes_rules) {
            self.message(ServerMessage::Answer { id, outcome: CommandOutcome::Done });
        }
        if self.tidy {
            self.tidy_up();
        }
    }

    fn tidy_up(&mut self) {
        let small = |request: &HostRequest| {
            matches!(
                request,
                HostRequest::Label(_)
                    | HostRequest::Icon(_)
                    | HostRequest::ShowPanel(_)
                    | HostRequest::PanelSize(_)
                    | HostRequest::PanelVisible
                    | HostRequest::NotifyReady
                    | HostRequest::EnableClickToDial
                    | HostRequest::Listen(_)
                    | HostRequest::Refresh
            )
        };
        while let Some(index) = self.asked.iter().position(|(_, request)| small(request)) {
            let (id, request) = self.asked.remove(index);
            let answer = match request {
                HostRequest::PanelVisible => Ok(HostReply::Visible(self.shown)),
                HostRequest::Listen(_) if !self.has_channels => Err(HostError::NotAvailable),
                _ => Ok(HostReply::Done),
            };
            match request {
                HostRequest::ShowPanel(shown) => self.shown = shown,
                HostRequest::PanelSize(size) => self.size = size,
                _ => {}
            }
            self.input(Input::Host(id, answer));
        }
    }

    /// The program of the pages has been loaded.
    pub fn start_admin(&mut self) {
        self.admin = Admin::default();
        self.admin_input(AdminInput::Start);
    }

    pub fn admin_input(&mut self, input: AdminInput) {
        for effect in self.admin.update(input, self.now) {
            match effect {
                AdminEffect::Host { id, request, .. } => self.admin_asked.push((id, request)),
                AdminEffect::ToPanel(message) => self.input(Input::Admin(crossed(&message))),
                other => self.admin_effects.push(other),
            }
        }
    }

    /// The one open request of the pages that fits.
    pub fn admin_ask(&mut self, fits: impl Fn(&AdminRequest) -> bool) -> (AdminRequestId, AdminRequest) {
        let index = self.admin_asked.iter().position(|(_, request)| fits(request));
        let nothing = || panic!("nothing like it was asked: {:?}", self.admin_asked);
        let index = index.unwrap_or_else(nothing);
        self.admin_asked.remove(index)
    }

    pub fn is_admin_asked(&self, fits: impl Fn(&AdminRequest) -> bool) -> bool {
        self.admin_asked.iter().any(|(_, request)| fits(request))
    }

    pub fn admin_answer(&mut self, id: AdminRequestId, answer: AdminAnswer) {
        self.admin_input(AdminInput::Host(id, answer));
    }

    pub fn user(&mut self, action: UserAction) {
        self.input(Input::User(action));
    }

    pub fn message(&mut self, message: ServerMessage) {
        self.input(Input::Socket(SocketEvent::Message(Box::new(message))));
    }

    /// The server says whether this panel is the primary one; no page is open yet for these calls.
    pub fn primary(&mut self, primary: bool, unopened: &[&str]) {
        let unopened = unopened.iter().map(|call| (*call).to_owned()).collect();
        self.message(ServerMessage::Primary { primary, other_browser: false, unopened });
    }

    pub fn event(&mut self, event: Event) {
        self.seq += 1;
        let message = ServerMessage::Event { seq: self.seq, at: self.now + self.ahead, event };
        self.message(message);
    }

    pub fn call(&mut self, call: &Call) {
        self.event(Event::Call { call: call.clone() });
    }

    /// Let time pass, waking the panel whenever it wants to be.
    pub fn pass(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        for _ in 0..10_000 {
            match self.panel.wake_at().into_iter().chain(self.admin.wake_at()).min() {
                Some(at) if at <= end => {
                    self.now = self.now.max(at);
                    self.input(Input::Tick);
                    self.admin_input(AdminInput::Tick);
                }
                _ => {
                    self.now = end;
                    return;
                }
            }
        }
        panic!("the panel wants to be woken for ever");
    }

    /// Let time pass while the server's heartbeats arrive.
    pub fn pass_live(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        while self.now < end {
            self.pass(1_000.min(end - self.now));
            self.message(ServerMessage::Ping { at: 0 });
        }
    }

    /// The one open request that fits.
    pub fn ask(&mut self, fits: impl Fn(&HostRequest) -> bool) -> (RequestId, HostRequest) {
        let index = self.asked.iter().position(|(_, request)| fits(request));
        self.asked.remove(index.unwrap_or_else(|| panic!("nothing like it was asked: {:?}", self.asked)))
    }

    pub fn is_asked(&self, fits: impl Fn(&HostRequest) -> bool) -> bool {
        self.asked.iter().any(|(_, request)| fits(request))
    }

    pub fn answer(&mut self, id: RequestId, result: Result<HostReply, HostError>) {
        self.input(Input::Host(id, result));
    }

    pub fn initialise(&mut self) {
        let (id, _) = self.ask(|request| *request == HostRequest::Initialise);
        self.answer(id, Ok(HostReply::Initialised(self.centre.clone())));
    }

    pub fn boot(&mut self) {
        let (id, _) = self.ask(is_boot);
        let boot = BootAnswer { token: self.signed(), ..self.boot.clone() };
        self.answer(id, Ok(HostReply::Boot(boot)));
    }

    /// Somebody stored other settings; another panel says so, and they are read.
    pub fn change(&mut self, values: &[(&str, &str)]) {
        self.event(Event::SettingsChanged);
        self.pass_live(3_000);
        let (id, _) = self.ask(is_settings);
        self.answer(id, Ok(HostReply::Settings(raw(values, &[]))));
    }

    /// A token that the org signs now.
    fn signed(&self) -> TokenAnswer {
        let issued = self.now.saturating_add_signed(self.org_ahead);
        TokenAnswer { issued: Some(issued), ..token(self.now) }
    }

    pub fn give_token(&mut self) {
        let (id, _) = self.ask(is_token);
        let token = self.signed();
        self.answer(id, Ok(HostReply::Token(token)));
    }

    pub fn snapshot(&mut self, calls: Vec<Call>) {
        self.snapshot_with(calls, false);
    }

    /// A snapshot, after which more calls may follow.
    pub fn snapshot_with(&mut self, calls: Vec<Call>, more_calls: bool) {
        let snapshot = Snapshot {
            server: ServerInfo { protocol: 1, version: "0".to_owned(), pbx: "test".to_owned() },
            stream: "stream".to_owned(),
            seq: self.seq,
            now: self.now + self.ahead,
            login: "sato".to_owned(),
            extension: "2001".to_owned(),
            primary: true,
            unopened: self.unopened.clone(),
            agent: AgentState {
                mode: AgentMode::Ready,
                reason: None,
                since: self.now + self.ahead,
                ..AgentState::default()
            },
            reasons: self.reasons.clone(),
            phone: PhoneState::Registered,
            pbx: PbxState::Up,
            lines: vec![Line { number: "0120000000".to_owned(), name: Some("Support".to_owned()), presentable: false }],
            capabilities: Capabilities {
                answer: Capability::Available,
                decline: Capability::Available,
                hold: Capability::Available,
                hang_up: Capability::Available,
                dial: Capability::Available,
                agent_state: Capability::Available,
                send_tones: Capability::Available,
                ..Capabilities::default()
            },
            calls,
            more_calls,
            ..Snapshot::default()
        };
        self.message(ServerMessage::Snapshot(snapshot));
    }

    /// Answer every open search: the first with these records, the others with none.
    pub fn found(&mut self, records: Vec<FoundRecord>) {
        let mut records = Some(records);
        while self.is_asked(is_search) {
            let (id, _) = self.ask(is_search);
            let found = Found { records: records.take().unwrap_or_default(), ..Found::default() };
            self.answer(id, Ok(HostReply::Found(found)));
        }
    }

    pub fn popped(&mut self) -> Vec<Pop> {
        let mut pops = Vec::new();
        while self.is_asked(is_pop) {
            let (id, request) = self.ask(is_pop);
            if let HostRequest::Pop(pop) = request {
                pops.push(pop);
            }
            self.answer(id, Ok(HostReply::Done));
        }
        pops
    }

    /// The log the panel asks to be written, with its request.
    pub fn logged(&mut self) -> (RequestId, Logged) {
        match self.ask(is_log) {
            (id, HostRequest::SaveLog(record)) => (id, Logged::of(record)),
            other => panic!("{other:?}"),
        }
    }

    pub fn save_log(&mut self, id: &str) -> Logged {
        let (request, record) = self.logged();
        self.answer(request, Ok(HostReply::LogSaved { id: id.to_owned(), kept: vec![] }));
        record
    }

    /// The last command sent, with its ID.
    pub fn command(&self) -> (String, Command) {
        self.commands().pop().expect("a command was sent")
    }

    pub fn commands(&self) -> Vec<(String, Command)> {
        self.sent
            .iter()
            .filter_map(|message| match message {
                ClientMessage::Command { id, command } => Some((id.clone(), command.clone())),
                _ => None,
            })
            .collect()
    }

    pub fn done(&mut self) {
        let (id, _) = self.command();
        self.message(ServerMessage::Answer { id, outcome: CommandOutcome::Done });
    }

    /// The last command failed.
    pub fn fail(&mut self, error: CommandError) {
        let (id, _) = self.command();
        self.message(ServerMessage::Answer { id, outcome: CommandOutcome::Failed { error, detail: None } });
    }

    /// The only card on the screen.
    pub fn card(&self) -> CardView {
        let ids = self.panel.call_ids();
        assert_eq!(ids.len(), 1, "{ids:?}");
        self.panel.card(&ids[0]).expect("the card is there")
    }
}

/// A message as the other program gets it: it crosses as JSON.
fn crossed<T: Serialize + DeserializeOwned>(message: &T) -> T {
    let text = serde_json::to_string(message).expect("it is JSON");
    serde_json::from_str(&text).expect("the message")
}

/// What the call centre definition says.
pub fn centre() -> CallCentre {
    CallCentre {
        event_server: Some("wss://pbx.example.com/telephony".to_owned()),
        loaded_version: "66.0".to_owned(),
        loaded_base: "https://acme.my.salesforce.com".to_owned(),
        size: Some(DEFINED),
        ..CallCentre::default()
    }
}

/// A log by what its fields say.
#[derive(Debug, PartialEq)]
pub struct Logged {
    pub id: Option<String>,
    pub object: String,
    pub call_id: String,
    pub login: String,
    pub request_id: String,
    pub create_only: bool,
    pub restore: bool,
    pub day: Option<LogDay>,
    pub fields: BTreeMap<String, LogValue>,
    pub follow_up: Option<BTreeMap<String, LogValue>>,
    pub withdraw: Vec<LogPiece>,
    pub subject: String,
    pub status: String,
    pub kind: String,
    pub description: String,
    pub call_type: String,
    pub result: String,
    pub duration_seconds: i32,
    pub who: Option<String>,
    pub what: Option<String>,
}

impl Logged {
    fn of(record: LogRecord) -> Self {
        let LogRecord {
            id,
            object,
            call_id,
            login,
            request_id,
            create_only,
            restore,
            fields,
            follow_up,
            withdraw,
            day,
        } = record;
        let maybe = |field| match fields.get(field) {
            Some(LogValue::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let word = |field| maybe(field).unwrap_or_default();
        Self {
            subject: word("Subject"),
            status: word("Status"),
            kind: word("Type"),
            description: word("Description"),
            call_type: word("CallType"),
            result: word("CallDisposition"),
            duration_seconds: match fields.get("CallDurationInSeconds") {
                Some(LogValue::Number(seconds)) => *seconds,
                _ => 0,
            },
            who: maybe("WhoId"),
            what: maybe("WhatId"),
            id,
            object,
            call_id,
            login,
            request_id,
            create_only,
            restore,
            day,
            fields,
            follow_up,
            withdraw,
        }
    }

    /// The text of a field.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.fields.get(field) {
            Some(LogValue::Text(text)) => Some(text),
            _ => None,
        }
    }
}

pub fn token(now: u64) -> TokenAnswer {
    TokenAnswer { token: Some(format!("token-{now}")), login: Some("sato".to_owned()), ..TokenAnswer::default() }
}

/// The size the call centre definition says.
pub const DEFINED: Size = Size { width: 400, height: 550 };

/// What is stored in an organisation: settings, and rows of lists, by API names without `__c`.
pub fn raw(values: &[(&str, &str)], lists: &[(&str, &[(&str, &str)])]) -> StoredSettings {
    let id = "00D000000000001AAA".to_owned();
    let stored = values.iter().map(|(field, text)| (format!("{field}__c"), value(field, text)));
    // A login is one person's.
    let (own, organisation): (StoredFields, StoredFields) = stored.partition(|(field, _)| field == "Login__c");
    let level = |level: &str, id: &str, name: &str, values| StoredLevel {
        level: level.to_owned(),
        id: id.to_owned(),
        name: name.to_owned(),
        values,
    };
    let row = |list: &str, fields: &[(&str, &str)]| StoredRow {
        list: format!("{list}__c"),
        level: "organisation".to_owned(),
        id: id.clone(),
        values: fields
            .iter()
            .map(|(field, text)| (format!("{field}__c"), StoredValue::Text((*text).to_owned())))
            .collect(),
    };
    StoredSettings {
        levels: vec![
            level("organisation", &id, "Acme", organisation),
            level("user", "005000000000001AAA", "Sato", own),
        ],
        lists: lists.iter().map(|(list, fields)| row(list, fields)).collect(),
        ..StoredSettings::default()
    }
}

/// A text as it is stored: a number where the field is one.
fn value(field: &str, text: &str) -> StoredValue {
    let key = Key::of_field(&format!("{field}__c")).expect("a setting");
    match (key.row().kind, text.parse()) {
        (Kind::Whole(_) | Kind::WholeOrNone(_), Ok(number)) => StoredValue::Number(number),
        _ => StoredValue::Text(text.to_owned()),
    }
}

/// What the package answers at the start.
pub fn boot(now: u64) -> BootAnswer {
    BootAnswer {
        user: User {
            id: "005000000000001AAA".to_owned(),
            language: "en_US".to_owned(),
            time_zone: "Asia/Tokyo".to_owned(),
            ..User::default()
        },
        organisation: Organisation { id: "00D000000000001AAA".to_owned(), ..Organisation::default() },
        token: token(now),
        ..BootAnswer::default()
    }
}

/// An answer that nobody waits for.
pub fn stray(number: u32) -> RequestId {
    RequestId { owner: Owner::Nobody, number }
}

pub fn is_boot(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Boot(_))
}

pub fn is_token(request: &HostRequest) -> bool {
    *request == HostRequest::AgentToken
}

pub fn is_search(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Search { .. } | HostRequest::RecordSearch(_))
}

pub fn is_settings(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Settings(_))
}

pub fn is_describe(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Describe(_))
}

pub fn is_pop(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Pop(_))
}

pub fn is_log(request: &HostRequest) -> bool {
    matches!(request, HostRequest::SaveLog(_))
}

pub fn hanako() -> FoundRecord {
    record("003000000000001AAA", "Contact", "Hanako Yamada")
}

pub fn record(id: &str, object: &str, name: &str) -> FoundRecord {
    FoundRecord { id: id.to_owned(), object: object.to_owned(), name: name.to_owned(), ..FoundRecord::default() }
}

/// An incoming call that rings.
pub fn ringing(rig: &Rig, id: &str, number: &str) -> Call {
    let remote = Party { number: Number::Known { digits: number.to_owned() }, name: None };
    Call {
        line: Some("0120000000".to_owned()),
        state: ConnectionState::Alerting,
        remote_state: ConnectionState::Connected,
        ..Call::new(id.to_owned(), format!("request-{id}"), Direction::Inbound, remote, rig.now + rig.ahead)
    }
}

/// An outgoing call: the agent's own phone rings.
pub fn prompting(rig: &Rig, id: &str, number: &str) -> Call {
    Call { direction: Direction::Outbound, remote_state: ConnectionState::Null, ..ringing(rig, id, number) }
}

pub fn answered(rig: &Rig, call: &Call) -> Call {
    Call {
        state: ConnectionState::Connected,
        remote_state: ConnectionState::Connected,
        answered_at: Some(rig.now + rig.ahead),
        ..call.clone()
    }
}

pub fn held(rig: &Rig, call: &Call) -> Call {
    Call { state: ConnectionState::Held, held_at: Some(rig.now + rig.ahead), ..call.clone() }
}

pub fn ended(rig: &Rig, call: &Call, cause: Cause) -> Call {
    Call {
        state: ConnectionState::Null,
        remote_state: ConnectionState::Null,
        ended: Some(Ended { at: rig.now + rig.ahead, cause }),
        ..call.clone()
    }
}
