//! Examples of what belongs to the agent's place: status, callbacks, supervision and queues.

use super::{AT, CALL, contact};
use crate::{
    AfterCall, AfterCallOf, AgentMode, AgentState, CallActivity, Callback, CallbackAttempt, ChosenMode, Claim,
    ClientMessage, Colleague, Command, ConnectionState, Direction, Event, HandKind, MonitorMode, Monitored, Monitoring,
    Number, Party, PhoneState, QueueFigures, RaisedHand, Recording, ServerMessage, SetBy, Settled, SettledHow,
    TeamCall, TeamHand, TeamMember, WorkRules,
};

const CALLBACK: &str = "1795400000.17";

/// Returns the commands.
pub fn commands() -> Vec<(&'static str, Command)> {
    let (call, agent, callback) = (|| CALL.to_owned(), || "2001".to_owned(), || CALLBACK.to_owned());
    vec![
        ("setNextMode", Command::SetNextMode { next: Some(lunch()) }),
        ("dropNextMode", Command::SetNextMode { next: None }),
        ("extendWork", Command::ExtendWork { by: 60_000 }),
        ("setWorkRules", Command::SetWorkRules(rules())),
        ("noWorkRules", Command::SetWorkRules(WorkRules::default())),
        ("setOtherWork", Command::SetOtherWork { busy: true }),
        ("claimCallback", Command::ClaimCallback { callback: callback() }),
        ("releaseCallback", Command::ReleaseCallback { callback: callback() }),
        ("putAwayCallback", Command::PutAwayCallback { callback: callback() }),
        (
            "callBack",
            Command::Dial {
                number: "0312345678".to_owned(),
                record: None,
                extension: None,
                presented: None,
                callback: Some(callback()),
            },
        ),
        ("raiseHand", Command::RaiseHand { call: call(), kind: HandKind::Harassment }),
        ("lowerHand", Command::LowerHand { call: call(), outcome: Some("警告して終話".to_owned()) }),
        ("monitor", Command::Monitor { agent: agent(), call: call(), mode: MonitorMode::Whisper, shown: true }),
        ("stopMonitoring", Command::StopMonitoring),
        ("setModeOf", Command::SetModeOf { agent: agent(), mode: lunch(), why: "昼休みです".to_owned() }),
        ("lowerHandOf", Command::LowerHandOf { agent: agent(), call: call() }),
    ]
}

/// Returns the messages of the panel that are not commands.
pub fn client() -> Vec<(&'static str, ClientMessage)> {
    vec![
        ("watchTeam", ClientMessage::WatchTeam { watch: true }),
        ("stopWatchingTeam", ClientMessage::WatchTeam { watch: false }),
    ]
}

/// Returns the events.
pub fn events() -> Vec<(&'static str, Event)> {
    let settled = Settled { how: SettledHow::Reached, by: Some(sato()), at: AT + 600_000 };
    vec![
        ("afterCallWork", Event::Agent { agent: working() }),
        ("setBySupervisor", Event::Agent { agent: set_by_supervisor() }),
        ("callback", Event::Callback { callback: callback() }),
        (
            "callbackSettled",
            Event::Callback { callback: Callback { claim: None, settled: Some(settled), ..callback() } },
        ),
        ("supervises", Event::Supervises { supervises: true }),
        ("hands", Event::Hands { hands: vec![hand()] }),
        ("noHands", Event::Hands { hands: Vec::new() }),
        ("monitoring", Event::Monitoring { monitoring: Some(monitoring()) }),
        ("monitoringEnded", Event::Monitoring { monitoring: None }),
    ]
}

/// Returns the messages of the server that are not events.
pub fn server() -> Vec<(&'static str, ServerMessage)> {
    let queue = QueueFigures {
        queue: "support".to_owned(),
        name: Some("サポート".to_owned()),
        waiting: 2,
        longest_since: Some(AT),
        free: 1,
        signed_on: 4,
        own: true,
    };
    vec![
        ("queues", ServerMessage::Queues { queues: vec![queue] }),
        ("team", ServerMessage::Team { members: vec![member()], anew: true }),
        ("teamChange", ServerMessage::Team { members: vec![member()], anew: false }),
    ]
}

/// Returns a caller to be called back.
pub fn callback() -> Callback {
    Callback {
        id: CALLBACK.to_owned(),
        remote: caller(),
        line: Some("0120000000".to_owned()),
        queue: Some("support".to_owned()),
        first_at: AT,
        last_at: AT + 120_000,
        calls: 2,
        record: Some(contact()),
        claim: Some(Claim { by: sato(), at: AT + 300_000 }),
        attempts: vec![
            CallbackAttempt { by: sato(), at: AT + 310_000, answered: Some(false) },
            CallbackAttempt { by: sato(), at: AT + 590_000, answered: None },
        ],
        settled: None,
    }
}

/// Returns a hand that is up.
pub fn hand() -> TeamHand {
    TeamHand { agent: sato(), call: CALL.to_owned(), remote: caller(), hand: raised() }
}

/// Returns a supervisor's part in a call.
pub fn monitoring() -> Monitoring {
    Monitoring {
        agent: sato(),
        call: CALL.to_owned(),
        mode: MonitorMode::Listen,
        state: ConnectionState::Connected,
        since: AT + 30_000,
    }
}

fn raised() -> RaisedHand {
    RaisedHand { kind: HandKind::Harassment, at: AT + 20_000, lowered_at: None, outcome: None }
}

fn member() -> TeamMember {
    let call = TeamCall {
        id: CALL.to_owned(),
        direction: Direction::Inbound,
        remote: caller(),
        line: Some("0120000000".to_owned()),
        queue: Some("support".to_owned()),
        state: ConnectionState::Connected,
        began_at: AT,
        answered_at: Some(AT + 4_000),
        held_at: None,
        recording: Some(Recording::On),
        hand: Some(raised()),
        monitored: Some(Monitored { by: suzuki(), mode: MonitorMode::Listen }),
    };
    TeamMember {
        agent: sato(),
        signed_in: true,
        state: AgentState { mode: AgentMode::Ready, since: AT, ..AgentState::default() },
        phone: PhoneState::Registered,
        activity: CallActivity::Talking,
        calls: vec![call],
    }
}

fn working() -> AgentState {
    AgentState {
        mode: AgentMode::WorkNotReady,
        since: AT,
        until: Some(AT + 30_000),
        next: Some(lunch()),
        ..AgentState::default()
    }
}

fn set_by_supervisor() -> AgentState {
    AgentState {
        mode: AgentMode::NotReady,
        reason: Some("lunch".to_owned()),
        since: AT,
        other_work: true,
        set_by: Some(SetBy { by: suzuki(), why: "昼休みです".to_owned() }),
        ..AgentState::default()
    }
}

fn rules() -> WorkRules {
    WorkRules {
        after_call: Some(AfterCall { follows: AfterCallOf::Queue, lasts: Some(30_000) }),
        after_missed: Some(ChosenMode { mode: AgentMode::NotReady, reason: Some("away".to_owned()) }),
        sign_off_after: Some(600_000),
    }
}

fn lunch() -> ChosenMode {
    ChosenMode { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) }
}

fn caller() -> Party {
    Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None }
}

fn sato() -> Colleague {
    Colleague { extension: "2001".to_owned(), name: Some("佐藤 花子".to_owned()) }
}

fn suzuki() -> Colleague {
    Colleague { extension: "2002".to_owned(), name: Some("鈴木 一郎".to_owned()) }
}
