//! The past calls of a server without a store.

use super::{
    change::{AgentKey, Change},
    history::{HistoryQuery, PastCall},
};
use denwa_protocol::{Call, Timestamp};
use std::collections::{BTreeMap, HashMap};

/// Past calls of all agents, by beginning and ID.
#[derive(Debug, Default)]
pub struct MemoryHistory(HashMap<AgentKey, BTreeMap<(Timestamp, String), PastCall>>);

impl MemoryHistory {
    /// Applies a change if it is about past calls.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::History { agent, call } => {
                let place = (call.call.began_at, call.call.id.clone());
                self.0.entry(agent).or_default().insert(place, *call);
            }
            Change::ForgetHistory { before } => {
                for calls in self.0.values_mut() {
                    calls.retain(|(began_at, _), _| *began_at >= before);
                }
            }
            Change::TrimHistory { agent, keep } => {
                let calls = self.0.entry(agent).or_default();
                while calls.len() > keep as usize {
                    calls.pop_first();
                }
            }
            _ => {}
        }
    }

    /// Returns the calls that are asked for, the newest first.
    pub fn read(&self, query: &HistoryQuery) -> Vec<Call> {
        let calls = self.0.get(&query.agent).into_iter().flat_map(|calls| calls.values().rev());
        let wanted = calls.filter(|past| query.wants(past.call.began_at, past.is_missed(), &past.find));
        wanted.take(query.limit).map(|past| past.call.clone()).collect()
    }
}
