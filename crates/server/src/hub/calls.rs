//! One agent's calls: those that live, and those that ended within the hour.

use super::ENDED_CALL_MS;
use denwa_protocol::{Call, Cause, ConnectionState, Ended, Number, Timestamp};
use std::collections::BTreeMap;

/// Longest name and number taken from outside, in characters.
const TEXT: usize = 128;

/// The calls, by [`Call::id`].
#[derive(Debug, Default)]
pub struct CallBook {
    calls: BTreeMap<String, Entry>,
}

/// A call and what the hub knows beside it.
#[derive(Debug)]
pub struct Entry {
    /// The call as panels see it.
    pub call: Call,
    /// Whether a panel has settled the question of its log, after its end.
    pub settled: bool,
    /// When it ended, by the hub's clock.
    pub ended_at: Option<Timestamp>,
    /// Whether the PBX has told of it since it came up.
    told: bool,
}

/// What became of a call the PBX told of.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// It is new: it has to be completed with [`CallBook::insert`].
    New,
    /// It changed; this is how it stands.
    Changed(Box<Call>),
    /// Nothing new, or it had ended before.
    Same,
}

impl CallBook {
    /// The call of that ID.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.calls.get(id)
    }

    /// The call of that ID, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.calls.get_mut(id)
    }

    /// Takes what the PBX tells of a call, keeping what is the hub's own.
    pub fn tell(&mut self, call: &Call, now: Timestamp) -> Told {
        let Some(entry) = self.calls.get_mut(&call.id) else { return Told::New };
        entry.told = true;
        if entry.call.ended.is_some() {
            return Told::Same;
        }
        let known = &entry.call;
        let mut call = clean(call.clone());
        call.request_id.clone_from(&known.request_id);
        call.began_at = known.began_at;
        call.first_offer = known.first_offer;
        call.record = known.record.clone().or(call.record);
        call.note.clone_from(&known.note);
        call.log.clone_from(&known.log);
        if call == entry.call {
            return Told::Same;
        }
        entry.ended_at = call.ended.map(|_| now);
        entry.call = call.clone();
        Told::Changed(Box::new(call))
    }

    /// Adds a call and returns it as panels see it.
    pub fn insert(&mut self, call: Call, now: Timestamp) -> Call {
        let mut call = clean(call);
        (call.note, call.log) = (None, None);
        let ended_at = call.ended.map(|_| now);
        self.calls.insert(call.id.clone(), Entry { call: call.clone(), settled: false, ended_at, told: true });
        call
    }

    /// The PBX came up: what it does not tell again from now on is gone.
    pub fn begin_sync(&mut self) {
        self.calls.values_mut().for_each(|entry| entry.told = false);
    }

    /// The PBX has told all: ends what it did not tell, and returns it.
    pub fn end_sync(&mut self, at: Timestamp, now: Timestamp) -> Vec<Call> {
        let lost = self.calls.values_mut().filter(|entry| !entry.told && entry.call.ended.is_none());
        lost.map(|entry| {
            entry.call.state = ConnectionState::Null;
            entry.call.remote_state = ConnectionState::Null;
            entry.call.held_at = None;
            entry.call.ended = Some(Ended { at, cause: Cause::Lost });
            entry.ended_at = Some(now);
            entry.call.clone()
        })
        .collect()
    }

    /// The calls a snapshot has: those that live first, then those of the last hour whose log is open, the newest first.
    pub fn open(&self, now: Timestamp) -> Vec<&Call> {
        let kept = |entry: &&Entry| !entry.settled && entry.ended_at.is_none_or(|at| at + ENDED_CALL_MS > now);
        let mut open: Vec<&Entry> = self.calls.values().filter(kept).collect();
        open.sort_by_key(|entry| std::cmp::Reverse((entry.ended_at.unwrap_or(u64::MAX), entry.call.began_at)));
        open.into_iter().map(|entry| &entry.call).collect()
    }

    /// Forgets calls that ended more than an hour ago. A settled one is kept as long: its notes may still change.
    pub fn sweep(&mut self, now: Timestamp) {
        self.calls.retain(|_, entry| entry.ended_at.is_none_or(|at| at + ENDED_CALL_MS > now));
    }
}

/// Text from outside, cut to a length that fits into a message, without control characters.
fn clean(mut call: Call) -> Call {
    let cut = |text: &mut String| {
        if text.chars().any(char::is_control) || text.chars().nth(TEXT).is_some() {
            *text = text.chars().filter(|c| !c.is_control()).take(TEXT).collect();
        }
    };
    if let Number::Known { digits } = &mut call.remote.number {
        cut(digits);
    }
    let record = call.record.as_mut().and_then(|record| record.name.as_mut());
    [call.remote.name.as_mut(), call.line.as_mut(), call.queue.as_mut(), record].into_iter().flatten().for_each(cut);
    call
}
