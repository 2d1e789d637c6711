//! The queues: who belongs to them, who waits since when, and who left before any agent was offered the call.

use super::{Micros, SETTLE, Tracker, channel::Channel, millis};
use crate::pbx::{PbxEvent, QueueState, WaitingCall, asterisk::ami::Message};
use std::collections::{BTreeMap, BTreeSet};

/// The facts about queues.
#[derive(Debug, Default)]
pub(super) struct Queues {
    /// The queues that Asterisk has listed.
    listed: BTreeSet<String>,
    /// The channels that wait, by unique ID.
    waiting: BTreeMap<String, Waiting>,
    /// The queue in which a live channel has waited last, by unique ID.
    callers: BTreeMap<String, String>,
    /// Whether anything may have changed since the last report.
    is_stirred: bool,
    reported: Vec<QueueState>,
}

#[derive(Debug)]
struct Waiting {
    queue: String,
    since: Micros,
}

impl Tracker {
    /// Notes that complete lists of the queues and of those who wait there follow.
    pub fn begin_queues(&mut self) {
        self.queues.listed.clear();
        self.queues.waiting.clear();
    }

    /// Notes an item of `QueueStatus` about a queue or a waiting caller.
    pub fn sync_queue(&mut self, m: &Message, at: Micros) {
        let Some(queue) = m.some("Queue") else { return };
        match m.event().unwrap_or_default() {
            "QueueParams" => {
                self.queues.listed.insert(queue.to_owned());
            }
            "QueueEntry" => {
                let waited: u64 = m.get("Wait").and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
                let since = at.saturating_sub(waited.saturating_mul(1_000_000));
                self.note_waiting(m, queue, since);
            }
            _ => {}
        }
    }

    /// Notes who begins or ceases to wait in a queue.
    pub(super) fn queue_event(&mut self, m: &Message, at: Micros) {
        match m.event().unwrap_or_default() {
            "QueueCallerJoin" => {
                if let Some(queue) = m.some("Queue") {
                    self.note_waiting(m, queue, at);
                }
            }
            "QueueCallerLeave" | "Hangup" => {
                let left = m.get("Uniqueid").and_then(|uniqueid| self.queues.waiting.remove(uniqueid));
                self.queues.is_stirred |= left.is_some();
            }
            "QueueMemberAdded" | "QueueMemberRemoved" => self.queues.is_stirred = true,
            _ => {}
        }
    }

    fn note_waiting(&mut self, m: &Message, queue: &str, since: Micros) {
        let Some(uniqueid) = m.some("Uniqueid").map(str::to_owned) else { return };
        // The event may come after the channel's end.
        if self.channel(&uniqueid).is_some_and(|channel| channel.end.is_some()) {
            return;
        }
        self.queues.callers.insert(uniqueid.clone(), queue.to_owned());
        self.queues.waiting.entry(uniqueid).or_insert_with(|| Waiting { queue: queue.to_owned(), since });
        self.queues.is_stirred = true;
    }

    /// Reports the queues if they have changed.
    pub(super) fn refresh_queues(&mut self, is_forced: bool) {
        if self.is_syncing || !(self.queues.is_stirred || is_forced) {
            return;
        }
        self.queues.is_stirred = false;
        let queues = self.queue_states();
        if is_forced || queues != self.queues.reported {
            self.queues.reported.clone_from(&queues);
            self.emit(PbxEvent::Queues { queues });
        }
    }

    fn queue_states(&self) -> Vec<QueueState> {
        let mut names = self.queues.listed.clone();
        names.extend(self.queues.waiting.values().map(|waiting| waiting.queue.clone()));
        names.extend(self.agents.values().flat_map(super::agents::Agent::queue_names).cloned());
        let state = |queue: String| {
            let is_member = |agent: &super::agents::Agent| agent.queue_names().any(|name| *name == queue);
            let members = self.agents.iter().filter(|(_, agent)| is_member(agent));
            let members = members.map(|(extension, _)| extension.clone()).collect();
            let here = self.queues.waiting.iter().filter(|(_, waiting)| waiting.queue == queue);
            let mut waiting: Vec<_> = here.filter_map(|(id, waiting)| self.waiting_call(id, waiting)).collect();
            waiting.sort_by_key(|call| call.since);
            QueueState { queue, members, waiting }
        };
        names.into_iter().map(state).collect()
    }

    fn waiting_call(&self, uniqueid: &str, waiting: &Waiting) -> Option<WaitingCall> {
        let request_id = self.call_id(self.channel(uniqueid)?).to_owned();
        Some(WaitingCall { request_id, since: millis(waiting.since) })
    }

    /// Reports the callers from outside who have been in a queue and have gone, if nobody answered and no agent was offered
    /// the call.
    pub(super) fn report_abandoned(&mut self) {
        let is_over = |uniqueid: &str| {
            self.channel(uniqueid).is_none_or(|channel| self.judged_at(channel).is_some_and(|at| at <= self.now))
        };
        let over: Vec<_> = self.queues.callers.keys().filter(|uniqueid| is_over(uniqueid)).cloned().collect();
        for uniqueid in over {
            let Some(queue) = self.queues.callers.remove(&uniqueid) else { continue };
            if let Some(event) = self.channel(&uniqueid).and_then(|channel| self.abandoned(channel, queue)) {
                self.emit(event);
            }
        }
    }

    /// Returns when it is known how a caller's wait ended. A caller who has come through a Local channel may go on elsewhere
    /// after that channel's end.
    fn judged_at(&self, channel: &Channel) -> Option<Micros> {
        let gone = channel.end?.at.max(self.party_behind(channel).end?.at);
        Some(gone + SETTLE)
    }

    /// Returns when [`Tracker::report_abandoned`] is due next.
    pub(super) fn next_judgement(&self) -> Option<Micros> {
        let channels = self.queues.callers.keys().filter_map(|uniqueid| self.channel(uniqueid));
        channels.filter_map(|channel| self.judged_at(channel)).filter(|at| *at > self.now).min()
    }

    fn abandoned(&self, channel: &Channel, queue: String) -> Option<PbxEvent> {
        let caller = self.party_behind(channel);
        let request_id = self.call_id(channel);
        let is_of_call = |call: &denwa_protocol::Call| call.request_id == request_id;
        let is_offered = self.offers.values().any(|offer| offer.card.as_ref().is_some_and(is_of_call));
        if self.extension_of(caller).is_some() || is_offered || self.first_meeting(caller).is_some() {
            return None;
        }
        Some(PbxEvent::Abandoned {
            request_id: request_id.to_owned(),
            remote: self.identity(caller),
            line: self.line_of(caller),
            queue,
        })
    }
}
