//! The missed calls that an agent has not seen: counted over restarts, until she says that she has seen them.

use super::{Effect, Hub};
use crate::store::{Change, change::MissedCall, history::is_missed};
use denwa_protocol::{Call, Cause, Event};
use std::collections::HashSet;

/// How many are counted at most.
const MAX_MISSED: usize = 999;

/// Returns how many whole calls were missed.
pub fn count(missed: &[MissedCall]) -> u32 {
    let whole: HashSet<_> = missed.iter().map(|missed| &missed.request_id).collect();
    u32::try_from(whole.len()).unwrap_or(u32::MAX)
}

impl Hub {
    /// Notes whether an agent's call was missed, or answered after all. `before` is the call before the PBX's report.
    pub(super) fn note_missed(&mut self, agent: usize, before: Option<&Call>, call: &Call) {
        let missed = &mut self.agents[agent].missed;
        let (known, told) = (missed.len(), count(missed));
        let is_new = is_missed(call) && !before.is_some_and(is_missed);
        if is_new && missed.len() < MAX_MISSED {
            missed.push(MissedCall { call: call.id.clone(), request_id: call.request_id.clone() });
        }
        let is_answered_elsewhere = call.ended.is_some_and(|ended| ended.cause == Cause::AnsweredElsewhere);
        if is_answered_elsewhere || call.answered_at.is_some() {
            missed.retain(|missed| missed.request_id != call.request_id);
        }
        if missed.len() != known {
            self.missed_changed(agent, told);
        }
    }

    /// Does the command.
    pub(super) fn see_missed(&mut self, agent: usize) {
        let missed = &mut self.agents[agent].missed;
        let told = count(missed);
        if told > 0 {
            missed.clear();
            self.missed_changed(agent, told);
        }
    }

    fn missed_changed(&mut self, agent: usize, told: u32) {
        let desk = &self.agents[agent];
        let missed = count(&desk.missed);
        let change = Change::Missed { agent: desk.key.clone(), missed: desk.missed.clone() };
        self.effects.push(Effect::Keep(change));
        if missed != told {
            self.publish(agent, self.now.wall, Event::Missed { missed });
        }
    }
}
