//! Finds the callers whom nobody answered. A queue may offer a call to one agent after the other, so the end of an agent's
//! part says little: the whole call is looked at when nothing has come after it for a moment.

use super::{Caller, Entry, normal_number};
use crate::{
    hub::{Hub, Timer},
    store::history::is_missed,
};
use denwa_protocol::{AttachedRecord, Call, Callback, Cause, Direction, Party, SettledHow, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How long after the end of an agent's part the whole call is looked at, in milliseconds.
pub const LOOK_MS: u64 = 2_000;

/// How long before a restart a call may have ended that is looked at after it, in milliseconds.
const RESTORE_MS: u64 = 600_000;

/// How many open callbacks an organisation has at most; beyond, the oldest are settled.
const MAX_OPEN: usize = 2_000;

/// A call from outside that nobody answered.
#[derive(Clone, Debug)]
pub struct MissedCaller {
    /// As [`Call::request_id`].
    pub request_id: String,
    /// The caller.
    pub remote: Party,
    /// The number that was called.
    pub line: Option<String>,
    /// The queue.
    pub queue: Option<String>,
    /// The record attached to the call.
    pub record: Option<AttachedRecord>,
    /// When it began.
    pub at: Timestamp,
    /// The agents who were offered it.
    pub offered_to: BTreeSet<usize>,
}

impl Hub {
    /// An agent's part in a call has ended: perhaps nobody answers the whole call.
    pub(in crate::hub) fn look_for_missed_caller(&mut self, call: &Call) {
        if is_from_outside(call) && call.answered_at.is_none() {
            let at = self.now.steady + LOOK_MS;
            self.timers.insert((at, Timer::MissedCaller(call.request_id.clone())));
        }
    }

    /// Looks whether a whole call is over and nobody has answered it.
    pub(in crate::hub) fn check_missed_caller(&mut self, request_id: String) {
        if self.queues.is_waiting(&request_id) {
            self.timers.insert((self.now.steady + LOOK_MS, Timer::MissedCaller(request_id)));
            return;
        }
        let parts = self.parts.of(&request_id);
        let parts: Vec<_> =
            parts.filter_map(|(agent, id)| Some((*agent, &self.agents[*agent].calls.get(id)?.call))).collect();
        if parts.iter().any(|(_, call)| !is_unanswered(call)) {
            return;
        }
        let mut callers: BTreeMap<String, MissedCaller> = BTreeMap::new();
        for (agent, call) in parts.into_iter().filter(|(_, call)| is_from_outside(call)) {
            let caller = callers.entry(self.organisation_of(agent)).or_insert_with(|| MissedCaller {
                request_id: request_id.clone(),
                remote: call.remote.clone(),
                line: None,
                queue: None,
                record: None,
                at: call.began_at,
                offered_to: BTreeSet::new(),
            });
            caller.offered_to.insert(agent);
            caller.at = caller.at.min(call.began_at);
            caller.line = caller.line.take().or_else(|| call.line.clone());
            caller.queue = call.queue.clone().or_else(|| caller.queue.take());
            caller.record = caller.record.take().or_else(|| call.record.clone());
        }
        for (organisation, caller) in callers {
            self.add_missed_caller(organisation, caller);
        }
    }

    /// A caller left a queue without having been offered to any agent.
    pub(in crate::hub) fn abandoned(&mut self, caller: &MissedCaller) {
        let Some(queue) = &caller.queue else { return };
        let mut organisations = self.queues.organisations(queue, &self.agents);
        if organisations.is_empty()
            && let [only] = self.config.organisations.as_slice()
        {
            organisations.push(only.id.clone());
        }
        for organisation in organisations {
            self.add_missed_caller(organisation, caller.clone());
        }
    }

    fn add_missed_caller(&mut self, organisation: String, missed: MissedCaller) {
        let Some(number) = normal_number(&missed.remote, &self.config.country_code) else { return };
        let caller = Caller { organisation, number, line: missed.line.clone() };
        let is_known =
            |entry: &Entry| entry.last_request == missed.request_id && entry.organisation == caller.organisation;
        if self.callbacks.entries.values().any(is_known) {
            return;
        }
        let expires = self.now.steady + self.config.store.keep_ms();
        let mut known_by = missed.offered_to;
        known_by.extend(missed.queue.as_ref().into_iter().flat_map(|queue| self.queues.members(queue)));
        known_by.retain(|agent| self.organisation_of(*agent) == caller.organisation);
        let id = if let Some(id) = self.callbacks.by_caller.get(&caller).cloned() {
            id
        } else {
            self.make_room_for_callback(&caller.organisation);
            let id = self.new_callback_id(&missed.request_id);
            self.callbacks.by_caller.insert(caller.clone(), id.clone());
            id
        };
        let entry = self.callbacks.entries.entry(id.clone()).or_insert_with(|| Entry {
            organisation: caller.organisation,
            callback: Callback {
                id: id.clone(),
                remote: missed.remote.clone(),
                line: missed.line,
                queue: None,
                first_at: missed.at,
                last_at: missed.at,
                calls: 0,
                record: None,
                claim: None,
                attempts: Vec::new(),
                settled: None,
            },
            known_by: BTreeSet::new(),
            last_request: String::new(),
            calling: None,
            claim_until: None,
            expires,
        });
        let callback = &mut entry.callback;
        callback.calls = callback.calls.saturating_add(1);
        callback.last_at = callback.last_at.max(missed.at);
        callback.remote = missed.remote;
        callback.queue = missed.queue.or_else(|| callback.queue.take());
        callback.record = missed.record.or_else(|| callback.record.take());
        entry.last_request = missed.request_id;
        entry.expires = expires;
        entry.known_by.extend(known_by);
        self.publish_callback(&id);
    }

    /// Returns an ID that no other callback has or had: the ID of the call, which is never used again.
    fn new_callback_id(&self, request_id: &str) -> String {
        let mut ids = (0..).map(|n| if n == 0 { request_id.to_owned() } else { format!("{request_id}-{n}") });
        ids.find(|id| !self.callbacks.entries.contains_key(id)).unwrap_or_default()
    }

    fn make_room_for_callback(&mut self, organisation: &str) {
        if self.callbacks.by_caller.len() < MAX_OPEN {
            return;
        }
        let open =
            self.callbacks.entries.values().filter(|entry| entry.is_open() && entry.organisation == organisation);
        let mut open: Vec<_> = open.map(|entry| (entry.callback.last_at, entry.callback.id.clone())).collect();
        if open.len() >= MAX_OPEN {
            open.sort_unstable();
            self.settle(&open[0].1, SettledHow::Expired, None);
        }
    }

    /// Looks again at the calls that ended just before the server was started anew.
    pub(super) fn restore_missed_callers(&mut self) {
        let since = self.now.wall.saturating_sub(RESTORE_MS);
        let all = self.agents.iter().flat_map(|desk| desk.calls.all()).map(|entry| &entry.call);
        let is_recent = |call: &&Call| is_missed(call) && call.ended.is_some_and(|ended| ended.at >= since);
        let recent: Vec<Call> = all.filter(is_recent).cloned().collect();
        for call in &recent {
            self.look_for_missed_caller(call);
        }
    }
}

fn is_from_outside(call: &Call) -> bool {
    call.direction == Direction::Inbound && !call.internal
}

/// Whether an agent's part is over, and nobody answered as far as it shows. A call that was sent elsewhere does not count:
/// nobody knows how it ended.
fn is_unanswered(call: &Call) -> bool {
    let cause = call.ended.map(|ended| ended.cause);
    let is_elsewhere = matches!(cause, None | Some(Cause::AnsweredElsewhere | Cause::Deflected));
    call.answered_at.is_none() && !is_elsewhere
}
