//! Checks changes of an agent's mode, and of the rules by which it changes.

use super::{Checked, valid};
use crate::{hub::Hub, pbx::PbxRequest};
use denwa_protocol::{AgentMode, Capability, ChosenMode, CommandError, PbxState, WorkRules};

/// The longest after-call work, and the longest time until an agent is signed off, in milliseconds.
const MAX_RULE_MS: u64 = 24 * 3_600_000;

/// By how much after-call work can be extended at once, in milliseconds.
const MAX_EXTENSION_MS: u64 = 3_600_000;

impl Hub {
    pub(super) fn check_agent_state(&mut self, agent: usize, to: ChosenMode) -> Checked {
        if !valid::is_mode(&to) {
            return Checked::Finished(Err(CommandError::BadRequest));
        }
        let state = &self.agents[agent].state;
        let is_done = state.mode == AgentMode::WorkNotReady && to.mode == AgentMode::Ready;
        let to = match &state.next {
            // The agent has chosen before what follows.
            Some(next) if is_done && !self.is_in_call(agent) => next.clone(),
            _ => to,
        };
        // The hub owns the mode: it can be set while the PBX is down, or if the PBX has no agent states.
        let is_mirrored = self.agents[agent].capabilities.agent_state == Capability::Available;
        if is_mirrored && self.link.state == PbxState::Up {
            let other_work = self.agents[agent].state.other_work && to.mode != AgentMode::LoggedOff;
            return PbxRequest::SetAgentState { mode: to.mode, reason: to.reason, other_work }.into();
        }
        self.change_mode(agent, to.into(), self.now.wall);
        Checked::Finished(Ok(()))
    }

    pub(super) fn check_next_mode(&mut self, agent: usize, next: Option<ChosenMode>) -> Checked {
        let Some(next) = next else {
            if self.agents[agent].state.next.take().is_some() {
                self.publish_mode(agent, self.now.wall);
            }
            return Checked::Finished(Ok(()));
        };
        if !self.is_in_call(agent) && self.agents[agent].state.mode != AgentMode::WorkNotReady {
            return self.check_agent_state(agent, next);
        }
        if !valid::is_mode(&next) {
            return Checked::Finished(Err(CommandError::BadRequest));
        }
        if self.agents[agent].state.next.as_ref() != Some(&next) {
            self.agents[agent].state.next = Some(next);
            self.publish_mode(agent, self.now.wall);
        }
        Checked::Finished(Ok(()))
    }

    pub(super) fn extend_work(&mut self, agent: usize, by: u64) -> Result<(), CommandError> {
        if !(1..=MAX_EXTENSION_MS).contains(&by) {
            return Err(CommandError::BadRequest);
        }
        let (Some(until), Some(ends)) = (self.agents[agent].state.until, self.work_ends(agent)) else {
            return Err(CommandError::WrongState);
        };
        // During a call, the planned end may be over.
        let ends = ends.max(self.now.steady) + by;
        self.agents[agent].state.until = Some(until.max(self.now.wall) + by);
        self.end_work_at(agent, ends);
        self.publish_mode(agent, self.now.wall);
        Ok(())
    }

    pub(super) fn set_work_rules(&mut self, agent: usize, rules: WorkRules) -> Result<(), CommandError> {
        let times = [rules.after_call.as_ref().and_then(|after| after.lasts), rules.sign_off_after];
        let are_good_times = times.into_iter().flatten().all(|time| (1..=MAX_RULE_MS).contains(&time));
        if !are_good_times || !rules.after_missed.as_ref().is_none_or(valid::is_mode) {
            return Err(CommandError::BadRequest);
        }
        if self.agents[agent].work.rules != rules {
            self.agents[agent].work.rules = rules;
            self.keep_work(agent);
        }
        Ok(())
    }
}
