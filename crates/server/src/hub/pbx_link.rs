//! What the PBX tells: calls, phones, agents' states, and its own coming and going.

use super::{Hub, calls::Told};
use crate::pbx::{PbxEvent, PbxRequest, Stamped};
use denwa_protocol::{
    AgentMode, AgentState, Call, Capability, Direction, Event, Number, PbxState, PhoneState, Timestamp,
};

impl Hub {
    pub(super) fn pbx_event(&mut self, Stamped { at, event }: Stamped) {
        match event {
            PbxEvent::Up { product } => self.pbx_up(product, at),
            PbxEvent::Synced => self.pbx_synced(at),
            PbxEvent::Down => self.pbx_down(at),
            PbxEvent::Phone { extension, state } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.phone_is(agent, state, at);
                }
            }
            PbxEvent::Agent { extension, mode, reason } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.agent_told(agent, mode, reason, at);
                }
            }
            PbxEvent::Call { extension, call } => {
                if let Some(agent) = self.by_extension.get(&extension).copied() {
                    self.call_told(agent, *call, at);
                }
            }
        }
    }

    fn pbx_up(&mut self, product: String, at: Timestamp) {
        self.link.product = product;
        self.link.syncing = true;
        for desk in &mut self.agents {
            desk.calls.begin_sync();
            desk.state_told = None;
        }
        self.pbx_is(PbxState::Up, at);
    }

    fn pbx_synced(&mut self, at: Timestamp) {
        if !std::mem::take(&mut self.link.syncing) {
            return;
        }
        for agent in 0..self.agents.len() {
            for call in self.agents[agent].calls.end_sync(at, self.now) {
                self.publish(agent, at, Event::Call { call });
            }
            let desk = &self.agents[agent];
            let (mode, reason) = (desk.state.mode, desk.state.reason.clone());
            let same = desk.state_told.as_ref().is_some_and(|told| *told == (mode, reason.clone()));
            if desk.state_known && !same && desk.capabilities.agent_state == Capability::Available {
                self.ask(agent, None, None, PbxRequest::SetAgentState { mode, reason });
            }
        }
    }

    fn pbx_down(&mut self, at: Timestamp) {
        self.link.syncing = false;
        self.pbx_is(PbxState::Down, at);
        (0..self.agents.len()).for_each(|agent| self.phone_is(agent, PhoneState::Unknown, at));
    }

    fn pbx_is(&mut self, state: PbxState, at: Timestamp) {
        if self.link.state != state {
            self.link.state = state;
            (0..self.agents.len()).for_each(|agent| self.publish(agent, at, Event::Pbx { pbx: state }));
        }
    }

    fn phone_is(&mut self, agent: usize, state: PhoneState, at: Timestamp) {
        if self.agents[agent].phone != state {
            self.agents[agent].phone = state;
            self.publish(agent, at, Event::Phone { phone: state });
        }
    }

    fn agent_told(&mut self, agent: usize, mode: AgentMode, reason: Option<String>, at: Timestamp) {
        let desk = &mut self.agents[agent];
        if self.link.syncing {
            // While it comes up the PBX tells what it remembers, which may be old: the hub's state wins, if it has one.
            desk.state_told = Some((mode, reason.clone()));
            if desk.state_known {
                return;
            }
        }
        self.agent_is(agent, mode, reason, at);
    }

    /// Sets an agent's state.
    pub(super) fn agent_is(&mut self, agent: usize, mode: AgentMode, reason: Option<String>, at: Timestamp) {
        let desk = &mut self.agents[agent];
        desk.state_known = true;
        if desk.state.mode != mode || desk.state.reason != reason {
            desk.state = AgentState { mode, reason, since: at };
            let agent_state = desk.state.clone();
            self.publish(agent, at, Event::Agent { agent: agent_state });
        }
    }

    fn call_told(&mut self, agent: usize, mut call: Call, at: Timestamp) {
        let call = match self.agents[agent].calls.tell(&call, self.now) {
            Told::Same => return,
            Told::Changed(call) => *call,
            Told::New => {
                call.first_offer = self.is_first_offer(&call);
                let desk = &mut self.agents[agent];
                let expected = desk.expected.remove(&call.id).map(|(record, _)| record);
                call.record = expected.or_else(|| dialled_from(&desk.dialled, &call)).or(call.record);
                desk.calls.insert(call, self.now)
            }
        };
        self.publish(agent, at, Event::Call { call });
    }

    /// Whether nobody was offered this queue call before, not even the same agent.
    fn is_first_offer(&mut self, call: &Call) -> bool {
        if call.queue.is_none() || call.direction != Direction::Inbound {
            return true;
        }
        let first = self.first_offers.entry(call.request_id.clone());
        first.or_insert_with(|| (call.id.clone(), self.now)).0 == call.id
    }
}

/// The record of a dialling that is under way to this call's number. The PBX may tell the call before it answers the request.
fn dialled_from(
    dialled: &[(u64, String, denwa_protocol::AttachedRecord)],
    call: &Call,
) -> Option<denwa_protocol::AttachedRecord> {
    let Number::Known { digits } = &call.remote.number else { return None };
    if call.direction != Direction::Outbound {
        return None;
    }
    dialled.iter().find(|(_, number, _)| number == digits).map(|(.., record)| record.clone())
}
