//! Signs off an agent who has left: no panel of hers has been signed in for the time that the rules say.

use crate::hub::{Hub, Timer};
use denwa_protocol::{AgentMode, ChosenMode};

/// How long work of another channel still counts after the agent's last panel has left, in milliseconds: a page that is
/// loaded anew is back by then.
pub const OTHER_WORK_MS: u64 = 60_000;

impl Hub {
    /// An agent's last panel has left.
    pub(in crate::hub) fn panels_left(&mut self, agent: usize) {
        let work = &mut self.agents[agent].work;
        if work.rules.sign_off_after.is_some() {
            work.left_at = Some(self.now.wall);
            self.keep_work(agent);
        }
        self.begin_absence(agent, 0);
    }

    /// An agent has a panel again.
    pub(in crate::hub) fn panels_back(&mut self, agent: usize) {
        let desk = &mut self.agents[agent];
        (desk.times.sign_off, desk.times.other_work_ends) = (None, None);
        if desk.work.left_at.take().is_some() {
            self.keep_work(agent);
        }
    }

    /// Sets the times at which the absence of an agent counts. It has lasted for `lasted` milliseconds.
    pub(super) fn begin_absence(&mut self, agent: usize, lasted: u64) {
        let now = self.now.steady;
        let desk = &mut self.agents[agent];
        let sign_off_after = desk.work.rules.sign_off_after;
        desk.times.sign_off = sign_off_after.map(|after| now + after.saturating_sub(lasted));
        desk.times.other_work_ends = desk.state.other_work.then_some(now + OTHER_WORK_MS);
        let times = [desk.times.sign_off, desk.times.other_work_ends];
        self.timers.extend(times.into_iter().flatten().map(|at| (at, Timer::Away(agent))));
    }

    /// Does what an agent's absence leads to by now. During a call nothing changes.
    pub(in crate::hub) fn check_absence(&mut self, agent: usize) {
        if self.is_in_call(agent) {
            return;
        }
        let now = self.now.steady;
        let desk = &mut self.agents[agent];
        if desk.times.other_work_ends.take_if(|at| *at <= now).is_some() {
            self.set_other_work(agent, false);
        }
        let desk = &mut self.agents[agent];
        if desk.times.sign_off.take_if(|at| *at <= now).is_some()
            && desk.is_state_known
            && desk.state.mode != AgentMode::LoggedOff
        {
            let to = ChosenMode { mode: AgentMode::LoggedOff, reason: None };
            self.change_mode_by_itself(agent, to.into(), self.now.wall);
        }
    }

    /// Notes whether work of another channel occupies an agent. The PBX has to know it while she is ready.
    pub(in crate::hub) fn set_other_work(&mut self, agent: usize, is_busy: bool) {
        let state = &mut self.agents[agent].state;
        if std::mem::replace(&mut state.other_work, is_busy) != is_busy {
            let is_ready = state.mode == AgentMode::Ready;
            self.publish_mode(agent, self.now.wall);
            if is_ready {
                self.tell_pbx_mode(agent);
            }
        }
    }
}
