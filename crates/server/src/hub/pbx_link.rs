//! Handles the PBX's events: calls, phones, agents' modes, and the state of the link.

use super::{Hub, agent::DialNote, callbacks::MissedCaller, calls::CallUpdate, clean::clean_party, work::chosen};
use crate::pbx::{PbxEvent, Stamped};
use denwa_protocol::{AgentMode, Call, ChosenMode, Direction, Event, Number, PbxState, PhoneState, Timestamp};
use std::collections::{BTreeSet, HashSet};

impl Hub {
    pub(super) fn pbx_event(&mut self, Stamped { at, event }: Stamped) {
        match event {
            PbxEvent::Up { product } => self.pbx_up(product, at),
            PbxEvent::Synced => self.pbx_synced(at),
            PbxEvent::Down => self.pbx_down(at),
            PbxEvent::Phone { extension, state } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.apply_phone_state(agent, state, at);
                }
            }
            PbxEvent::Agent { extension, mode, reason } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.agent_state_reported(agent, mode, reason, at);
                }
            }
            PbxEvent::Parked { calls } => self.parked_reported(calls, at),
            PbxEvent::Monitoring { extension, part } => self.monitoring_reported(&extension, part, at),
            PbxEvent::Queues { queues } => self.queues_reported(queues),
            PbxEvent::Abandoned { request_id, remote, line, queue } => {
                let offered_to = BTreeSet::new();
                let (remote, queue) = (clean_party(remote), Some(queue));
                self.abandoned(&MissedCaller { request_id, remote, line, queue, record: None, at, offered_to });
            }
            PbxEvent::Call { extension, call } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.call_reported(agent, *call, at);
                }
            }
        }
    }

    fn pbx_up(&mut self, product: String, at: Timestamp) {
        self.link.product = product;
        self.link.is_syncing = true;
        self.begin_parked_sync();
        self.begin_queues_sync();
        self.begin_monitoring_sync();
        for desk in &mut self.agents {
            desk.calls.begin_sync();
            desk.reported_state = None;
        }
        self.apply_pbx_state(PbxState::Up, at);
    }

    fn pbx_synced(&mut self, at: Timestamp) {
        if !std::mem::take(&mut self.link.is_syncing) {
            return;
        }
        for agent in 0..self.agents.len() {
            for (call, has_ended) in self.agents[agent].calls.end_sync(at, self.now) {
                self.publish_call(agent, &call.id, at);
                if has_ended {
                    self.call_ended(agent, &call, at);
                }
            }
        }
        self.end_parked_sync(at);
        self.end_queues_sync();
        self.end_monitoring_sync(at);
        self.settle_unfinished();
        (0..self.agents.len()).for_each(|agent| self.mirror_agent_state(agent));
    }

    /// Has the PBX take over an agent's mode if it has reported another one, or none.
    pub(super) fn mirror_agent_state(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        let is_same = desk.reported_state.as_ref().is_some_and(|reported| *reported == chosen(&desk.state));
        // Of work of another channel the PBX reports nothing.
        let is_occupied = desk.state.mode == AgentMode::Ready && desk.state.other_work;
        if desk.is_state_known && (!is_same || is_occupied) {
            self.tell_pbx_mode(agent);
        }
    }

    fn pbx_down(&mut self, at: Timestamp) {
        self.link.is_syncing = false;
        self.apply_pbx_state(PbxState::Down, at);
        (0..self.agents.len()).for_each(|agent| self.apply_phone_state(agent, PhoneState::Unknown, at));
    }

    fn apply_pbx_state(&mut self, state: PbxState, at: Timestamp) {
        if self.link.state != state {
            self.link.state = state;
            (0..self.agents.len()).for_each(|agent| self.publish(agent, at, Event::Pbx { pbx: state }));
        }
    }

    fn apply_phone_state(&mut self, agent: usize, state: PhoneState, at: Timestamp) {
        if self.agents[agent].phone != state {
            self.agents[agent].phone = state;
            self.publish(agent, at, Event::Phone { phone: state });
        }
    }

    fn agent_state_reported(&mut self, agent: usize, mode: AgentMode, reason: Option<String>, at: Timestamp) {
        let reported = ChosenMode { mode, reason };
        let desk = &mut self.agents[agent];
        if self.link.is_syncing {
            // After a restart the PBX may report an old mode: if the hub knows the mode, the hub's mode counts.
            desk.reported_state = Some(reported.clone());
            if desk.is_state_known {
                return;
            }
        }
        let is_news = !desk.is_state_known || chosen(&desk.state) != reported;
        if is_news {
            self.change_mode(agent, reported.into(), at);
        }
    }

    fn call_reported(&mut self, agent: usize, mut call: Call, at: Timestamp) {
        self.name_colleague(agent, &mut call);
        self.drop_outdated_record(agent, &mut call);
        let before = self.agents[agent].calls.get(&call.id).map(|known| known.call.clone());
        let call = match self.agents[agent].calls.update(&call, self.now) {
            CallUpdate::Unchanged => return,
            CallUpdate::Changed(call) => *call,
            CallUpdate::New => self.add_call(agent, call),
        };
        let request_before = before.as_ref().map(|before| before.request_id.as_str());
        self.index_part(agent, &call.id, request_before);
        if request_before != Some(&call.request_id) {
            self.travel_to(agent, &call.id);
        }
        if is_answered(&call) && !before.as_ref().is_some_and(is_answered) {
            // Whoever is offered the call from now on, after a transfer for instance, is the first of a new round.
            self.first_offers.remove(&call.request_id);
            self.settle_callbacks_of(agent, &call);
        }
        self.publish_call(agent, &call.id, at);
        self.primary_on_call(agent, &call, before.is_none());
        self.note_missed(agent, before.as_ref(), &call);
        if call.ended.is_some() && before.is_none_or(|before| before.ended.is_none()) {
            self.call_ended(agent, &call, at);
        }
        if call.ended.is_some() {
            self.evict_calls(agent);
        }
    }

    /// A call has ended for an agent.
    fn call_ended(&mut self, agent: usize, call: &Call, at: Timestamp) {
        self.follow_call(agent, call, at);
        self.end_attempt(&call.id);
        self.look_for_missed_caller(call);
    }

    /// Adds a new call, with what belongs to the number that the agent dialled.
    fn add_call(&mut self, agent: usize, mut call: Call) -> Call {
        call.first_offer = self.is_first_offer(&call);
        let desk = &mut self.agents[agent];
        let expected = desk.expected.remove(&call.id).map(|(note, _)| note);
        let note = expected.or_else(|| dialled_from(&desk.dialled, &call)).unwrap_or_default();
        call.remote_extension = call.remote_extension.or(note.extension);
        // The record that the agent clicked counts more than one of the PBX.
        let call = desk.calls.insert(call, note.record, self.now);
        if let Some(callback) = note.callback {
            self.begin_attempt(agent, &callback, &call.id);
        }
        call
    }

    /// Finds out which restored calls belong together.
    pub(super) fn restore_parts(&mut self) {
        for agent in 0..self.agents.len() {
            let ids: Vec<_> = self.agents[agent].calls.all().map(|entry| entry.id.clone()).collect();
            for id in ids {
                self.index_part(agent, &id, None);
            }
        }
    }

    /// Remembers which agents were offered the restored calls first.
    pub(super) fn restore_first_offers(&mut self) {
        let now = self.now.steady;
        let calls = || self.agents.iter().flat_map(|desk| desk.calls.all()).map(|entry| &entry.call);
        let answered: HashSet<_> = calls().filter(|call| is_answered(call)).map(|call| &call.request_id).collect();
        let is_open = |call: &&Call| call.direction == Direction::Inbound && !answered.contains(&call.request_id);
        let first = calls().filter(|call| call.first_offer).filter(is_open);
        self.first_offers = first.map(|call| (call.request_id.clone(), (call.id.clone(), now))).collect();
    }

    /// Whether this part is the first offer of an incoming call, which a group or queue offers to several agents. A second
    /// offer to the same agent is a part of its own and not the first.
    fn is_first_offer(&mut self, call: &Call) -> bool {
        if call.direction != Direction::Inbound {
            return true;
        }
        let first = self.first_offers.entry(call.request_id.clone());
        first.or_insert_with(|| (call.id.clone(), self.now.steady)).0 == call.id
    }
}

fn is_answered(call: &Call) -> bool {
    call.answered_at.is_some()
}

/// Returns the note of the command by which this call's number is being dialled. The PBX may report the call before it
/// answers the request.
fn dialled_from(dialled: &[(u64, String, DialNote)], call: &Call) -> Option<DialNote> {
    let Number::Known { digits } = &call.remote.number else { return None };
    if call.direction != Direction::Outbound {
        return None;
    }
    dialled.iter().find(|(_, number, _)| number == digits).map(|(.., note)| note.clone())
}
