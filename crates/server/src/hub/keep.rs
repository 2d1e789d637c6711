//! Reports what must be kept over restarts. Each change is an effect before the messages and requests that depend on it.

use super::{Effect, Hub, calls::Forgotten};
use crate::store::{Change, change::KeptEvent, history::PastCall, work::KeptWork};
use denwa_protocol::{Command, Event, Timestamp};

impl Hub {
    fn keep(&mut self, change: Change) {
        self.effects.push(Effect::Keep(change));
    }

    /// Keeps a call as it is now.
    pub(super) fn keep_call(&mut self, agent: usize, id: &str) {
        let desk = &self.agents[agent];
        let Some(entry) = desk.calls.get(id) else { return };
        let call = Box::new(entry.kept());
        let agent = desk.key.clone();
        self.keep(Change::Call { agent, call });
    }

    /// Keeps an agent's mode.
    pub(super) fn keep_agent_state(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        let (agent, state) = (desk.key.clone(), desk.state.clone());
        self.keep(Change::Agent { agent, state });
    }

    /// Keeps an answered command, or one that is about to go to the PBX: `begun`.
    pub(super) fn keep_command(&mut self, agent: usize, id: &str, begun: Option<&Command>) {
        let desk = &self.agents[agent];
        let Some(command) = desk.memory.kept(id, begun) else { return };
        let agent = desk.key.clone();
        self.keep(Change::Command { agent, id: id.to_owned(), command });
    }

    /// Adds an event to an agent's stream, keeps it, and returns its number.
    pub(super) fn keep_event(&mut self, agent: usize, at: Timestamp, event: &Event) -> u64 {
        let desk = &mut self.agents[agent];
        let kept = match event {
            Event::Call { call } => match desk.calls.get(&call.id) {
                Some(entry) => KeptEvent::Call(entry.id.clone()),
                None => KeptEvent::Call(call.id.as_str().into()),
            },
            other => KeptEvent::Other(Box::new(other.clone())),
        };
        let event = desk.stream.push(at, kept);
        let (seq, agent) = (event.seq, desk.key.clone());
        self.keep(Change::Event { agent, event });
        seq
    }

    /// Forgets the oldest ended calls of an agent who has too many.
    pub(super) fn evict_calls(&mut self, agent: usize) {
        let limits = &self.config.store;
        let (max_calls, max_bytes) = (limits.calls_per_agent as usize, limits.bytes_per_agent);
        let desk = &mut self.agents[agent];
        let evicted = desk.calls.evict(max_calls, max_bytes);
        if !evicted.is_empty() {
            tracing::warn!(extension = desk.extension, count = evicted.len(), "forgot calls: the agent has too many");
        }
        self.forget_calls(agent, evicted);
    }

    /// Stops keeping calls that the hub has forgotten.
    pub(super) fn forget_calls(&mut self, agent: usize, forgotten: Vec<Forgotten>) {
        for Forgotten { id, request_id } in forgotten {
            self.parts.remove(&request_id, agent, &id);
            self.forget_hand(agent, &id);
            let agent = self.agents[agent].key.clone();
            self.keep(Change::ForgetCall { agent, id });
        }
    }

    /// Returns the whole state that must be kept, for a store that has missed changes.
    #[must_use]
    pub fn everything(&self) -> Vec<Change> {
        let mut all = Vec::new();
        for desk in &self.agents {
            let key = || desk.key.clone();
            if desk.is_state_known {
                all.push(Change::Agent { agent: key(), state: desk.state.clone() });
            }
            let (seq, boot) = desk.stream.floor();
            if seq > 0 {
                all.push(Change::Floor { agent: key(), seq, boot });
            }
            all.extend(desk.calls.all().map(|entry| Change::Call { agent: key(), call: Box::new(entry.kept()) }));
            let ended = desk.calls.all().filter(|entry| entry.call.ended.is_some());
            let past = ended.map(|entry| Box::new(PastCall::new(&entry.call, &self.config.country_code)));
            all.extend(past.map(|call| Change::History { agent: key(), call }));
            if desk.work != KeptWork::default() {
                all.push(Change::Work { agent: key(), work: desk.work.clone() });
            }
            if !desk.missed.is_empty() {
                all.push(Change::Missed { agent: key(), missed: desk.missed.clone() });
            }
            if !desk.messages.is_empty() {
                all.push(Change::Messages { agent: key(), messages: desk.messages.clone() });
            }
            all.extend(desk.stream.kept().map(|event| Change::Event { agent: key(), event: event.clone() }));
            let answered = desk.memory.answered().filter_map(|id| Some((id, desk.memory.kept(id, None)?)));
            all.extend(answered.map(|(id, command)| Change::Command { agent: key(), id: id.to_owned(), command }));
        }
        all.extend(self.all_callbacks());
        let running = self.tickets.values().filter_map(|ticket| {
            let (id, command) = ticket.command.as_ref()?;
            Some((ticket.agent, id, command))
        });
        let unfinished = self.unfinished.iter().map(|one| (one.agent, &one.id, &one.command));
        for (agent, id, command) in running.chain(unfinished) {
            let desk = &self.agents[agent];
            if let Some(kept) = desk.memory.kept(id, Some(command)) {
                all.push(Change::Command { agent: desk.key.clone(), id: id.clone(), command: kept });
            }
        }
        all
    }
}
