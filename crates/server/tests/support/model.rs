//! A store in memory: applies the hub's changes and gives back what a real store would.

use denwa_protocol::{Call, Timestamp};
use denwa_server::store::{
    Change, Restored,
    change::{AgentKey, KeptCommand, RestoredAgent},
    history::{HistoryQuery, PastCall},
    trace::Trace,
};
use std::collections::BTreeMap;

/// What has been kept.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The state for the next start, without that start's own number and name.
    pub restored: Restored,
    /// The past calls, by agent, beginning and ID.
    pub history: BTreeMap<(AgentKey, Timestamp, String), PastCall>,
    /// What has left a trace.
    pub traces: Vec<Trace>,
}

impl Model {
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Call { agent, call } => {
                let calls = &mut self.agent(agent).calls;
                calls.retain(|known| known.call.id != call.call.id);
                calls.push((**call).clone());
                calls.sort_by(|a, b| a.call.id.cmp(&b.call.id));
            }
            Change::ForgetCall { agent, id } => self.agent(agent).calls.retain(|known| known.call.id != *id),
            Change::Agent { agent, state } => self.agent(agent).state = Some(state.clone()),
            Change::Work { agent, work } => self.agent(agent).work = work.clone(),
            Change::Event { agent, event } => {
                let agent = self.agent(agent);
                let last = agent.events.last().map_or(agent.floor.0, |last| last.seq);
                assert_eq!(event.seq, last + 1, "events have no gaps");
                agent.events.push(event.clone());
            }
            Change::Floor { agent, seq, boot } => self.agent(agent).floor = (*seq, *boot),
            Change::Command { agent, id, command } => {
                let commands = &mut self.agent(agent).commands;
                commands.retain(|(known, _)| known != id);
                commands.push((id.clone(), command.clone()));
                sort(commands);
            }
            Change::Missed { agent, missed } => self.agent(agent).missed.clone_from(missed),
            Change::Messages { agent, messages } => self.agent(agent).messages.clone_from(messages),
            Change::History { agent, call } => {
                let place = (agent.clone(), call.call.began_at, call.call.id.clone());
                self.history.insert(place, (**call).clone());
            }
            Change::ForgetHistory { before } => self.history.retain(|(_, began_at, _), _| began_at >= before),
            Change::TrimHistory { agent, keep } => {
                let own: Vec<_> = self.history.keys().filter(|(key, ..)| key == agent).cloned().collect();
                for place in own.iter().rev().skip(*keep as usize) {
                    self.history.remove(place);
                }
            }
            Change::ForgetCommands { before } => {
                for agent in self.restored.agents.values_mut() {
                    agent.commands.retain(|(_, command)| command.at >= *before);
                }
            }
            Change::Callback { callback } => {
                let callbacks = &mut self.restored.callbacks;
                callbacks.retain(|known| known.callback.id != callback.callback.id);
                callbacks.push((**callback).clone());
                callbacks.sort_by(|a, b| a.callback.id.cmp(&b.callback.id));
            }
            Change::ForgetCallback { id } => self.restored.callbacks.retain(|known| known.callback.id != *id),
            Change::Trace { trace } => self.traces.push(trace.clone()),
            Change::Token { token } => {
                let tokens = &mut self.restored.tokens;
                tokens.retain(|known| (&known.organisation, &known.id) != (&token.organisation, &token.id));
                tokens.push(token.clone());
                tokens.sort_by(|a, b| (&a.organisation, &a.id).cmp(&(&b.organisation, &b.id)));
            }
            Change::ForgetTokens { before } => self.restored.tokens.retain(|token| token.expires_at >= *before),
        }
    }

    #[allow(dead_code, reason = "not every test reads past calls from it")]
    /// Returns the past calls that are asked for, the newest first.
    pub fn read(&self, query: &HistoryQuery) -> Vec<Call> {
        let own = self.history.iter().rev().filter(|((agent, ..), _)| *agent == query.agent);
        let wanted = own.filter(|(_, past)| query.wants(past.call.began_at, past.is_missed(), &past.find));
        wanted.take(query.limit).map(|(_, past)| past.call.clone()).collect()
    }

    #[allow(dead_code, reason = "not every test starts a server with it")]
    /// Returns what the next start of the server, with this name, gets.
    pub fn start(&mut self, name: &str) -> Restored {
        let next = self.restored.boots.last().map_or(1, |(n, _)| n + 1);
        self.restored.boots.push((next, name.to_owned()));
        self.restored.clone()
    }

    fn agent(&mut self, agent: &AgentKey) -> &mut RestoredAgent {
        self.restored.agents.entry(agent.clone()).or_default()
    }
}

fn sort(commands: &mut [(String, KeptCommand)]) {
    commands.sort_by(|(a, kept), (b, other)| (kept.at, a).cmp(&(other.at, b)));
}
