//! How an agent's mode changes: by her own choice, by a supervisor, by the PBX, and by itself.
//!
//! ```text
//!  Ready ── a call that `after_call` names ends ──▶ WorkNotReady ── done, or its time is over ──▶ `next`, else as before
//!  Ready ── a queue's call is missed ──▶ `after_missed`
//!  any   ── no panel for `sign_off_after` ──▶ LoggedOff
//! ```
//!
//! None of these happens during a call. A change that the hub makes by itself counts at once, and the PBX is told of it.

mod after_call;
mod away;

use super::{Effect, Hub, commands::Purpose};
use crate::{clock::Steady, pbx::PbxRequest, store::Change};
use denwa_protocol::{AgentMode, AgentState, Capability, ChosenMode, Event, PbxState, SetBy, Timestamp};

/// When an agent's mode changes by itself, unless she is in a call.
#[derive(Debug, Default)]
pub struct WorkTimes {
    /// When after-call work ends.
    work_ends: Option<Steady>,
    /// When she is signed off, because no panel is left.
    sign_off: Option<Steady>,
    /// When work of another channel no longer counts, because no panel is left that could say that it is over.
    other_work_ends: Option<Steady>,
}

/// A change of an agent's mode.
#[derive(Debug)]
pub struct ModeChange {
    /// The new mode.
    pub to: ChosenMode,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// The supervisor who makes the change.
    pub set_by: Option<SetBy>,
}

impl From<ChosenMode> for ModeChange {
    fn from(to: ChosenMode) -> Self {
        Self { to, until: None, set_by: None }
    }
}

/// Returns the mode of a state.
pub fn chosen(state: &AgentState) -> ChosenMode {
    ChosenMode { mode: state.mode, reason: state.reason.clone() }
}

impl Hub {
    /// Returns when an agent's after-call work ends by itself.
    pub(super) fn work_ends(&self, agent: usize) -> Option<Steady> {
        self.agents[agent].times.work_ends
    }

    /// Whether an agent has a call.
    pub(super) fn is_in_call(&self, agent: usize) -> bool {
        self.agents[agent].calls.live().next().is_some()
    }

    /// Sets an agent's mode and publishes the change.
    pub(super) fn change_mode(&mut self, agent: usize, change: ModeChange, at: Timestamp) {
        let ModeChange { to, until, set_by } = change;
        let is_free = !self.is_in_call(agent) && to.mode != AgentMode::WorkNotReady;
        let desk = &mut self.agents[agent];
        let was_known = std::mem::replace(&mut desk.is_state_known, true);
        let before = desk.state.clone();
        let state = &mut desk.state;
        if is_free || state.next.as_ref() == Some(&to) {
            state.next = None;
        }
        if chosen(state) != to {
            state.since = at;
        }
        state.other_work &= to.mode != AgentMode::LoggedOff;
        (state.until, state.set_by) = (until, set_by);
        let is_work = to.mode == AgentMode::WorkNotReady;
        (state.mode, state.reason) = (to.mode, to.reason);
        let has_changed = *state != before;
        if until.is_none() {
            desk.times.work_ends = None;
        }
        if !is_work && desk.work.back_to.take().is_some() {
            self.keep_work(agent);
        }
        if has_changed {
            self.publish_mode(agent, at);
        } else if !was_known {
            self.keep_agent_state(agent);
            // Now she counts as signed on.
            self.touch_queues();
        }
    }

    /// Changes an agent's mode without being asked by her or the PBX, and tells the PBX.
    pub(super) fn change_mode_by_itself(&mut self, agent: usize, change: ModeChange, at: Timestamp) {
        self.change_mode(agent, change, at);
        self.tell_pbx_mode(agent);
    }

    /// Keeps and publishes an agent's mode, of which something has changed.
    pub(super) fn publish_mode(&mut self, agent: usize, at: Timestamp) {
        self.keep_agent_state(agent);
        let state = self.agents[agent].state.clone();
        self.publish(agent, at, Event::Agent { agent: state });
    }

    /// Has the PBX take over an agent's mode.
    pub(super) fn tell_pbx_mode(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        if desk.capabilities.agent_state == Capability::Available && self.link.state == PbxState::Up {
            let AgentState { mode, reason, other_work, .. } = desk.state.clone();
            let request = PbxRequest::SetAgentState { mode, reason, other_work };
            self.send_request(agent, None, Purpose::NOTHING_HELD, request);
        }
    }

    /// Keeps an agent's rules, and how far they have come.
    pub(super) fn keep_work(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        let change = Change::Work { agent: desk.key.clone(), work: desk.work.clone() };
        self.effects.push(Effect::Keep(change));
    }

    /// Goes on with the rules of all agents after a restart.
    pub(super) fn restore_work(&mut self) {
        for agent in 0..self.agents.len() {
            if let Some(until) = self.agents[agent].state.until {
                self.end_work_at(agent, self.now.steady + until.saturating_sub(self.now.wall));
            }
            let left_at = self.agents[agent].work.left_at.unwrap_or(self.now.wall);
            self.begin_absence(agent, self.now.wall.saturating_sub(left_at));
        }
    }
}
