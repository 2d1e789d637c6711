//! An agent's calls: the live ones and those that ended within the last hour.

use super::ENDED_CALL_MS;
use crate::clock::Steady;
use denwa_protocol::{Call, Cause, ConnectionState, Ended, Number, Timestamp};
use std::collections::BTreeMap;

/// Longest name or number accepted from the PBX, in characters; longer texts are cut.
const MAX_TEXT_CHARS: usize = 128;

/// An agent's calls, by [`Call::id`].
#[derive(Debug, Default)]
pub struct CallBook {
    calls: BTreeMap<String, Entry>,
}

/// A call and the hub's notes about it.
#[derive(Debug)]
pub struct Entry {
    /// The call as panels see it.
    pub call: Call,
    /// Whether a panel has reported, after the call's end, that its log is written or not needed.
    pub is_log_settled: bool,
    /// When the call's end was reported.
    pub ended_at: Option<Steady>,
    /// Whether the PBX has reported the call since it came up.
    is_confirmed: bool,
}

/// The result of a report about a call.
#[derive(Debug, PartialEq, Eq)]
pub enum CallUpdate {
    /// The call is new: complete it and add it with [`CallBook::insert`].
    New,
    /// The call changed; this is its new state.
    Changed(Box<Call>),
    /// The report brings nothing new, or the call had already ended.
    Unchanged,
}

impl CallBook {
    /// Returns the call with this ID.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.calls.get(id)
    }

    /// Returns the call with this ID for changing.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.calls.get_mut(id)
    }

    /// Returns the live calls.
    pub fn live(&self) -> impl Iterator<Item = &Call> {
        self.calls.values().map(|entry| &entry.call).filter(|call| call.ended.is_none())
    }

    /// Applies the PBX's report of a call. Keeps the fields that the hub owns: beginning, record, notes, log. The end of
    /// a call stays as it is, except that a missed call may turn out to be answered elsewhere.
    pub fn update(&mut self, call: &Call, now: Steady) -> CallUpdate {
        let Some(entry) = self.calls.get_mut(&call.id) else { return CallUpdate::New };
        entry.is_confirmed = true;
        if let Some(ended) = &mut entry.call.ended {
            let cause = call.ended.map(|ended| ended.cause);
            if ended.cause != Cause::Missed || cause != Some(Cause::AnsweredElsewhere) {
                return CallUpdate::Unchanged;
            }
            ended.cause = Cause::AnsweredElsewhere;
            return CallUpdate::Changed(Box::new(entry.call.clone()));
        }
        let known = &entry.call;
        let mut call = clean(call.clone());
        call.began_at = known.began_at;
        call.first_offer = known.first_offer;
        call.record = known.record.clone().or(call.record);
        call.note.clone_from(&known.note);
        call.result.clone_from(&known.result);
        call.log.clone_from(&known.log);
        if call == entry.call {
            return CallUpdate::Unchanged;
        }
        entry.ended_at = call.ended.map(|_| now);
        entry.call = call.clone();
        CallUpdate::Changed(Box::new(call))
    }

    /// Adds a call and returns it in the form that panels see.
    pub fn insert(&mut self, call: Call, now: Steady) -> Call {
        let mut call = clean(call);
        (call.note, call.result, call.log) = (None, None, None);
        let ended_at = call.ended.map(|_| now);
        let entry = Entry { call: call.clone(), is_log_settled: false, ended_at, is_confirmed: true };
        self.calls.insert(call.id.clone(), entry);
        call
    }

    /// Notes that the PBX came up: [`CallBook::end_sync`] ends the calls it does not report from now on.
    pub fn begin_sync(&mut self) {
        self.calls.values_mut().for_each(|entry| entry.is_confirmed = false);
    }

    /// Ends the calls that the PBX has not reported since [`CallBook::begin_sync`], and returns them.
    pub fn end_sync(&mut self, at: Timestamp, now: Steady) -> Vec<Call> {
        let lost = self.calls.values_mut().filter(|entry| !entry.is_confirmed && entry.call.ended.is_none());
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

    /// Returns the calls for a snapshot: first the live calls, then the calls of the last hour without a settled log,
    /// newest first.
    pub fn open(&self, now: Steady) -> Vec<&Call> {
        let is_open =
            |entry: &&Entry| !entry.is_log_settled && entry.ended_at.is_none_or(|at| at + ENDED_CALL_MS > now);
        let mut open: Vec<&Entry> = self.calls.values().filter(is_open).collect();
        open.sort_by_key(|entry| std::cmp::Reverse((entry.ended_at.unwrap_or(Steady::NEVER), entry.call.began_at)));
        open.into_iter().map(|entry| &entry.call).collect()
    }

    /// Forgets calls that ended more than an hour ago. Calls with a settled log are kept as long: their notes may still
    /// change.
    pub fn sweep(&mut self, now: Steady) {
        self.calls.retain(|_, entry| entry.ended_at.is_none_or(|at| at + ENDED_CALL_MS > now));
    }
}

/// Cuts the texts of a call to a length that fits into a message, and removes control characters.
fn clean(mut call: Call) -> Call {
    let cut = |text: &mut String| {
        if text.chars().any(char::is_control) || text.chars().nth(MAX_TEXT_CHARS).is_some() {
            *text = text.chars().filter(|c| !c.is_control()).take(MAX_TEXT_CHARS).collect();
        }
    };
    if let Number::Known { digits } = &mut call.remote.number {
        cut(digits);
    }
    let record = call.record.as_mut().and_then(|record| record.name.as_mut());
    [call.remote.name.as_mut(), call.line.as_mut(), call.queue.as_mut(), record].into_iter().flatten().for_each(cut);
    call
}
