//! An agent's calls: the live ones, and those that ended and may still get notes or a log.

use super::{SETTLED_CALL_MS, clean::clean};
use crate::{
    clock::{Now, Steady},
    store::change::{KeptCall, Origin, Origins},
};
use denwa_protocol::{AttachedRecord, Call, Cause, ConnectionState, Ended, Timestamp, TransferState};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// A call that ended and was not logged is kept at least this long after the server was started anew, in milliseconds:
/// the clock of the machine may be wrong then.
const MIN_KEEP_MS: u64 = 3_600_000;

/// What a call costs besides its notes, about, in bytes.
const CALL_BYTES: u64 = 1_024;

/// An agent's calls, by [`Call::id`].
#[derive(Debug)]
pub struct CallBook {
    calls: BTreeMap<String, Entry>,
    /// How long an ended call is kept for its log, in milliseconds.
    keep_ms: u64,
}

/// A call and the hub's notes about it.
#[derive(Debug)]
pub struct Entry {
    /// The call as panels see it.
    pub call: Call,
    /// Whether a panel has reported, after the call's end, that its log is written or not needed.
    pub is_log_settled: bool,
    /// The call's ID once more, shared with the events about the call.
    pub id: Arc<str>,
    /// Set when the call's end was reported.
    pub retention: Option<Retention>,
    /// Where the attached records come from.
    pub origins: Origins,
    /// Whether the PBX has reported the call since it came up.
    is_confirmed: bool,
}

/// A call that is no longer kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// [`Call::id`].
    pub id: String,
    /// [`Call::request_id`].
    pub request_id: String,
}

impl From<Entry> for Forgotten {
    fn from(entry: Entry) -> Self {
        Self { id: entry.call.id, request_id: entry.call.request_id }
    }
}

/// How long an ended call is kept.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// When the call's end was reported, in wall time.
    pub ended_at: Timestamp,
    /// Until when it is kept if its log is settled.
    settled_until: Steady,
    /// Until when it is kept if its log is open.
    open_until: Steady,
}

/// The place of a call in the order of snapshots, which is descending: live calls, then the latest end.
pub type Place = (Timestamp, Timestamp, Arc<str>);

impl Entry {
    /// Returns the call in the form in which it is kept over restarts.
    pub fn kept(&self) -> KeptCall {
        let ended_at = self.retention.map(|retention| retention.ended_at);
        let origins = self.origins.clone();
        KeptCall { call: self.call.clone(), is_log_settled: self.is_log_settled, ended_at, origins }
    }

    /// Something has changed that the log may have to say. After the end a panel has to correct the log and report it again, so the
    /// call is in snapshots until then.
    pub fn outdate_log(&mut self) {
        if self.call.ended.is_some() {
            self.call.revision = self.call.revision.saturating_add(1);
            if let Some(log) = &mut self.call.log {
                log.stale = true;
                self.is_log_settled = false;
            }
        }
    }

    /// Returns the call's place in snapshots.
    pub fn place(&self) -> Place {
        let ended_at = self.retention.map_or(Timestamp::MAX, |retention| retention.ended_at);
        (ended_at, self.call.began_at, self.id.clone())
    }

    fn is_expired(&self, now: Steady) -> bool {
        self.retention.is_some_and(|retention| {
            now >= if self.is_log_settled { retention.settled_until } else { retention.open_until }
        })
    }

    fn bytes(&self) -> u64 {
        CALL_BYTES + self.call.note.as_ref().map_or(0, |note| note.text.len() as u64)
    }
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
    /// Makes an agent's calls from those that were kept. Ended calls are kept for `keep_ms`, unless they are logged.
    pub fn new(keep_ms: u64, kept: Vec<KeptCall>, now: Now) -> Self {
        let mut book = Self { calls: BTreeMap::new(), keep_ms };
        for KeptCall { call, is_log_settled, ended_at, origins } in kept {
            let retention = ended_at.map(|ended_at| {
                let age = now.wall.saturating_sub(ended_at);
                Retention {
                    ended_at,
                    settled_until: now.steady + SETTLED_CALL_MS.saturating_sub(age),
                    open_until: now.steady + keep_ms.saturating_sub(age).max(MIN_KEEP_MS),
                }
            });
            let id: Arc<str> = call.id.as_str().into();
            let entry = Entry { call, is_log_settled, id: id.clone(), retention, origins, is_confirmed: false };
            book.calls.insert(id.to_string(), entry);
        }
        book
    }

    /// Returns the number of live calls, and of ended calls without a settled log.
    pub fn counts(&self) -> (usize, usize) {
        let live = self.calls.values().filter(|entry| entry.call.ended.is_none()).count();
        let ended = self.calls.values().filter(|entry| entry.call.ended.is_some() && !entry.is_log_settled);
        (live, ended.count())
    }

    /// Returns all calls.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.calls.values()
    }

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

    /// Applies the PBX's report of a call. Keeps the fields that the hub owns: beginning, record, extension, notes, log. The end of
    /// a call stays as it is, except that a missed call may turn out to be answered elsewhere, and that a blind transfer
    /// goes on.
    pub fn update(&mut self, call: &Call, now: Now) -> CallUpdate {
        let keep_ms = self.keep_ms;
        let Some(entry) = self.calls.get_mut(&call.id) else { return CallUpdate::New };
        entry.is_confirmed = true;
        if let Some(ended) = &mut entry.call.ended {
            let cause = call.ended.map(|ended| ended.cause);
            let is_answered_elsewhere = ended.cause == Cause::Missed && cause == Some(Cause::AnsweredElsewhere);
            let is_transfer_news = call.transfer.is_some() && call.transfer != entry.call.transfer;
            if is_answered_elsewhere {
                ended.cause = Cause::AnsweredElsewhere;
            }
            if is_transfer_news {
                let news = clean(call.clone());
                entry.call.transfer = news.transfer;
            }
            if !is_answered_elsewhere && !is_transfer_news {
                return CallUpdate::Unchanged;
            }
            entry.outdate_log();
            return CallUpdate::Changed(Box::new(entry.call.clone()));
        }
        let known = &entry.call;
        let mut call = clean(call.clone());
        call.began_at = known.began_at;
        call.first_offer = known.first_offer;
        call.record = entry.origins.name_record(known.record.clone(), call.record);
        call.remote_extension.clone_from(&known.remote_extension);
        keep_what_the_hub_owns(&mut call, known);
        if call == entry.call {
            return CallUpdate::Unchanged;
        }
        entry.retention = call.ended.map(|_| Retention::new(now, keep_ms));
        entry.call = call.clone();
        CallUpdate::Changed(Box::new(call))
    }

    /// Adds a call and returns it in the form that panels see. `chosen` is the record that the agent dialled from.
    pub fn insert(&mut self, call: Call, chosen: Option<AttachedRecord>, now: Now) -> Call {
        let mut call = clean(call);
        keep_what_the_hub_owns(&mut call, &Call::default());
        let mut origins = Origins::default();
        call.record = origins.name_record(None, call.record);
        if chosen.is_some() {
            (call.record, origins.record) = (chosen, Origin::Agent);
        }
        let retention = call.ended.map(|_| Retention::new(now, self.keep_ms));
        let id = call.id.as_str().into();
        let entry = Entry { call: call.clone(), is_log_settled: false, id, retention, origins, is_confirmed: true };
        self.calls.insert(call.id.clone(), entry);
        call
    }

    /// Notes that the PBX came up: [`CallBook::end_sync`] ends the calls it does not report from now on.
    pub fn begin_sync(&mut self) {
        self.calls.values_mut().for_each(|entry| entry.is_confirmed = false);
    }

    /// Ends the calls that the PBX has not reported since [`CallBook::begin_sync`], and returns them. How their blind transfers
    /// went is not known any more. With each call comes whether it has ended now.
    pub fn end_sync(&mut self, at: Timestamp, now: Now) -> Vec<(Call, bool)> {
        let keep_ms = self.keep_ms;
        let mut changed = Vec::new();
        for entry in self.calls.values_mut().filter(|entry| !entry.is_confirmed) {
            let transfer = entry.call.transfer.as_mut().filter(|transfer| transfer.state == TransferState::Alerting);
            if entry.call.ended.is_some() && transfer.is_none() {
                continue;
            }
            if let Some(transfer) = transfer {
                transfer.state = TransferState::Unknown;
            }
            let is_live = entry.call.ended.is_none();
            entry.outdate_log();
            if is_live {
                entry.call.state = ConnectionState::Null;
                entry.call.remote_state = ConnectionState::Null;
                entry.call.held_at = None;
                entry.call.ended = Some(Ended { at, cause: Cause::Lost });
                entry.retention = Some(Retention::new(now, keep_ms));
            }
            changed.push((entry.call.clone(), is_live));
        }
        changed
    }

    /// Returns the calls for snapshots after this place, in their order: first the live calls, then the ended calls
    /// without a settled log, newest first.
    pub fn open(&self, now: Steady, after: Option<&Place>) -> Vec<&Entry> {
        let is_open = |entry: &&Entry| !entry.is_log_settled && !entry.is_expired(now);
        let mut open: Vec<(Place, &Entry)> =
            self.calls.values().filter(is_open).map(|entry| (entry.place(), entry)).collect();
        open.retain(|(place, _)| after.is_none_or(|after| place < after));
        open.sort_by(|(a, _), (b, _)| b.cmp(a));
        open.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Forgets ended calls whose time is over and that `is_needed` does not name, and returns them. A call with a settled log is kept for an hour: its
    /// notes may still change.
    pub fn sweep(&mut self, now: Steady, is_needed: impl Fn(&Call) -> bool) -> Vec<Forgotten> {
        let expired = self.calls.extract_if(.., |_, entry| entry.is_expired(now) && !is_needed(&entry.call));
        expired.map(|(_, entry)| entry.into()).collect()
    }

    /// Forgets ended calls beyond a number of calls and of bytes, and returns them: settled calls first, then the
    /// oldest.
    pub fn evict(&mut self, max_calls: usize, max_bytes: u64) -> Vec<Forgotten> {
        // Nearly every agent has so few calls that their bytes need not be counted.
        let could_be_too_many = self.calls.len() > max_calls || self.calls.len() as u64 * CALL_BYTES * 32 > max_bytes;
        if !could_be_too_many {
            return Vec::new();
        }
        let (mut count, mut bytes) = (self.calls.len(), self.calls.values().map(Entry::bytes).sum::<u64>());
        let mut ended: Vec<_> = self
            .calls
            .values()
            .filter_map(|entry| Some((Reverse(entry.is_log_settled), entry.retention?.ended_at, entry.bytes(), entry)))
            .map(|(settled, ended_at, bytes, entry)| (settled, ended_at, bytes, entry.call.id.clone()))
            .collect();
        ended.sort();
        let mut evicted = Vec::new();
        for (_, _, size, id) in ended {
            if count <= max_calls && bytes <= max_bytes {
                break;
            }
            (count, bytes) = (count - 1, bytes - size);
            evicted.extend(self.calls.remove(&id).map(Forgotten::from));
        }
        evicted
    }
}

impl Retention {
    fn new(now: Now, keep_ms: u64) -> Self {
        Self { ended_at: now.wall, settled_until: now.steady + SETTLED_CALL_MS, open_until: now.steady + keep_ms }
    }
}

/// Fills in what the agents made of the call so far; the PBX knows nothing of it.
fn keep_what_the_hub_owns(call: &mut Call, known: &Call) {
    call.note.clone_from(&known.note);
    call.result.clone_from(&known.result);
    call.related.clone_from(&known.related);
    call.follow_up.clone_from(&known.follow_up);
    call.not_logged.clone_from(&known.not_logged);
    call.earlier.clone_from(&known.earlier);
    call.log.clone_from(&known.log);
    call.revision = known.revision;
    call.hand.clone_from(&known.hand);
    call.monitored = known.monitored.clone().filter(|_| call.ended.is_none());
    if call.data.is_empty() {
        call.data.clone_from(&known.data);
    }
    if call.came_from.is_none() {
        call.came_from.clone_from(&known.came_from);
    }
}

impl Origins {
    /// The PBX names a record, or none. Returns the record that counts: the agent's own choice, else the record that the
    /// PBX has just named, else the known one.
    fn name_record(&mut self, known: Option<AttachedRecord>, named: Option<AttachedRecord>) -> Option<AttachedRecord> {
        let Some(named) = named.filter(|named| self.named.as_ref() != Some(&named.record_id)) else { return known };
        self.named = Some(named.record_id.clone());
        if self.record == Origin::Agent {
            return known;
        }
        self.record = Origin::Pbx;
        Some(named)
    }
}
