//! An agent's past calls. They are in the store, not in the hub: the hub reports every call that has ended, and asks its
//! caller to read them.

use super::{Effect, Hub, SessionId, commands::MAX_ID_BYTES};
use crate::store::{
    Change,
    history::{HistoryQuery, Needle, PastCall},
};
use denwa_protocol::{Call, HistoryFilter, MAX_FIND_CHARS, MAX_MESSAGE_BYTES, ServerMessage, Timestamp};

/// How many calls an answer has at most.
const PAGE_CALLS: usize = 50;

/// The bytes of calls in an answer. One call always fits.
const PAGE_BYTES: usize = MAX_MESSAGE_BYTES - 1_024;

/// How often past calls that are too old or too many are forgotten, in milliseconds.
const TRIM_MS: u64 = 3_600_000;

impl Hub {
    /// A panel asks for past calls.
    pub(super) fn read_history(
        &mut self,
        session: SessionId,
        id: String,
        before: Option<Timestamp>,
        only: HistoryFilter,
        find: Option<String>,
    ) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        if id.len() > MAX_ID_BYTES {
            return;
        }
        let find: Option<String> = find.map(|text| text.chars().take(MAX_FIND_CHARS).collect());
        let query = HistoryQuery {
            agent: self.agents[agent].key.clone(),
            before,
            is_missed_only: only == HistoryFilter::Missed,
            find: find.as_deref().and_then(Needle::new),
            limit: PAGE_CALLS + 1,
        };
        self.effects.push(Effect::ReadHistory { session, id, query });
    }

    /// The past calls have been read; `None` if that failed. Then the calls that the hub still has must do.
    pub(super) fn history_read(
        &mut self,
        session: SessionId,
        id: String,
        query: &HistoryQuery,
        calls: Option<Vec<Call>>,
    ) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        // The session's number is never used again, so the agent is the one who asked.
        let calls = calls.unwrap_or_else(|| self.recent_calls(agent, query));
        let (calls, more) = page(calls);
        self.send(session, ServerMessage::History { id, calls, more });
    }

    fn recent_calls(&self, agent: usize, query: &HistoryQuery) -> Vec<Call> {
        let ended = self.agents[agent].calls.all().map(|entry| &entry.call).filter(|call| call.ended.is_some());
        let past = ended.map(|call| PastCall::new(call, &self.config.country_code));
        let mut calls: Vec<Call> = past
            .filter(|past| query.wants(past.call.began_at, past.is_missed(), &past.find))
            .map(|past| past.call)
            .collect();
        calls.sort_by(|a, b| (b.began_at, &b.id).cmp(&(a.began_at, &a.id)));
        calls.truncate(query.limit);
        calls
    }

    /// Keeps a call that has ended for the history.
    pub(super) fn keep_history(&mut self, agent: usize, call: &Call) {
        let past = Box::new(PastCall::new(call, &self.config.country_code));
        let desk = &mut self.agents[agent];
        desk.has_new_history = true;
        self.effects.push(Effect::Keep(Change::History { agent: desk.key.clone(), call: past }));
    }

    /// Forgets past calls that are too old, and those that are too many.
    pub(super) fn trim_history(&mut self) {
        if self.now.steady < self.history_trimmed_at + TRIM_MS {
            return;
        }
        self.history_trimmed_at = self.now.steady;
        let before = self.now.wall.saturating_sub(self.config.store.history_ms());
        self.effects.push(Effect::Keep(Change::ForgetHistory { before }));
        let keep = self.config.store.history_calls;
        for desk in &mut self.agents {
            if std::mem::take(&mut desk.has_new_history) {
                self.effects.push(Effect::Keep(Change::TrimHistory { agent: desk.key.clone(), keep }));
            }
        }
    }
}

/// Returns the calls that fit into an answer, and whether there are more. The next question names a time, so calls that
/// began at the same time stay together.
fn page(mut calls: Vec<Call>) -> (Vec<Call>, bool) {
    let mut room = PAGE_BYTES;
    let fits = |call: &&Call| {
        let size = serde_json::to_string(call).map_or(usize::MAX, |text| text.len() + 1);
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    let count = calls.iter().take(PAGE_CALLS).take_while(fits).count();
    let Some(next) = calls.get(count).map(|call| call.began_at) else { return (calls, false) };
    let together = calls[..count].iter().filter(|call| call.began_at != next).count();
    calls.truncate(if together == 0 { count } else { together });
    (calls, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use denwa_protocol::CallNote;

    fn call(began_at: u64, note: usize) -> Call {
        let note = (note > 0).then(|| CallNote { text: "x".repeat(note), revision: 1 });
        Call { began_at, note, ..Call::default() }
    }

    #[test]
    fn a_page_fits_into_a_message_and_keeps_simultaneous_calls_together() {
        let (calls, more) = page((0..50).rev().map(|at| call(at, 0)).collect());
        assert_eq!((calls.len(), more), (50, false));
        let (calls, more) = page((0..51).rev().map(|at| call(at, 0)).collect());
        assert_eq!((calls.len(), more), (50, true));
        let (calls, more) = page((0..20).rev().map(|at| call(at, 10_000)).collect());
        assert_eq!((calls.len(), more), (6, true));
        // The 50th and the 51st call began at the same time.
        let (calls, more) = page((0..51u64).rev().map(|at| call(at.max(1), 0)).collect());
        assert_eq!((calls.len(), more), (49, true));
        assert_eq!(calls.last().map(|call| call.began_at), Some(2));
        // More than a page began at the same time: they cannot stay together.
        let (calls, more) = page((0..51).map(|_| call(7, 0)).collect());
        assert_eq!((calls.len(), more), (50, true));
        assert_eq!(page(Vec::new()), (Vec::new(), false));
    }
}
