//! Example messages made from the types: at least one for every kind of message, event and command.

mod desk;

use crate::{
    Activity, AgentMessage, AgentMode, AgentState, AttachedRecord, Call, CallActivity, CallData, CallLog, CallNote,
    CallPair, Capabilities, Capability, Cause, ClientInfo, ClientMessage, Colleague, Command, CommandError,
    CommandOutcome, ConnectionState, Direction, DirectoryEntry, DirectoryKind, EarlierPart, Ended, Event, FollowUp,
    HistoryFilter, Line, MessageCall, Number, ParkedCall, Participant, Party, PbxState, PhoneState, Presence, Reason,
    Recording, Refusal, Resume, ServerInfo, ServerMessage, SignOutReason, Snapshot, TransferState, Transferred,
    UnavailableReason,
};
use serde_json::Value;

const AT: u64 = 1_795_400_000_000;
const CALL: &str = "b7c41f02-17.1";
const CONTACT: &str = "0035g00000AbCdEAAV";
const CASE: &str = "5005g00000KlMnOAAV";

/// Returns named examples of messages from the panel.
#[must_use]
pub fn client() -> Vec<(&'static str, Value)> {
    let call = || CALL.to_owned();
    let pair = || CallPair { held: CALL.to_owned(), active: "b7c41f02-19.1".to_owned() };
    let case = || AttachedRecord { record_id: CASE.to_owned(), name: Some("00001026".to_owned()) };
    let record = contact();
    let commands = [
        ("answer", Command::Answer { call: call() }),
        ("decline", Command::Decline { call: call() }),
        ("hold", Command::Hold { call: call() }),
        ("retrieve", Command::Retrieve { call: call() }),
        ("hangUp", Command::HangUp { call: call() }),
        (
            "dial",
            Command::Dial {
                number: "0312345678".to_owned(),
                record: Some(record.clone()),
                extension: Some("227".to_owned()),
                presented: Some("0312340000".to_owned()),
                callback: None,
            },
        ),
        ("deflect", Command::Deflect { call: call(), to: "501".to_owned() }),
        ("blindTransfer", Command::SingleStepTransfer { call: call(), to: "1002".to_owned() }),
        (
            "consult",
            Command::Consult {
                call: call(),
                number: "1002".to_owned(),
                record: None,
                extension: None,
                presented: None,
            },
        ),
        ("alternate", Command::Alternate(pair())),
        ("reconnect", Command::Reconnect(pair())),
        ("transfer", Command::Transfer(pair())),
        ("conference", Command::Conference(pair())),
        ("dropParty", Command::DropParty { call: call(), party: "1795400000.21".to_owned() }),
        ("park", Command::Park { call: call() }),
        ("pickUp", Command::PickUp { slot: "701".to_owned() }),
        ("mute", Command::SetMute { call: call(), muted: true }),
        ("pauseRecording", Command::SetRecording { call: call(), recording: Recording::Paused }),
        ("sendTones", Command::SendTones { call: call(), tones: "227".to_owned() }),
        ("takeABreak", Command::SetAgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()) }),
        ("beReady", Command::SetAgentState { mode: AgentMode::Ready, reason: None }),
        ("setNote", Command::SetNote { call: call(), text: "見積もりを送る".to_owned(), base: 0 }),
        ("setRecord", Command::SetRecord { call: call(), record: Some(record.clone()) }),
        ("setRelated", Command::SetRelated { call: call(), related: Some(case()) }),
        (
            "setFollowUp",
            Command::SetFollowUp {
                call: call(),
                follow_up: Some(FollowUp {
                    subject: "見積もりを送る".to_owned(), due: Some("2026-12-01".to_owned())
                }),
            },
        ),
        ("setNotLogged", Command::SetNotLogged { call: call(), reason: Some("間違い電話".to_owned()) }),
        ("setResult", Command::SetResult { call: call(), result: Some("受注".to_owned()) }),
        ("reportRecord", Command::ReportRecord { call: call(), record: record.clone() }),
        ("reportLog", report_log(Some("00T5g00000ZyXwVEAV"), 2)),
        ("reportNoLog", report_log(None, 0)),
        (
            "sendMessage",
            Command::SendMessage {
                to: "1002".to_owned(),
                text: "折り返しをお願いします".to_owned(),
                call: Some(call()),
            },
        ),
        ("dismissMessage", Command::DismissMessage { message: "m-7".to_owned() }),
        ("seeMissed", Command::SeeMissed),
        ("settingsChanged", Command::SettingsChanged { users: Vec::new() }),
        ("ownSettingsChanged", Command::SettingsChanged { users: vec!["0055g00000AbCdEAAV".to_owned()] }),
    ];
    let mut messages = vec![
        ("first", sign_in(None)),
        ("afterALostConnection", sign_in(Some(Resume { stream: "5e0d9a34-2001".to_owned(), seq: 41 }))),
        ("active", ClientMessage::Active { by: Activity::Input }),
        ("visible", ClientMessage::Active { by: Activity::Visible }),
        ("popping", ClientMessage::Popping { call: call(), done: false }),
        (
            "readHistory",
            ClientMessage::ReadHistory {
                id: "h-1".to_owned(),
                before: Some(AT),
                only: HistoryFilter::Missed,
                find: Some("0312".to_owned()),
            },
        ),
        ("lookUp", ClientMessage::WatchDirectory { find: Some("佐藤".to_owned()) }),
        ("stopLookingUp", ClientMessage::WatchDirectory { find: None }),
        ("pong", ClientMessage::Pong { at: AT }),
    ];
    messages.extend(desk::client());
    let named = commands.into_iter().chain(desk::commands()).zip(1..);
    messages
        .extend(named.map(|((name, command), id)| (name, ClientMessage::Command { id: format!("c-{id}"), command })));
    messages.into_iter().filter_map(|(name, message)| Some((name, serde_json::to_value(message).ok()?))).collect()
}

/// Returns named examples of messages from the server.
#[must_use]
pub fn server() -> Vec<(&'static str, Value)> {
    let events = [
        ("call", Event::Call { call: ringing() }),
        ("callWithheld", Event::Call { call: withheld() }),
        ("callEnded", Event::Call { call: ended() }),
        ("conference", Event::Call { call: conference() }),
        ("callTransferred", Event::Call { call: transferred() }),
        ("agent", Event::Agent { agent: agent() }),
        ("phone", Event::Phone { phone: PhoneState::Unregistered }),
        ("pbx", Event::Pbx { pbx: PbxState::Down }),
        ("capabilities", Event::Capabilities { capabilities: capabilities() }),
        ("lines", Event::Lines { lines: lines() }),
        ("missed", Event::Missed { missed: 3 }),
        ("parked", Event::Parked { parked: vec![parked()] }),
        ("messages", Event::Messages { messages: vec![message()] }),
        ("settingsChanged", Event::SettingsChanged),
    ];
    let failed = CommandOutcome::Failed { error: CommandError::WrongState, detail: Some("not ringing".to_owned()) };
    let mut messages = desk::server();
    messages.extend([
        ("refused", ServerMessage::Refused { reason: Refusal::ExpiredToken, retry_after: None, now: Some(AT) }),
        ("tooMany", ServerMessage::Refused { reason: Refusal::RateLimited, retry_after: Some(3_000), now: None }),
        ("snapshot", ServerMessage::Snapshot(snapshot())),
        ("ready", ServerMessage::Ready),
        ("resumed", ServerMessage::Resumed { stream: "81c7e2f0-2001".to_owned() }),
        ("calls", ServerMessage::Calls { calls: vec![ended()], more: false }),
        ("done", ServerMessage::Answer { id: "c-1".to_owned(), outcome: CommandOutcome::Done }),
        ("failed", ServerMessage::Answer { id: "c-2".to_owned(), outcome: failed }),
        ("primary", ServerMessage::Primary { primary: true, other_browser: false, unopened: vec![CALL.to_owned()] }),
        ("notPrimary", ServerMessage::Primary { primary: false, other_browser: true, unopened: Vec::new() }),
        ("history", ServerMessage::History { id: "h-1".to_owned(), calls: vec![ended()], more: true }),
        ("directory", ServerMessage::Directory { find: "佐藤".to_owned(), entries: directory(), more: false }),
        ("ping", ServerMessage::Ping { at: AT }),
        ("signedOut", ServerMessage::SignedOut { reason: SignOutReason::TokenExpired }),
    ]);
    let numbered = events.into_iter().chain(desk::events()).zip(42..);
    messages.extend(numbered.map(|((name, event), seq)| (name, ServerMessage::Event { seq, at: AT, event })));
    messages.into_iter().filter_map(|(name, message)| Some((name, serde_json::to_value(message).ok()?))).collect()
}

fn report_log(record_id: Option<&str>, revision: u32) -> Command {
    Command::ReportLog { call: CALL.to_owned(), record_id: record_id.map(str::to_owned), revision: Some(revision) }
}

fn sign_in(resume: Option<Resume>) -> ClientMessage {
    let client = ClientInfo {
        version: "0.1.0".to_owned(),
        instance: "f3a9c27e51b84d06".to_owned(),
        browser: Some("90c1d2f7a46be385".to_owned()),
        visible: resume.is_none(),
        was_primary: resume.is_some(),
    };
    ClientMessage::SignIn { token: "eyJhbGciOiJIUzI1NiJ9.….…".to_owned(), client, resume }
}

fn ringing() -> Call {
    let remote = Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None };
    Call {
        line: Some("0120000000".to_owned()),
        queue: Some("support".to_owned()),
        state: ConnectionState::Alerting,
        remote_state: ConnectionState::Connected,
        ..Call::new(CALL.to_owned(), "b7c41f02-17".to_owned(), Direction::Inbound, remote, AT)
    }
}

fn withheld() -> Call {
    Call { queue: None, remote: Party { number: Number::Withheld, name: None }, ..ringing() }
}

/// A call that a colleague transferred here, merged with a second one.
fn conference() -> Call {
    let supplier = Party { number: Number::Known { digits: "0663456789".to_owned() }, name: None };
    let participant = |id: &str, party| Participant { id: id.to_owned(), party, state: ConnectionState::Connected };
    Call {
        state: ConnectionState::Connected,
        answered_at: Some(AT + 4_000),
        parties: vec![participant("1795400000.17", ringing().remote), participant("1795400000.21", supplier)],
        muted: true,
        recording: Some(Recording::Paused),
        came_from: Some(colleague()),
        earlier: vec![EarlierPart {
            by: colleague(),
            answered_at: Some(AT - 90_000),
            ended_at: Some(AT - 2_000),
            note: Some("請求書の再発行".to_owned()),
            result: None,
        }],
        data: vec![CallData { label: "会員番号".to_owned(), value: "40021".to_owned() }],
        record: Some(contact()),
        related: Some(AttachedRecord { record_id: CASE.to_owned(), name: Some("00001026".to_owned()) }),
        ..ringing()
    }
}

/// A call whose blind transfer rings at a colleague.
fn transferred() -> Call {
    let to = Party { number: Number::Known { digits: "1002".to_owned() }, name: Some("佐藤 恵".to_owned()) };
    Call {
        ended: Some(Ended { at: AT + 64_000, cause: Cause::Transferred }),
        transfer: Some(Transferred { to, state: TransferState::Alerting }),
        follow_up: Some(FollowUp { subject: "見積もりを送る".to_owned(), due: Some("2026-12-01".to_owned()) }),
        log: None,
        ..ended()
    }
}

fn contact() -> AttachedRecord {
    AttachedRecord { record_id: CONTACT.to_owned(), name: Some("山田 花子".to_owned()) }
}

fn colleague() -> Colleague {
    Colleague { extension: "1002".to_owned(), name: Some("佐藤 恵".to_owned()) }
}

fn parked() -> ParkedCall {
    ParkedCall {
        slot: "701".to_owned(),
        request_id: "b7c41f02-17".to_owned(),
        remote: ringing().remote,
        by: Some(colleague()),
        since: AT,
        record: Some(contact()),
    }
}

fn message() -> AgentMessage {
    let about = MessageCall { request_id: "b7c41f02-17".to_owned(), remote: ringing().remote, record: Some(contact()) };
    AgentMessage {
        id: "m-7".to_owned(),
        from: colleague(),
        at: AT,
        text: "折り返しをお願いします".to_owned(),
        about: Some(about),
    }
}

fn directory() -> Vec<DirectoryEntry> {
    let presence = Presence {
        mode: AgentMode::NotReady,
        reason: Some("break".to_owned()),
        phone: PhoneState::Registered,
        activity: CallActivity::Idle,
        other_work: false,
        since: None,
    };
    let entry = |kind, name: &str, number: &str, presence| DirectoryEntry {
        kind,
        name: name.to_owned(),
        number: number.to_owned(),
        presence,
    };
    vec![
        entry(DirectoryKind::Colleague, "佐藤 恵", "1002", Some(presence)),
        entry(DirectoryKind::Queue, "佐藤商事 専用", "501", None),
        entry(DirectoryKind::SpeedDial, "佐藤運送", "0455678901", None),
    ]
}

fn ended() -> Call {
    Call {
        direction: Direction::Outbound,
        queue: None,
        remote_extension: Some("227".to_owned()),
        line: Some("0312345000".to_owned()),
        state: ConnectionState::Null,
        remote_state: ConnectionState::Null,
        answered_at: Some(AT + 4_000),
        ended: Some(Ended { at: AT + 64_000, cause: Cause::Normal }),
        record: Some(AttachedRecord { record_id: CONTACT.to_owned(), name: None }),
        note: Some(CallNote { text: "見積もりを送る".to_owned(), revision: 1 }),
        result: Some("受注".to_owned()),
        log: Some(CallLog { record_id: "00T5g00000ZyXwVEAV".to_owned(), stale: true }),
        ..ringing()
    }
}

fn agent() -> AgentState {
    AgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()), since: AT, ..AgentState::default() }
}

fn capabilities() -> Capabilities {
    Capabilities {
        answer: Capability::Unavailable { reason: UnavailableReason::NotSupportedByPhone },
        decline: Capability::Available,
        hold: Capability::Available,
        hang_up: Capability::Available,
        dial: Capability::Available,
        agent_state: Capability::Available,
        send_tones: Capability::Available,
        deflect: Capability::Available,
        single_step_transfer: Capability::Available,
        consult: Capability::Available,
        conference: Capability::Available,
        park: Capability::Available,
        pick_up: Capability::Available,
        mute: Capability::Available,
        record: Capability::Available,
        pause_recording: Capability::Unavailable { reason: UnavailableReason::NotSupportedByPbx },
        monitor: Capability::Available,
    }
}

fn lines() -> Vec<Line> {
    vec![Line { number: "0120000000".to_owned(), name: Some("サポート窓口".to_owned()), presentable: true }]
}

fn snapshot() -> Snapshot {
    Snapshot {
        server: ServerInfo {
            protocol: crate::VERSION,
            version: "0.1.0".to_owned(),
            pbx: "Asterisk 22.10.1".to_owned(),
        },
        stream: "5e0d9a34-2001".to_owned(),
        seq: 41,
        now: AT,
        login: "sato".to_owned(),
        extension: "2001".to_owned(),
        primary: true,
        unopened: Some(vec![CALL.to_owned()]),
        agent: agent(),
        reasons: vec![Reason { code: "break".to_owned(), ja: "休憩".to_owned(), en: "Break".to_owned() }],
        phone: PhoneState::Registered,
        pbx: PbxState::Up,
        lines: lines(),
        capabilities: capabilities(),
        calls: vec![ringing()],
        more_calls: true,
        missed: 3,
        parked: vec![parked()],
        messages: vec![message()],
        callbacks: vec![desk::callback()],
        supervises: true,
        hands: vec![desk::hand()],
        monitoring: Some(desk::monitoring()),
    }
}
