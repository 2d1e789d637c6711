//! Example messages made from the types: at least one for every kind of message, event and command.

use crate::{
    Activity, AgentMode, AgentState, AttachedRecord, Call, CallLog, CallNote, Capabilities, Capability, Cause,
    ClientInfo, ClientMessage, Command, CommandError, CommandOutcome, ConnectionState, Direction, Ended, Event, Line,
    Number, Party, PbxState, PhoneState, Reason, Refusal, Resume, ServerInfo, ServerMessage, SignOutReason, Snapshot,
    UnavailableReason,
};
use serde_json::Value;

const AT: u64 = 1_795_400_000_000;
const CALL: &str = "b7c41f02-17.1";
const CONTACT: &str = "0035g00000AbCdEAAV";

/// Returns named examples of messages from the panel.
#[must_use]
pub fn client() -> Vec<(&'static str, Value)> {
    let call = || CALL.to_owned();
    let record = AttachedRecord { record_id: CONTACT.to_owned(), name: Some("山田 花子".to_owned()) };
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
            },
        ),
        ("sendTones", Command::SendTones { call: call(), tones: "227".to_owned() }),
        ("takeABreak", Command::SetAgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()) }),
        ("beReady", Command::SetAgentState { mode: AgentMode::Ready, reason: None }),
        ("setNote", Command::SetNote { call: call(), text: "見積もりを送る".to_owned(), base: 0 }),
        ("setRecord", Command::SetRecord { call: call(), record: record.clone() }),
        ("setResult", Command::SetResult { call: call(), result: Some("受注".to_owned()) }),
        ("reportLog", Command::ReportLog { call: call(), record_id: Some("00T5g00000ZyXwVEAV".to_owned()) }),
        ("reportNoLog", Command::ReportLog { call: call(), record_id: None }),
        ("settingsChanged", Command::SettingsChanged { users: Vec::new() }),
        ("ownSettingsChanged", Command::SettingsChanged { users: vec!["0055g00000AbCdEAAV".to_owned()] }),
    ];
    let mut messages = vec![
        ("first", sign_in(None)),
        ("afterALostConnection", sign_in(Some(Resume { stream: "5e0d9a34-2001".to_owned(), seq: 41 }))),
        ("active", ClientMessage::Active { by: Activity::Input }),
        ("visible", ClientMessage::Active { by: Activity::Visible }),
        ("popping", ClientMessage::Popping { call: call(), done: false }),
        ("pong", ClientMessage::Pong { at: AT }),
    ];
    let named = commands.into_iter().zip(1..);
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
        ("agent", Event::Agent { agent: agent() }),
        ("phone", Event::Phone { phone: PhoneState::Unregistered }),
        ("pbx", Event::Pbx { pbx: PbxState::Down }),
        ("capabilities", Event::Capabilities { capabilities: capabilities() }),
        ("lines", Event::Lines { lines: lines() }),
        ("settingsChanged", Event::SettingsChanged),
    ];
    let failed = CommandOutcome::Failed { error: CommandError::WrongState, detail: Some("not ringing".to_owned()) };
    let mut messages = vec![
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
        ("ping", ServerMessage::Ping { at: AT }),
        ("signedOut", ServerMessage::SignedOut { reason: SignOutReason::TokenExpired }),
    ];
    let numbered = events.into_iter().zip(42..);
    messages.extend(numbered.map(|((name, event), seq)| (name, ServerMessage::Event { seq, at: AT, event })));
    messages.into_iter().filter_map(|(name, message)| Some((name, serde_json::to_value(message).ok()?))).collect()
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
        log: Some(CallLog { record_id: "00T5g00000ZyXwVEAV".to_owned() }),
        ..ringing()
    }
}

fn agent() -> AgentState {
    AgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()), since: AT }
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
    }
}

fn lines() -> Vec<Line> {
    vec![Line { number: "0120000000".to_owned(), name: Some("サポート窓口".to_owned()) }]
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
    }
}
