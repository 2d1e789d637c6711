//! The agent: what she has chosen, and a change on its way.

use crate::command::{Out, Pending};
use denwa_protocol::{AgentMode, AgentState, Command, Reason};

/// The agent's own state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// As the event server has it.
    pub state: AgentState,
    /// The reasons to choose from.
    pub reasons: Vec<Reason>,
    /// A change that was asked for.
    pub pending: Pending,
}

impl Default for Agent {
    fn default() -> Self {
        Self {
            state: AgentState { mode: AgentMode::Unknown, reason: None, since: 0 },
            reasons: Vec::new(),
            pending: Pending::None,
        }
    }
}

impl Agent {
    /// Ask for another mode.
    pub(crate) fn ask(&mut self, mode: AgentMode, reason: Option<String>, out: &mut Out) {
        self.pending.ask(Command::SetAgentState { mode, reason }, out);
    }

    /// The event server tells the state.
    pub(crate) fn on_state(&mut self, state: AgentState) {
        if let Pending::Failed { .. } = self.pending {
            self.pending.settle();
        }
        self.state = state;
    }
}
