//! Callers whom nobody answered, shared by the agents who could have (折り返し). Calls of a caller on a line share an entry.
//!
//! ```text
//!  open ── claimed by one agent ──▶ claimed ── calls ──▶ calling ── answered ──▶ settled (Reached)
//!    ▲          given back, or no call in time ◀──┘  ▲       │ not answered
//!    └───────────────────────────────────────┘       └───────┘
//!  any  ── the caller calls again and is answered, an agent puts it away, it gets too old ──▶ settled
//! ```

mod answered;
mod claims;
mod missed;

pub use missed::MissedCaller;

use super::{Effect, Hub};
use crate::{
    clock::{Now, Steady},
    config::line,
    store::{Change, callback::KeptCallback, change::AgentKey},
};
use denwa_protocol::{
    CALLBACKS, CLAIM_MS, Callback, Claim, Colleague, Event, Number, Party, Settled, SettledHow, Timestamp,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How long a settled callback is remembered, in milliseconds, so that its last call makes no new one.
const SETTLED_MS: u64 = 3_600_000;

/// All callbacks.
#[derive(Debug, Default)]
pub struct Callbacks {
    /// By [`Callback::id`].
    entries: BTreeMap<String, Entry>,
    /// The open ones by their callers.
    by_caller: BTreeMap<Caller, String>,
    /// The open ones by the calls that are being made to them, by [`denwa_protocol::Call::id`].
    by_call: HashMap<String, String>,
}

/// Who called where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Caller {
    organisation: String,
    /// In a form that all ways to write the number share.
    number: String,
    line: Option<String>,
}

/// A callback and the hub's notes about it.
#[derive(Debug)]
struct Entry {
    organisation: String,
    callback: Callback,
    /// The agents who have been told of it.
    known_by: BTreeSet<usize>,
    last_request: String,
    calling: Option<String>,
    /// When the claim is taken back; `None` during a call.
    claim_until: Option<Steady>,
    /// When it is no longer kept.
    expires: Steady,
}

impl Callbacks {
    /// Takes what was kept over a restart. Calls that were being made are found with `is_live`.
    pub fn restored(
        kept: Vec<KeptCallback>,
        agents: &HashMap<AgentKey, usize>,
        (keep_ms, country_code): (u64, &str),
        now: Now,
    ) -> Self {
        let mut all = Self::default();
        for KeptCallback { organisation, callback, known_by, last_request, calling } in kept {
            let since = callback.settled.as_ref().map_or(callback.last_at, |settled| settled.at);
            let keep_ms = if callback.settled.is_some() { SETTLED_MS } else { keep_ms };
            let known_by = known_by.iter().filter_map(|key| agents.get(&AgentKey::from(key.as_str())).copied());
            let claimed_at = callback.claim.as_ref().map(|claim| claim.at).filter(|_| calling.is_none());
            let left = |at: Timestamp, lasts: u64| now.steady + lasts.saturating_sub(now.wall.saturating_sub(at));
            let entry = Entry {
                known_by: known_by.collect(),
                claim_until: claimed_at.map(|at| left(at, CLAIM_MS)),
                expires: left(since, keep_ms),
                organisation,
                callback,
                last_request,
                calling,
            };
            if entry.callback.settled.is_none() {
                let id = || entry.callback.id.clone();
                all.by_caller.extend(entry.caller(country_code).map(|caller| (caller, id())));
                all.by_call.extend(entry.calling.clone().map(|call| (call, id())));
            }
            all.entries.insert(entry.callback.id.clone(), entry);
        }
        all
    }
}

impl Entry {
    fn caller(&self, country_code: &str) -> Option<Caller> {
        let number = normal_number(&self.callback.remote, country_code)?;
        Some(Caller { organisation: self.organisation.clone(), number, line: self.callback.line.clone() })
    }

    fn is_open(&self) -> bool {
        self.callback.settled.is_none()
    }

    /// Whether an agent other than this one has taken it on.
    fn is_claimed_by_other(&self, extension: &str) -> bool {
        self.callback.claim.as_ref().is_some_and(|claim| claim.by.extension != extension)
    }

    /// Notes who has taken it on, from now on.
    fn claim(&mut self, by: Colleague, now: Now) -> Steady {
        let until = now.steady + CLAIM_MS;
        self.callback.claim = Some(Claim { by, at: now.wall });
        self.claim_until = Some(until);
        until
    }
}

/// Returns a number in a form that all ways to write it share; `None` if it is not known.
fn normal_number(remote: &Party, country_code: &str) -> Option<String> {
    let Number::Known { digits } = &remote.number else { return None };
    line::normal(digits, country_code).filter(|number| !number.is_empty())
}

impl Hub {
    /// Goes on with the callbacks after a restart.
    pub(super) fn restore_callbacks(&mut self) {
        let claims: Vec<_> = self.callbacks.entries.iter().map(|(id, entry)| (entry.claim_until, id.clone())).collect();
        for (until, id) in claims {
            self.timers.extend(until.map(|until| (until, super::Timer::Claim(id))));
        }
        let is_live = |call: &&String| self.agents.iter().any(|desk| desk.calls.live().any(|live| live.id == **call));
        let over: Vec<_> = self.callbacks.by_call.keys().filter(|call| !is_live(call)).cloned().collect();
        for call in &over {
            self.end_attempt(call);
        }
        self.restore_missed_callers();
    }

    /// Returns the open callbacks that an agent sees, the newest first.
    pub(super) fn callbacks_for(&self, agent: usize) -> Vec<Callback> {
        let seen = self.callbacks.entries.values().filter(|entry| entry.is_open() && self.may_see(agent, entry));
        let mut seen: Vec<_> = seen.map(|entry| entry.callback.clone()).collect();
        seen.sort_by(|a, b| (b.last_at, &b.id).cmp(&(a.last_at, &a.id)));
        seen.truncate(CALLBACKS);
        seen
    }

    fn may_see(&self, agent: usize, entry: &Entry) -> bool {
        let is_member = || entry.callback.queue.as_ref().is_some_and(|queue| self.queues.is_member(agent, queue));
        self.organisation_of(agent) == entry.organisation && (entry.known_by.contains(&agent) || is_member())
    }

    /// Returns the ID of an agent's organisation; empty if the configuration names none.
    pub(super) fn organisation_of(&self, agent: usize) -> String {
        self.agents[agent].organisation.clone().unwrap_or_default()
    }

    /// Tells an agent who has come to a queue of the queue's open callbacks.
    pub(super) fn share_callbacks(&mut self, agent: usize, queue: &str) {
        let organisation = self.organisation_of(agent);
        let of_queue = |entry: &&mut Entry| {
            let is_here = entry.callback.queue.as_deref() == Some(queue) && entry.organisation == organisation;
            is_here && entry.is_open() && !entry.known_by.contains(&agent)
        };
        let mut ids = Vec::new();
        for entry in self.callbacks.entries.values_mut().filter(of_queue) {
            entry.known_by.insert(agent);
            ids.push(entry.callback.id.clone());
        }
        for id in ids {
            self.keep_callback(&id);
            let callback = self.callbacks.entries[&id].callback.clone();
            self.publish(agent, self.now.wall, Event::Callback { callback });
        }
    }

    /// Keeps a callback that has changed, and tells everybody who knows of it.
    fn publish_callback(&mut self, id: &str) {
        self.keep_callback(id);
        let Some(entry) = self.callbacks.entries.get(id) else { return };
        let (callback, known_by) = (entry.callback.clone(), entry.known_by.clone());
        for agent in known_by {
            self.publish(agent, self.now.wall, Event::Callback { callback: callback.clone() });
        }
    }

    fn keep_callback(&mut self, id: &str) {
        if let Some(callback) = self.callbacks.entries.get(id).map(|entry| Box::new(self.kept_callback(entry))) {
            self.effects.push(Effect::Keep(Change::Callback { callback }));
        }
    }

    fn kept_callback(&self, entry: &Entry) -> KeptCallback {
        KeptCallback {
            organisation: entry.organisation.clone(),
            callback: entry.callback.clone(),
            known_by: entry.known_by.iter().map(|agent| self.agents[*agent].key.as_str().to_owned()).collect(),
            last_request: entry.last_request.clone(),
            calling: entry.calling.clone(),
        }
    }

    /// Returns all callbacks, for a store that has missed changes.
    pub(super) fn all_callbacks(&self) -> impl Iterator<Item = Change> {
        let kept = move |entry: &Entry| Change::Callback { callback: Box::new(self.kept_callback(entry)) };
        self.callbacks.entries.values().map(kept)
    }

    /// Settles a callback.
    fn settle(&mut self, id: &str, how: SettledHow, by: Option<usize>) {
        let by = by.map(|agent| self.colleague(agent));
        let Some(entry) = self.callbacks.entries.get_mut(id).filter(|entry| entry.is_open()) else { return };
        let caller = entry.caller(&self.config.country_code);
        entry.callback.settled = Some(Settled { how, by, at: self.now.wall });
        (entry.callback.claim, entry.claim_until) = (None, None);
        entry.expires = self.now.steady + SETTLED_MS;
        if let Some(call) = entry.calling.take() {
            self.callbacks.by_call.remove(&call);
        }
        if let Some(caller) = caller {
            self.callbacks.by_caller.remove(&caller);
        }
        self.publish_callback(id);
    }

    /// Settles callbacks that are too old, and forgets those that were settled long ago.
    pub(super) fn sweep_callbacks(&mut self) {
        let now = self.now.steady;
        let old = self.callbacks.entries.values().filter(|entry| entry.expires <= now);
        let old: Vec<_> = old.map(|entry| (entry.callback.id.clone(), entry.is_open())).collect();
        for (id, is_open) in old {
            if is_open {
                self.settle(&id, SettledHow::Expired, None);
            } else {
                self.callbacks.entries.remove(&id);
                self.effects.push(Effect::Keep(Change::ForgetCallback { id }));
            }
        }
    }
}
