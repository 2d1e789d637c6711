//! Queues: callers wait, and are offered to members who are free.

use super::{Machine, branches::Member};
use crate::pbx::simulated::{
    call::{SimCall, Stage, Step, Waiting},
    config::{Queue, Strategy},
};
use denwa_protocol::AgentMode;
use std::collections::BTreeSet;

impl Machine {
    /// Lets those who wait in a call wait in a queue. [`Machine::settle`] offers the call.
    pub(super) fn enter_queue(&mut self, number: u64, queue: &Queue, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.details.queue = Some(queue.name.clone());
        call.overflow.clone_from(&queue.overflow);
        let waiting = Waiting {
            queue: queue.name.clone(),
            since: now,
            refused_by: BTreeSet::new(),
            is_new: true,
            attempt: 0,
            is_pausing: false,
        };
        call.enter(Stage::Queued(waiting));
        if queue.overflow.is_some() {
            call.delayed.push((u64::from(queue.overflow_seconds) * 1000, Step::QueueOver(call.serial)));
        }
    }

    /// Offers every waiting call to free members of its queue: to all, or to the next.
    pub(super) fn offer_waiting_calls(&mut self, now: u64) {
        let waiting: Vec<_> =
            self.calls.iter().filter(|(_, call)| call.is_queued()).map(|(number, _)| *number).collect();
        for number in waiting {
            let Some(Stage::Queued(waiting)) = self.calls.get(&number).map(|call| call.stage.clone()) else { continue };
            let Some(queue) = self.settings.queues.iter().find(|queue| queue.name == waiting.queue).cloned() else {
                continue;
            };
            let is_offered = |member: &String| self.is_free(member) && !waiting.refused_by.contains(member);
            match queue.strategy {
                Strategy::All => {
                    let members: Vec<_> = queue.members.iter().filter(|member| is_offered(member)).cloned().collect();
                    for member in members {
                        self.ring(number, &Member::new(&member), now);
                    }
                }
                Strategy::Hunt if waiting.is_pausing || self.is_trying(number) => continue,
                Strategy::Hunt => {
                    let from = self.next_member.get(&queue.name).copied().unwrap_or(0);
                    let count = queue.members.len();
                    let order = (0..count).map(|i| (from + i) % count);
                    let next = order.into_iter().find(|i| is_offered(&queue.members[*i]));
                    let Some(next) = next else { continue };
                    self.try_member(number, &queue, next, now);
                }
            }
            self.settle(number, now);
        }
    }

    fn try_member(&mut self, number: u64, queue: &Queue, index: usize, now: u64) {
        self.next_member.insert(queue.name.clone(), (index + 1) % queue.members.len());
        self.ring(number, &Member::new(&queue.members[index]), now);
        let is_trying = self.is_trying(number);
        let Some(call) = self.calls.get_mut(&number) else { return };
        let serial = call.serial;
        if let Stage::Queued(waiting) = &mut call.stage {
            waiting.attempt += 1;
            if is_trying {
                let step = Step::AttemptOver(serial, waiting.attempt);
                call.delayed.push((u64::from(queue.ring_seconds) * 1000, step));
            } else {
                call.pause_queue();
            }
        }
    }

    fn is_trying(&self, number: u64) -> bool {
        self.calls.get(&number).is_some_and(SimCall::is_trying)
    }

    /// Returns whether an agent is registered, ready, in no call and not occupied otherwise, and may be disturbed.
    fn is_free(&self, extension: &str) -> bool {
        let is_available = self.desks.get(extension).is_some_and(|desk| {
            let is_ready = desk.mode == AgentMode::Ready && !desk.other_work;
            desk.is_registered() && is_ready && !desk.features.do_not_disturb
        });
        is_available
            && !self.monitors.contains_key(extension)
            && !self.calls.values().any(|call| call.has_offer_of(extension))
    }
}
