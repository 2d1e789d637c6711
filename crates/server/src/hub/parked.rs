//! The list of parked calls. The PBX reports it; the hub fills in who parked a call, and its record.
//!
//! If the server serves several organisations, an agent sees only the calls that agents of her own organisation parked.

use super::{Hub, clean::clean_parked};
use denwa_protocol::{AttachedRecord, Call, Cause, Event, ParkedCall, Timestamp};

/// The list as the PBX reported it last.
#[derive(Debug, Default)]
pub struct Parked {
    calls: Vec<ParkedCall>,
    /// Whether the PBX has reported it since it came up.
    is_confirmed: bool,
}

impl Hub {
    /// The PBX has reported the list.
    pub(super) fn parked_reported(&mut self, calls: Vec<ParkedCall>, at: Timestamp) {
        self.parked.is_confirmed = true;
        let mut calls = clean_parked(calls);
        calls.sort_by(|a, b| (a.slot.len(), &a.slot).cmp(&(b.slot.len(), &b.slot)));
        for call in &mut calls {
            (call.by, call.record) = (None, None);
        }
        if self.parked.calls != calls {
            self.parked.calls = calls;
            self.publish_parked(at);
        }
    }

    /// Notes that the PBX came up.
    pub(super) fn begin_parked_sync(&mut self) {
        self.parked.is_confirmed = false;
    }

    /// Forgets the calls that the PBX has not reported since it came up.
    pub(super) fn end_parked_sync(&mut self, at: Timestamp) {
        if !self.parked.is_confirmed {
            self.parked_reported(Vec::new(), at);
        }
    }

    /// An agent's call has changed: perhaps she has parked it, or chosen another record for it.
    pub(super) fn note_parked(&mut self, call: &Call, at: Timestamp) {
        let is_in_list = |parked: &ParkedCall| parked.request_id == call.request_id;
        if is_parked(call) && self.parked.calls.iter().any(is_in_list) {
            self.publish_parked(at);
        }
    }

    /// Returns the parked calls that an agent sees, by place.
    pub(super) fn parked_for(&self, agent: usize) -> Vec<ParkedCall> {
        let is_only_organisation = self.config.organisations.len() <= 1;
        let mut seen = Vec::new();
        for parked in &self.parked.calls {
            let by = self.parker(parked);
            if by.as_ref().map_or(is_only_organisation, |(other, _)| self.are_colleagues(agent, *other)) {
                let (by, record) = by.map_or((None, None), |(other, record)| (Some(self.colleague(other)), record));
                seen.push(ParkedCall { by, record, ..parked.clone() });
            }
        }
        seen
    }

    /// Returns the agent who parked a call, and its record.
    fn parker(&self, parked: &ParkedCall) -> Option<(usize, Option<AttachedRecord>)> {
        let parts = self.parts.of(&parked.request_id);
        let calls = parts.filter_map(|(agent, id)| Some((*agent, &self.agents[*agent].calls.get(id)?.call)));
        let last =
            calls.filter(|(_, call)| is_parked(call)).max_by_key(|(_, call)| call.ended.map(|ended| ended.at))?;
        Some((last.0, last.1.record.clone()))
    }

    /// Tells every agent whose list has changed.
    fn publish_parked(&mut self, at: Timestamp) {
        for agent in 0..self.agents.len() {
            let parked = self.parked_for(agent);
            if self.agents[agent].told_parked != parked {
                self.agents[agent].told_parked.clone_from(&parked);
                self.publish(agent, at, Event::Parked { parked });
            }
        }
    }
}

fn is_parked(call: &Call) -> bool {
    call.ended.is_some_and(|ended| ended.cause == Cause::Parked)
}
