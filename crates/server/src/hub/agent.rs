//! The hub's state of an agent: mode, phone, calls, panels.

use super::{SessionId, calls::CallBook, memory::CommandMemory, primary::Primary, stream::Stream};
use crate::{
    clock::{Now, Steady},
    config::Agent,
};
use denwa_protocol::{AgentMode, AgentState, AttachedRecord, Capabilities, PhoneState};
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
    pub primary: Primary,
    /// Records from which a number is being dialled: ticket of the request, number, record.
    pub dialled: Vec<(u64, String, AttachedRecord)>,
    /// Records for calls that the PBX has named but not reported yet, and when to give up waiting; by
    /// [`denwa_protocol::Call::id`].
    pub expected: HashMap<String, (AttachedRecord, Steady)>,
}

impl AgentDesk {
    /// Makes an agent about whom the PBX has reported nothing yet.
    pub fn new(agent: &Agent, capabilities: Capabilities, boot: &str, now: Now) -> Self {
        Self {
            login: agent.login.clone(),
            extension: agent.extension.clone(),
            capabilities,
            state: AgentState { mode: AgentMode::NotReady, reason: None, since: now.wall },
            is_state_known: false,
            reported_state: None,
            phone: PhoneState::Unknown,
            calls: CallBook::default(),
            memory: CommandMemory::default(),
            stream: Stream::new(format!("{boot}-{}", agent.extension)),
            sessions: Vec::new(),
            primary: Primary::default(),
            dialled: Vec::new(),
            expected: HashMap::new(),
        }
    }
}
