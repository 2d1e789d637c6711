//! What the hub keeps over restarts: the changes it reports, and the state that a store gives back.

use super::{callback::KeptCallback, history::PastCall, trace::Trace, work::KeptWork};
use denwa_protocol::{AgentMessage, AgentState, Call, Command, CommandOutcome, Event, Timestamp};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::Arc};

/// Names an agent over restarts: organisation and login. The extension may change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentKey(Arc<str>);

impl AgentKey {
    /// Makes the key of an agent of an organisation.
    #[must_use]
    pub fn new(organisation: &str, login: &str) -> Self {
        Self(format!("{organisation}/{login}").into())
    }

    /// Returns the key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for AgentKey {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A change of the hub's state. The hub reports a change before the messages and requests that depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A call began or changed.
    Call {
        /// The agent.
        agent: AgentKey,
        /// The whole call.
        call: Box<KeptCall>,
    },
    /// A call is no longer kept.
    ForgetCall {
        /// The agent.
        agent: AgentKey,
        /// [`Call::id`].
        id: String,
    },
    /// An agent's mode changed.
    Agent {
        /// The agent.
        agent: AgentKey,
        /// The new state.
        state: AgentState,
    },
    /// The rules of an agent's mode changed, or how far they have come.
    Work {
        /// The agent.
        agent: AgentKey,
        /// The rules.
        work: KeptWork,
    },
    /// An event was added to an agent's stream.
    Event {
        /// The agent.
        agent: AgentKey,
        /// The event.
        event: StreamEvent,
    },
    /// Where an agent's stream is before its first kept event.
    Floor {
        /// The agent.
        agent: AgentKey,
        /// The number of the last event that is not kept.
        seq: u64,
        /// The number of the server's start during which that event was added.
        boot: u64,
    },
    /// A command began or was answered.
    Command {
        /// The agent.
        agent: AgentKey,
        /// The command's ID.
        id: String,
        /// The command.
        command: KeptCommand,
    },
    /// Commands that were answered and came before this time are no longer kept.
    ForgetCommands {
        /// Wall time.
        before: Timestamp,
    },
    /// The missed calls that an agent has not seen changed.
    Missed {
        /// The agent.
        agent: AgentKey,
        /// All of them.
        missed: Vec<MissedCall>,
    },
    /// The messages that an agent has not put away changed.
    Messages {
        /// The agent.
        agent: AgentKey,
        /// All of them.
        messages: Vec<AgentMessage>,
    },
    /// A call ended, or changed after its end.
    History {
        /// The agent.
        agent: AgentKey,
        /// The call.
        call: Box<PastCall>,
    },
    /// Past calls of everybody that began before this time are no longer kept.
    ForgetHistory {
        /// Wall time.
        before: Timestamp,
    },
    /// An agent's past calls beyond this number are no longer kept: the oldest go.
    TrimHistory {
        /// The agent.
        agent: AgentKey,
        /// How many are kept.
        keep: u32,
    },
    /// A callback is new, or has changed.
    Callback {
        /// All of it.
        callback: Box<KeptCallback>,
    },
    /// A callback is no longer kept.
    ForgetCallback {
        /// [`denwa_protocol::Callback::id`].
        id: String,
    },
    /// A supervisor did something, or an agent raised or lowered her hand.
    Trace {
        /// What was done.
        trace: Trace,
    },
    /// A panel signed in with a token.
    Token {
        /// The token.
        token: KeptToken,
    },
    /// Tokens that expired before this time are no longer kept.
    ForgetTokens {
        /// Wall time.
        before: Timestamp,
    },
}

/// A call that an agent missed and has not seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MissedCall {
    /// [`Call::id`].
    pub call: String,
    /// [`Call::request_id`]: a call that rings twice at an agent is missed once.
    pub request_id: String,
}

/// Where the records attached to a call come from. The agent's own choice is never replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Origins {
    /// Who attached [`Call::record`], or took it away.
    pub record: Origin,
    /// Who attached [`Call::related`], or took it away.
    pub related: Origin,
    /// The ID of the record that the PBX named last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
}

/// Who attached a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// Nobody so far.
    #[default]
    Nobody,
    /// The PBX, for instance an IVR.
    Pbx,
    /// A colleague, with whose part of the call it came.
    Colleague,
    /// The agent.
    Agent,
    /// A panel, which has found it by the number: it stays with this part of the call.
    Found,
}

/// A token that has signed a panel in. The token itself is not kept, only its ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptToken {
    /// The organisation that issued it.
    pub organisation: String,
    /// Its own ID (`jti`).
    pub id: String,
    /// The panel that used it.
    pub instance: String,
    /// When it expires, in wall time.
    pub expires_at: Timestamp,
}

/// A call as the hub keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptCall {
    /// The call as panels see it.
    pub call: Call,
    /// Whether a panel has reported, after the call's end, that its log is written or not needed.
    #[serde(default)]
    pub is_log_settled: bool,
    /// When the hub learned of the call's end, in wall time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Where the attached records come from.
    #[serde(default)]
    pub origins: Origins,
}

/// An event in an agent's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEvent {
    /// Its number.
    pub seq: u64,
    /// When it happened, in wall time.
    pub at: Timestamp,
    /// The number of the server's start during which it was added.
    pub boot: u64,
    /// What happened.
    pub event: KeptEvent,
}

/// An event in the form in which it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KeptEvent {
    /// A call changed. Only its ID is kept: a panel that comes back gets the call's present state, which is the state
    /// that it would have reached with the event of that time. So it does not ring for a call that is over.
    Call(Arc<str>),
    /// Any other event.
    Other(Box<Event>),
}

/// A command of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptCommand {
    /// When it came, in wall time.
    pub at: Timestamp,
    /// The digest of the command, by which a repetition is told from another command of the same ID.
    pub digest: String,
    /// How far it got.
    pub state: CommandState,
}

/// How far a command got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CommandState {
    /// Its request was about to go to the PBX.
    Begun(Command),
    /// It was answered.
    Answered(CommandOutcome),
}

/// What a store gives back when the server starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The earlier starts of the server whose streams may still be continued, and this start: number and name, in order.
    pub boots: Vec<(u64, String)>,
    /// The agents.
    pub agents: HashMap<AgentKey, RestoredAgent>,
    /// The tokens that panels have used. Some may have expired.
    pub tokens: Vec<KeptToken>,
    /// The callbacks, by ID.
    pub callbacks: Vec<KeptCallback>,
}

impl Restored {
    /// Makes the state of a server that has kept nothing. `name` differs from the name of every other start.
    #[must_use]
    pub fn nothing(name: &str) -> Self {
        Self { boots: vec![(1, name.to_owned())], ..Self::default() }
    }
}

/// What a store gives back of an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestoredAgent {
    /// The agent's mode; `None` if neither the agent nor the PBX ever set it.
    pub state: Option<AgentState>,
    /// The agent's calls.
    pub calls: Vec<KeptCall>,
    /// The number of the last event before `events`, and the start of the server during which it was added.
    pub floor: (u64, u64),
    /// The latest events, in order, without gaps.
    pub events: Vec<StreamEvent>,
    /// The agent's commands, by ID.
    pub commands: Vec<(String, KeptCommand)>,
    /// The missed calls that the agent has not seen, the earliest first.
    pub missed: Vec<MissedCall>,
    /// The messages that the agent has not put away, the earliest first.
    pub messages: Vec<AgentMessage>,
    /// The rules of the agent's mode, and how far they have come.
    pub work: KeptWork,
}
