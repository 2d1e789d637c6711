//! What the PBX reports of its queues: who waits since when, and who left unanswered before any agent was offered the call.

use super::Machine;
use crate::pbx::{
    PbxEvent, QueueState, WaitingCall,
    simulated::call::{SimCall, Stage},
};
use std::collections::BTreeSet;

impl Machine {
    /// Returns all queues, with the calls that wait in them.
    pub(super) fn queue_states(&self) -> Vec<QueueState> {
        let queues = self.settings.queues.iter();
        queues
            .map(|queue| {
                let waits = |call: &SimCall| match &call.stage {
                    Stage::Queued(waiting) if waiting.queue == queue.name => {
                        Some(WaitingCall { request_id: call.id.clone(), since: waiting.since })
                    }
                    _ => None,
                };
                let mut waiting: Vec<_> = self.calls.values().filter_map(waits).collect();
                waiting.sort_by_key(|call| call.since);
                QueueState { queue: queue.name.clone(), members: queue.members.clone(), waiting }
            })
            .collect()
    }

    /// Returns the numbers of the calls that wait in a queue.
    pub(super) fn waiting(&self) -> BTreeSet<u64> {
        self.calls.iter().filter(|(_, call)| call.is_queued()).map(|(number, _)| *number).collect()
    }

    /// Reports the queues if this call has begun or ceased to wait.
    pub(super) fn report_queues(&mut self, number: u64) {
        let is_waiting = self.calls.get(&number).is_some_and(SimCall::is_queued);
        if is_waiting == self.reported_waiting.contains(&number) {
            return;
        }
        self.reported_waiting = self.waiting();
        self.emit(PbxEvent::Queues { queues: self.queue_states() });
    }

    /// Reports a caller who has left a queue unanswered, if no agent was offered the call.
    pub(super) fn report_abandoned(&mut self, call: &SimCall) {
        let is_known = |name: &&String| self.settings.queues.iter().any(|queue| queue.name == **name);
        let Some(queue) = call.details.queue.as_ref().filter(is_known) else { return };
        let caller = &call.legs[0].device;
        if call.answers > 0 || !call.offers.is_empty() || !caller.is_outside() {
            return;
        }
        self.emit(PbxEvent::Abandoned {
            request_id: call.id.clone(),
            remote: caller.party(),
            line: call.details.line.clone(),
            queue: queue.clone(),
        });
    }
}
