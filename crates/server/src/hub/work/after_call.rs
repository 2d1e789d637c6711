//! After-call work that begins by itself, and the mode after a missed call.

use super::{ModeChange, chosen};
use crate::{
    clock::Steady,
    hub::{Hub, Timer},
};
use denwa_protocol::{AfterCallOf, AgentMode, Call, Cause, ChosenMode, Direction, Timestamp};

impl Hub {
    /// An agent's call has ended.
    pub(in crate::hub) fn follow_call(&mut self, agent: usize, call: &Call, at: Timestamp) {
        self.note_queue_call_missed(agent, call, at);
        let is_in_call = self.is_in_call(agent);
        let work = &mut self.agents[agent].work;
        let was_due = work.is_due;
        let is_due = was_due || work.rules.after_call.as_ref().is_some_and(|after| follows(after.follows, call));
        work.is_due = is_due && is_in_call;
        if work.is_due != was_due {
            self.keep_work(agent);
        }
        if !is_in_call {
            self.follow_calls(agent, is_due, at);
            self.check_absence(agent);
        }
    }

    /// An agent's last call has ended. `is_due` says whether after-call work follows.
    fn follow_calls(&mut self, agent: usize, is_due: bool, at: Timestamp) {
        let desk = &self.agents[agent];
        let is_by_itself = desk.work.back_to.is_some();
        match (desk.state.mode, desk.state.next.clone()) {
            (AgentMode::WorkNotReady, _) if is_due && is_by_itself => self.begin_work(agent, at),
            (AgentMode::WorkNotReady, _) => self.end_work_if_over(agent),
            (AgentMode::Ready, _) | (_, Some(_)) if is_due => self.begin_work(agent, at),
            (_, Some(next)) => self.change_mode_by_itself(agent, next.into(), at),
            (_, None) => {}
        }
    }

    /// Begins after-call work, or has it begin anew.
    fn begin_work(&mut self, agent: usize, at: Timestamp) {
        let desk = &mut self.agents[agent];
        let lasts = desk.work.rules.after_call.as_ref().and_then(|after| after.lasts);
        if desk.work.back_to.is_none() {
            desk.work.back_to = Some(chosen(&desk.state));
            self.keep_work(agent);
        }
        let to = ChosenMode { mode: AgentMode::WorkNotReady, reason: None };
        let until = lasts.map(|lasts| self.now.wall + lasts);
        self.change_mode_by_itself(agent, ModeChange { to, until, set_by: None }, at);
        if let Some(lasts) = lasts {
            self.end_work_at(agent, self.now.steady + lasts);
        }
    }

    /// Has an agent's after-call work end at a time.
    pub(in crate::hub) fn end_work_at(&mut self, agent: usize, at: Steady) {
        self.agents[agent].times.work_ends = Some(at);
        self.timers.insert((at, Timer::WorkEnd(agent)));
    }

    /// Ends after-call work whose time is over, unless the agent is in a call.
    pub(in crate::hub) fn end_work_if_over(&mut self, agent: usize) {
        let is_over = self.agents[agent].times.work_ends.is_some_and(|at| at <= self.now.steady);
        if is_over && !self.is_in_call(agent) {
            let to = self.mode_after_work(agent);
            self.change_mode_by_itself(agent, to.into(), self.now.wall);
        }
    }

    /// Returns the mode that follows an agent's after-call work.
    pub(in crate::hub) fn mode_after_work(&self, agent: usize) -> ChosenMode {
        let desk = &self.agents[agent];
        let before = || desk.work.back_to.clone();
        let ready = ChosenMode { mode: AgentMode::Ready, reason: None };
        desk.state.next.clone().or_else(before).unwrap_or(ready)
    }

    /// Gives an agent who was ready and missed a queue's call the mode that the rules say. A call that rang beside
    /// another call of hers does not count.
    fn note_queue_call_missed(&mut self, agent: usize, call: &Call, at: Timestamp) {
        let desk = &self.agents[agent];
        let Some(to) = desk.work.rules.after_missed.clone() else { return };
        let is_missed = call.queue.is_some() && call.ended.is_some_and(|ended| ended.cause == Cause::Missed);
        if is_missed && desk.state.mode == AgentMode::Ready && !self.is_in_call(agent) {
            self.change_mode_by_itself(agent, to.into(), at);
        }
    }
}

/// Whether after-call work follows a call that has ended.
fn follows(which: AfterCallOf, call: &Call) -> bool {
    call.answered_at.is_some()
        && match which {
            AfterCallOf::Queue => call.queue.is_some(),
            AfterCallOf::Inbound => call.direction == Direction::Inbound && !call.internal,
            AfterCallOf::External | AfterCallOf::Unknown => !call.internal,
        }
}
