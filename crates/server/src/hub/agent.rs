//! The hub's state of an agent: mode, phone, calls, panels.

use super::{SessionId, calls::CallBook, memory::CommandMemory, stream::Stream};
use crate::config::Agent;
use denwa_protocol::{AgentMode, AgentState, AttachedRecord, Call, Capabilities, PhoneState, Timestamp};
use std::collections::HashMap;

/// The hub's state of an agent.
#[derive(Debug)]
pub struct AgentDesk {
    /// The telephony login.
    pub login: String,
    /// The extension.
    pub extension: String,
    /// The services the PBX offers to the agent.
    pub capabilities: Capabilities,
    /// The agent's mode. The hub owns it: it outlives a restart of the PBX.
    pub state: AgentState,
    /// Whether the agent or the PBX has set `state`; false while it is the initial value.
    pub is_state_known: bool,
    /// The mode the PBX has reported since it came up, compared with `state` once the PBX has reported everything.
    pub reported_state: Option<(AgentMode, Option<String>)>,
    /// The state of the agent's phone.
    pub phone: PhoneState,
    /// The agent's calls.
    pub calls: CallBook,
    /// The agent's commands of the last ten minutes.
    pub memory: CommandMemory,
    /// The agent's events.
    pub stream: Stream,
    /// The agent's panels, in the order in which they signed in.
    pub sessions: Vec<SessionId>,
    /// The panel that rings, opens records and writes logs.
    pub primary: Option<SessionId>,
    /// Numbers that are being dialled: ticket of the request, number, and what belongs to the call.
    pub dialled: Vec<(u64, String, DialNote)>,
    /// What belongs to calls that the PBX has named but not reported yet, and when to give up waiting; by [`Call::id`].
    pub expected: HashMap<String, (DialNote, Timestamp)>,
}

/// What the panel said of a number that it dialled, for the call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialNote {
    /// The record whose number was clicked.
    pub record: Option<AttachedRecord>,
    /// The extension behind the number.
    pub extension: Option<String>,
}

impl DialNote {
    /// Attaches the note to its call, unless the call has these already. Returns whether the call has changed.
    pub fn attach_to(self, call: &mut Call) -> bool {
        let has_news = (call.record.is_none() && self.record.is_some())
            || (call.remote_extension.is_none() && self.extension.is_some());
        call.record = call.record.take().or(self.record);
        call.remote_extension = call.remote_extension.take().or(self.extension);
        has_news
    }
}

impl AgentDesk {
    /// Makes an agent about whom the PBX has reported nothing yet.
    pub fn new(agent: &Agent, capabilities: Capabilities, boot: &str, now: Timestamp) -> Self {
        Self {
            login: agent.login.clone(),
            extension: agent.extension.clone(),
            capabilities,
            state: AgentState { mode: AgentMode::NotReady, reason: None, since: now },
            is_state_known: false,
            reported_state: None,
            phone: PhoneState::Unknown,
            calls: CallBook::default(),
            memory: CommandMemory::default(),
            stream: Stream::new(format!("{boot}-{}", agent.extension)),
            sessions: Vec::new(),
            primary: None,
            dialled: Vec::new(),
            expected: HashMap::new(),
        }
    }
}
