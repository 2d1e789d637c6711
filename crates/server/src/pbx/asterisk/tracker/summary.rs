//! Summarises the calls of a recording as the whole PBX saw them: a call for each attempted conversation.
//!
//! A call consists of the channels whose paths begin at the same caller. A consultation counts as a separate call,
//! whether the phone made it (with a new `Linkedid`) or the PBX did on a feature code (with a Local channel under the
//! first call's `Linkedid`). Whoever picks up a call or retrieves a parked one continues that call. Each dial into a
//! conference room is a call.

use super::{
    Micros, Tracker,
    channel::{Channel, DialEnd, Period},
    talk::union_length,
};
use denwa_protocol::{Cause, Number};
use serde::Serialize;
use std::collections::BTreeMap;

/// An originate that failed before there was a channel.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) id: String,
    pub(super) endpoint: String,
    pub(super) exten: String,
    pub(super) at: Micros,
}

/// A call as the whole PBX saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Asterisk's ID of the call.
    pub id: String,
    /// The call's direction.
    pub direction: SummaryDirection,
    /// The caller: a number, `withheld`, or null if unknown.
    pub from: Option<String>,
    /// The number that was called first.
    pub to: Option<String>,
    /// The queue the call came through.
    pub queue: Option<String>,
    /// The call's outcome.
    pub outcome: Outcome,
    /// How long at least two parties were connected, including hold, in whole seconds, rounded down.
    pub talk_seconds: u64,
    /// When the last channel hung up, RFC 3339 in UTC with milliseconds; null while the call goes on.
    pub ended: Option<String>,
    /// When the call began; used for sorting.
    #[serde(skip)]
    pub began: Micros,
}

/// A call's direction, seen from the PBX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SummaryDirection {
    /// From outside.
    Inbound,
    /// From an internal number to outside.
    Outbound,
    /// Between internal numbers.
    Internal,
}

/// The outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Two parties talked.
    Answered,
    /// The call rang, and nobody answered before the caller gave up.
    Missed,
    /// The called party declined.
    Refused,
    /// The called party was busy.
    Busy,
    /// No such number, not registered, no route, or congestion.
    Unreachable,
    /// The caller left the queue, or was sent away from it, before anybody answered.
    Abandoned,
    /// The call was transferred.
    Transferred,
    /// The call was moved into a conference.
    Conferenced,
    /// The call was parked.
    Parked,
    /// The call has not been answered yet and has not ended.
    Open,
}

/// A channel and the period in which it belongs to a call.
struct Part<'a> {
    channel: &'a Channel,
    period: Period,
}

impl Tracker {
    /// Returns all calls, in the order in which they began. Needs [`Retention::All`](super::Retention::All).
    #[must_use]
    pub fn summaries(&self) -> Vec<Summary> {
        let mut parts: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
        for channel in self.channels.values() {
            let (first, last) = (self.first_call_id(channel), self.call_id(channel));
            let moved = self.last_move(channel, &self.path(channel)).map(|(at, _)| *at).filter(|_| first != last);
            parts.entry(first).or_default().push(Part { channel, period: Period { from: 0, to: moved } });
            if let Some(from) = moved {
                parts.entry(last).or_default().push(Part { channel, period: Period { from, to: None } });
            }
        }
        let mut calls: Vec<Summary> = parts.iter().filter_map(|(id, parts)| self.summary(id, parts)).collect();
        calls.extend(self.attempts.iter().map(|attempt| self.attempt(attempt)));
        calls.extend(self.channels.values().filter_map(|channel| self.consultation(channel)));
        calls.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
        calls
    }

    fn summary(&self, id: &str, parts: &[Part<'_>]) -> Option<Summary> {
        let first = parts.iter().filter(|part| part.period.from == 0).map(|part| part.channel);
        let root = self.channel(id).or_else(|| first.min_by_key(|channel| channel.first_seen))?;
        if root.is_spying {
            return None;
        }
        let talk = union_length(&self.talks(root, parts), self.now);
        let ends: Option<Vec<Micros>> = parts
            .iter()
            .map(|part| {
                let end = part.channel.parked_other.or(part.channel.end.map(|end| end.at));
                [end, part.period.to].into_iter().flatten().min()
            })
            .collect();
        let ended = ends.and_then(|ends| ends.into_iter().max());
        let queue = parts.iter().find_map(|part| part.channel.queue.clone());
        let (from, to) = (self.summary_caller(root), self.summary_called(root));
        Some(Summary {
            id: id.to_owned(),
            direction: self.direction(from.as_deref(), to.as_deref()),
            from,
            to,
            queue: queue.clone(),
            outcome: self.outcome(root, parts, talk > 0, queue.is_some(), ended.is_none()),
            talk_seconds: talk / 1_000_000,
            ended: ended.map(rfc3339),
            began: root.first_seen,
        })
    }

    /// Returns the periods in which two parties of a call were connected, or one held the other.
    fn talks(&self, root: &Channel, parts: &[Part<'_>]) -> Vec<Period> {
        let mut talks = Vec::new();
        let is_internal = self.extension_of(root).is_some();
        if is_internal && !root.is_originated() && parts.iter().all(|part| !has_dealt_with_others(part.channel)) {
            // The PBX itself (an announcement, voice mail) is the other side.
            let period = root.up_at.map(|from| Period { from, to: root.end.map(|end| end.at) });
            talks.extend(period);
        }
        for part in parts.iter().filter(|part| self.is_party(part.channel)) {
            let meetings: Vec<Period> = self.meetings(part.channel).iter().map(|meeting| meeting.period).collect();
            if !meetings.is_empty() {
                let end = part.channel.part_end();
                let holds = part.channel.holds.iter();
                let holds = holds.map(|hold| Period { from: hold.from, to: hold.to.or(end) });
                talks.extend(holds.filter_map(|hold| hold.intersection(part.period)));
            }
            talks.extend(meetings.into_iter().filter_map(|meeting| meeting.intersection(part.period)));
        }
        talks
    }

    fn outcome(&self, root: &Channel, parts: &[Part<'_>], talked: bool, queued: bool, open: bool) -> Outcome {
        let moves = parts.iter().flat_map(|Part { channel, .. }| {
            [
                channel.parked.map(|at| (at, Outcome::Parked)),
                // A phone parks a call by transferring it.
                channel.transferred.filter(|_| channel.parked_other.is_none()).map(|at| (at, Outcome::Transferred)),
                channel.conferenced.map(|at| (at, Outcome::Conferenced)),
            ]
        });
        if let Some((_, outcome)) = moves.flatten().max_by_key(|(at, _)| *at) {
            return outcome;
        }
        if open && !talked {
            return Outcome::Open;
        }
        if talked {
            return Outcome::Answered;
        }
        if queued {
            return Outcome::Abandoned;
        }
        if root.is_originated() && !root.is_up() {
            return match root.dial_end {
                _ if root.is_declined() => Outcome::Refused,
                Some(DialEnd::Unreachable) => Outcome::Unreachable,
                _ => Outcome::Missed,
            };
        }
        self.unanswered_outcome(&self.reached(root), root)
    }

    /// Returns the call of a consultation by feature code: `near` is a Local channel that no channel dialled, in a
    /// bridge that an agent entered from another bridge.
    fn consultation(&self, near: &Channel) -> Option<Summary> {
        let is_made_for_channel = near.is_local() && !near.is_running_end() && near.dialled_from().is_none();
        if !is_made_for_channel || near.is_root() || near.stays.is_empty() {
            return None;
        }
        let (agent, stay) = self.channels.values().find_map(|leg| {
            self.extension_of(leg)?;
            let at = leg.stays.iter().position(|stay| near.stays.first().is_some_and(|n| n.bridge == stay.bridge))?;
            (at > 0 && leg.linkedid == near.linkedid).then_some((leg, &leg.stays[at]))
        })?;
        let far = self.other_end(near)?;
        let dialled = self.reached(far);
        let over = stay.period.to.or(agent.end.map(|end| end.at));
        let answers = dialled.iter().filter(|dialled| !dialled.is_local()).filter_map(|dialled| dialled.up_at);
        // Whoever answers after the agent has gone answers the customer.
        let answered = answers.min().filter(|at| over.is_none_or(|over| *at < over));
        let talk = answered.map_or(0, |at| over.unwrap_or(self.now).saturating_sub(at.max(stay.period.from)));
        let from = self.extension_of(agent).map(str::to_owned);
        let to = near.exten.clone();
        Some(Summary {
            id: near.uniqueid.clone(),
            direction: self.direction(from.as_deref(), to.as_deref()),
            from,
            to,
            queue: None,
            outcome: if answered.is_some() { Outcome::Answered } else { self.unanswered_outcome(&dialled, far) },
            talk_seconds: talk / 1_000_000,
            ended: over.map(rfc3339),
            began: near.first_seen,
        })
    }

    fn unanswered_outcome(&self, dialled: &[&Channel], caller: &Channel) -> Outcome {
        match self.failure(dialled, caller) {
            Cause::Busy => Outcome::Busy,
            Cause::Refused => Outcome::Refused,
            Cause::Unreachable => Outcome::Unreachable,
            _ => Outcome::Missed,
        }
    }

    fn attempt(&self, attempt: &Attempt) -> Summary {
        let from = self.endpoints.get(&attempt.endpoint).cloned();
        Summary {
            id: attempt.id.clone(),
            direction: self.direction(from.as_deref(), Some(&attempt.exten)),
            from,
            to: Some(attempt.exten.clone()),
            queue: None,
            outcome: Outcome::Unreachable,
            talk_seconds: 0,
            ended: Some(rfc3339(attempt.at)),
            began: attempt.at,
        }
    }

    /// Returns the caller's number; for a click-to-call the agent's extension.
    fn summary_caller(&self, root: &Channel) -> Option<String> {
        if root.is_originated() && root.is_local() {
            let first = self.other_end(root).map(|end| self.reached(end)).unwrap_or_default();
            if let Some(extension) = first.into_iter().find_map(|channel| self.extension_of(channel)) {
                return Some(extension.to_owned());
            }
        }
        match self.identity(root).number {
            Number::Known { digits } => Some(digits),
            Number::Withheld => Some("withheld".to_owned()),
            Number::Unknown => None,
        }
    }

    /// Returns the number that was called first.
    fn summary_called(&self, root: &Channel) -> Option<String> {
        let is_internal = self.extension_of(root).is_some();
        let line = self.line_of(root).filter(|_| !is_internal && !root.is_originated());
        let sent_to = root.sent_to.clone().filter(|_| root.is_originated());
        line.or(sent_to).or_else(|| root.exten.clone()).or_else(|| match &self.call(&root.uniqueid)?.remote.number {
            Number::Known { digits } => Some(digits.clone()),
            _ => None,
        })
    }

    fn direction(&self, from: Option<&str>, to: Option<&str>) -> SummaryDirection {
        let is_internal = |number: Option<&str>| number.is_some_and(|number| self.config.is_internal(number));
        match (is_internal(from), is_internal(to)) {
            (true, true) => SummaryDirection::Internal,
            (true, false) => SummaryDirection::Outbound,
            (false, _) => SummaryDirection::Inbound,
        }
    }
}

/// Returns whether a channel had to do with any other channel, or only with the PBX itself.
fn has_dealt_with_others(channel: &Channel) -> bool {
    !channel.stays.is_empty()
        || !channel.dialled.is_empty()
        || channel.dialled_from().is_some()
        || channel.queue.is_some()
        || channel.conferenced.is_some()
}

/// Formats a time as RFC 3339 in UTC, with milliseconds.
pub(crate) fn rfc3339(at: Micros) -> String {
    let (seconds, millis) = (at / 1_000_000, at / 1000 % 1000);
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // Days since 0000-03-01, in eras of 400 years. Years begin in March, so that the leap day is the last day of a
    // year.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_times() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(1_795_325_371_538_497), "2026-11-22T05:29:31.538Z");
        assert_eq!(rfc3339(951_782_400_000_000), "2000-02-29T00:00:00.000Z");
        assert_eq!(rfc3339(1_709_164_799_999_000), "2024-02-28T23:59:59.999Z");
    }
}
