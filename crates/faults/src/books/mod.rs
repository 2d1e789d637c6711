//! The books: what the PBX did, what the server has kept of it, what the agents wanted, and which pages opened.

mod balance;
mod logs;
mod pages;
mod part;
mod rest;

pub use part::{Part, Wishes};

use crate::site;
use denwa_core::host::Pop;
use denwa_protocol::{Call, Cause, ConnectionState, Ended, Number};
use denwa_server::{pbx::PbxEvent, store::Change};
use std::collections::{BTreeMap, BTreeSet};

/// The books.
#[derive(Debug, Default)]
pub struct Books {
    pub parts: BTreeMap<String, Part>,
    /// The live parts.
    live: BTreeSet<String>,
    /// The numbers that were dialled in a panel, each once.
    dials: BTreeSet<String>,
    /// When pages of records opened, by agent and record.
    pages: BTreeMap<(usize, String), Vec<u64>>,
    /// When something went wrong around an agent.
    troubles: BTreeMap<usize, Vec<u64>>,
    /// Customers for whom a search went wrong; true if its result came late only.
    bad_searches: BTreeMap<u64, bool>,
}

impl Books {
    /// A part of a call.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.get(id)
    }

    /// Whether any part of a call is live.
    pub fn has_live_parts(&self) -> bool {
        !self.live.is_empty()
    }

    /// Another call in which somebody talks, or which she holds.
    pub fn other_talk(&self, extension: &str, id: &str) -> Option<String> {
        let talks = |other: &&String| {
            let part = &self.parts[*other];
            part.extension == extension
                && *other != id
                && matches!(part.view.state, ConnectionState::Held | ConnectionState::Connected)
        };
        self.live.iter().find(talks).cloned()
    }

    /// The PBX reports a part. Returns whether it is new.
    pub fn on_report(&mut self, extension: &str, call: &Call, is_reached: bool, now: u64) -> bool {
        let Some(agent) = site::agent_of(extension) else { return false };
        if call.ended.is_some() {
            self.live.remove(&call.id);
        }
        let customer = match &call.remote.number {
            Number::Known { digits } => site::customer_of(digits),
            _ => None,
        };
        if let Some(part) = self.parts.get_mut(&call.id) {
            part.customers.extend(customer);
            part.view.clone_from(call);
            part.ended = part.ended.or(call.ended.map(|_| now));
            return false;
        }
        let part = Part {
            extension: extension.to_owned(),
            agent,
            view: call.clone(),
            first: call.clone(),
            began: now,
            ended: call.ended.map(|_| now),
            is_reached,
            is_unseen: false,
            customers: customer.into_iter().collect(),
            was_missed: false,
            is_settled: false,
            kept: None,
            wishes: Wishes::default(),
        };
        self.parts.insert(call.id.clone(), part);
        if call.ended.is_none() {
            self.live.insert(call.id.clone());
        }
        true
    }

    /// The PBX has forgotten its calls.
    pub fn lose_all(&mut self, now: u64) {
        self.mark_unseen(None);
        for id in std::mem::take(&mut self.live) {
            if let Some(part) = self.parts.get_mut(&id) {
                part.view.ended = Some(Ended { at: now, cause: Cause::Lost });
                part.ended = Some(now);
            }
        }
    }

    /// The server may have missed something: of this part, and of all that are live.
    pub fn mark_unseen(&mut self, id: Option<&str>) {
        for id in self.live.iter().map(String::as_str).chain(id) {
            if let Some(part) = self.parts.get_mut(id) {
                part.is_unseen = true;
            }
        }
    }

    /// The server misses these reports.
    pub fn mark_unseen_now(&mut self, reports: &[PbxEvent]) {
        for report in reports {
            if let PbxEvent::Call { call, .. } = report
                && let Some(part) = self.parts.get_mut(&call.id)
            {
                part.is_unseen = true;
            }
        }
    }

    /// The server has kept a change.
    pub fn on_kept(&mut self, change: &Change) {
        if let Change::Call { call, .. } = change
            && let Some(part) = self.parts.get_mut(&call.call.id)
        {
            part.was_missed |= call.call.ended.is_some_and(|ended| ended.cause == Cause::Missed);
            part.is_settled = call.is_log_settled;
            part.kept = Some(call.call.clone());
        }
    }

    /// An agent wants the log of a call to say something.
    pub fn wish(&mut self, id: &str, wish: impl FnOnce(&mut Wishes)) {
        if let Some(part) = self.parts.get_mut(id) {
            wish(&mut part.wishes);
        }
    }

    /// An agent dials a number in a panel.
    pub fn on_dial(&mut self, number: &str) {
        self.dials.insert(number.to_owned());
    }

    /// A page opens.
    pub fn on_pop(&mut self, agent: usize, pop: &Pop, now: u64) {
        if let Pop::Record { id } = pop {
            self.pages.entry((agent, id.clone())).or_default().push(now);
        }
    }

    /// Something went wrong around an agent.
    pub fn note_trouble(&mut self, agent: usize, now: u64) {
        self.troubles.entry(agent).or_default().push(now);
    }

    /// A search for a number went wrong.
    pub fn note_bad_search(&mut self, number: &str, is_late: bool) {
        if let Some(customer) = site::customer_of(number) {
            let known = self.bad_searches.entry(customer).or_insert(true);
            *known &= is_late;
        }
    }

    /// Whether something went wrong around an agent between two moments.
    fn had_trouble(&self, agent: usize, from: u64, to: u64) -> bool {
        let troubles = self.troubles.get(&agent).map_or(&[][..], Vec::as_slice);
        let first = troubles.partition_point(|at| *at < from);
        troubles.get(first).is_some_and(|at| *at <= to)
    }
}
