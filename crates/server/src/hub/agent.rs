//! One agent: state, phone, calls, panels.

use super::{SessionId, calls::CallBook, memory::Memory, stream::Stream};
use crate::config::Agent;
use denwa_protocol::{AgentMode, AgentState, AttachedRecord, Capabilities, PhoneState, Timestamp};
use std::collections::HashMap;

/// Everything the hub has about one agent.
#[derive(Debug)]
pub struct AgentDesk {
    /// The telephony login.
    pub login: String,
    /// The extension.
    pub extension: String,
    /// What the PBX can do for her.
    pub capabilities: Capabilities,
    /// What she has chosen. The hub's, not the PBX's.
    pub state: AgentState,
    /// Whether `state` has been chosen or learnt, in place of the one to begin with.
    pub state_known: bool,
    /// What the PBX has told of her state since it came up; compared when it has told all.
    pub state_told: Option<(AgentMode, Option<String>)>,
    /// Her phone.
    pub phone: PhoneState,
    /// Her calls.
    pub calls: CallBook,
    /// Her commands of the last ten minutes.
    pub memory: Memory,
    /// Her events.
    pub stream: Stream,
    /// Her panels, in the order of their sign-in.
    pub sessions: Vec<SessionId>,
    /// The one that rings, pops and logs.
    pub primary: Option<SessionId>,
    /// Records waiting for the call that was dialled from them: ticket, number, record.
    pub dialled: Vec<(u64, String, AttachedRecord)>,
    /// Records of calls the PBX has named but not told of yet, and until when they wait: by [`denwa_protocol::Call::id`].
    pub expected: HashMap<String, (AttachedRecord, Timestamp)>,
}

impl AgentDesk {
    /// An agent nothing is known of yet.
    pub fn new(agent: &Agent, capabilities: Capabilities, boot: &str, now: Timestamp) -> Self {
        Self {
            login: agent.login.clone(),
            extension: agent.extension.clone(),
            capabilities,
            state: AgentState { mode: AgentMode::NotReady, reason: None, since: now },
            state_known: false,
            state_told: None,
            phone: PhoneState::Unknown,
            calls: CallBook::default(),
            memory: Memory::default(),
            stream: Stream::new(format!("{boot}-{}", agent.extension)),
            sessions: Vec::new(),
            primary: None,
            dialled: Vec::new(),
            expected: HashMap::new(),
        }
    }
}
