//! The server's store, as far as the hub can tell it from a real one: what was kept is there at the next start.

use crate::plan::Protection;
use denwa_protocol::{AgentMessage, AgentState, Call, Timestamp};
use denwa_server::store::{
    Change, Restored,
    callback::KeptCallback,
    change::{AgentKey, KeptCall, KeptCommand, MissedCall, RestoredAgent, StreamEvent},
    history::{HistoryQuery, PastCall},
    work::KeptWork,
};
use std::collections::{BTreeMap, VecDeque};

/// How many events of an agent are kept: more than the hub reads.
const MOST_EVENTS: usize = 256;

/// The store.
#[derive(Debug, Default)]
pub struct Store {
    without: Option<Protection>,
    boots: Vec<(u64, String)>,
    agents: BTreeMap<AgentKey, KeptAgent>,
    callbacks: BTreeMap<String, KeptCallback>,
    history: BTreeMap<(AgentKey, Timestamp, String), PastCall>,
}

#[derive(Debug, Default)]
struct KeptAgent {
    state: Option<AgentState>,
    work: KeptWork,
    calls: BTreeMap<String, KeptCall>,
    floor: (u64, u64),
    events: VecDeque<StreamEvent>,
    commands: BTreeMap<String, KeptCommand>,
    missed: Vec<MissedCall>,
    messages: Vec<AgentMessage>,
}

impl Store {
    /// Makes an empty store; it forgets what `without` names.
    pub fn new(without: Option<Protection>) -> Self {
        Self { without, ..Self::default() }
    }

    /// Keeps a change.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Call { agent, call } => drop(self.agent(agent).calls.insert(call.call.id.clone(), *call)),
            Change::ForgetCall { agent, id } => drop(self.agent(agent).calls.remove(&id)),
            Change::Agent { agent, state } => self.agent(agent).state = Some(state),
            Change::Work { agent, work } => self.agent(agent).work = work,
            Change::Event { agent, event } => self.agent(agent).add_event(event),
            Change::Floor { agent, seq, boot } => self.agent(agent).floor = (seq, boot),
            Change::Command { agent, id, command } => drop(self.agent(agent).commands.insert(id, command)),
            Change::ForgetCommands { before } => {
                for agent in self.agents.values_mut() {
                    agent.commands.retain(|_, command| command.at >= before);
                }
            }
            Change::Missed { agent, missed } => self.agent(agent).missed = missed,
            Change::Messages { agent, messages } => self.agent(agent).messages = messages,
            Change::History { agent, call } => {
                self.history.insert((agent, call.call.began_at, call.call.id.clone()), *call);
            }
            Change::Callback { callback } => {
                self.callbacks.insert(callback.callback.id.clone(), *callback);
            }
            Change::ForgetCallback { id } => drop(self.callbacks.remove(&id)),
            // Nothing here lasts for so many days, or signs in with a stolen token.
            Change::ForgetHistory { .. }
            | Change::TrimHistory { .. }
            | Change::Trace { .. }
            | Change::Token { .. }
            | Change::ForgetTokens { .. } => {}
        }
    }

    fn agent(&mut self, agent: AgentKey) -> &mut KeptAgent {
        self.agents.entry(agent).or_default()
    }

    /// Returns what the next start of the server, with this name, gets.
    pub fn restore(&mut self, name: &str) -> Restored {
        let next = self.boots.last().map_or(1, |(n, _)| n + 1);
        self.boots.push((next, name.to_owned()));
        if self.without == Some(Protection::Store) {
            self.agents.clear();
            self.callbacks.clear();
        }
        if self.without == Some(Protection::CommandMemory) {
            self.agents.values_mut().for_each(|agent| agent.commands.clear());
        }
        Restored {
            boots: self.boots.clone(),
            agents: self.agents.iter().map(|(key, agent)| (key.clone(), agent.restore())).collect(),
            tokens: Vec::new(),
            callbacks: self.callbacks.values().cloned().collect(),
        }
    }

    /// Returns the past calls that are asked for, the newest first.
    pub fn read_history(&self, query: &HistoryQuery) -> Vec<Call> {
        let own = self.history.iter().rev().filter(|((agent, ..), _)| *agent == query.agent);
        let wanted = own.filter(|(_, past)| query.wants(past.call.began_at, past.is_missed(), &past.find));
        wanted.take(query.limit).map(|(_, past)| past.call.clone()).collect()
    }
}

impl KeptAgent {
    fn add_event(&mut self, event: StreamEvent) {
        let last = self.events.back().map_or(self.floor.0, |last| last.seq);
        assert_eq!(event.seq, last + 1, "events have no gaps");
        self.events.push_back(event);
        if self.events.len() > MOST_EVENTS
            && let Some(first) = self.events.pop_front()
        {
            self.floor = (first.seq, first.boot);
        }
    }

    fn restore(&self) -> RestoredAgent {
        let mut commands: Vec<_> = self.commands.iter().map(|(id, kept)| (id.clone(), kept.clone())).collect();
        commands.sort_by(|(a, kept), (b, other)| (kept.at, a).cmp(&(other.at, b)));
        RestoredAgent {
            state: self.state.clone(),
            calls: self.calls.values().cloned().collect(),
            floor: self.floor,
            events: self.events.iter().cloned().collect(),
            commands,
            missed: self.missed.clone(),
            messages: self.messages.clone(),
            work: self.work.clone(),
        }
    }
}
