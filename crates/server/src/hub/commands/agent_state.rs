//! Checks changes of an agent's mode.

use super::Checked;
use crate::{hub::Hub, pbx::PbxRequest};
use denwa_protocol::{AgentMode, Capability, CommandError, PbxState};

impl Hub {
    pub(super) fn check_agent_state(&mut self, agent: usize, mode: AgentMode, reason: Option<String>) -> Checked {
        let reasons = &self.config.reasons;
        let is_valid = match (mode, &reason) {
            (AgentMode::Unknown, _) => false,
            (AgentMode::NotReady, Some(code)) => reasons.iter().any(|reason| reason.code == *code),
            (_, None) => true,
            (_, Some(_)) => false,
        };
        if !is_valid {
            return Checked::Finished(Err(CommandError::BadRequest));
        }
        // The hub owns the mode: it can be set while the PBX is down, or if the PBX has no agent states.
        let is_mirrored = self.agents[agent].capabilities.agent_state == Capability::Available;
        if is_mirrored && self.link.state == PbxState::Up {
            return PbxRequest::SetAgentState { mode, reason, other_work: false }.into();
        }
        self.apply_agent_state(agent, mode, reason, self.now.wall);
        Checked::Finished(Ok(()))
    }
}
