//! Summarises the calls of a recording as the whole PBX saw them: a call for each attempted conversation.
//!
//! A call consists of the channels that started with the same `Linkedid`. A consultation counts as a separate call,
//! whether the phone made it (with a new `Linkedid`) or the PBX did on a feature code (with a Local channel under the
//! first call's `Linkedid`). Retrieving a parked call continues that call. Each dial into a conference room is a call.

use super::{
    Micros, Tracker,
    channel::{Channel, DialEnd, Dialler},
    view::failure,
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

type Interval = (Micros, Micros);

/// A channel and the period in which it belongs to a call.
struct Part<'a> {
    channel: &'a Channel,
    from: Micros,
    to: Micros,
}

impl Tracker {
    /// Returns all calls, in the order in which they began. Needs [`Retention::All`](super::Retention::All).
    #[must_use]
    pub fn summaries(&self) -> Vec<Summary> {
        let mut parts: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
        for channel in self.channels.values() {
            let call = self.call_id_of(channel);
            let moved = channel.moved.as_ref().map(|(at, call)| (*at, call.as_str()));
            let to = moved.map_or(Micros::MAX, |(at, _)| at);
            parts.entry(call).or_default().push(Part { channel, from: 0, to });
            if let Some((at, call)) = moved {
                parts.entry(call).or_default().push(Part { channel, from: at, to: Micros::MAX });
            }
        }
        let talks = self.talks();
        let mut calls: Vec<Summary> = parts.iter().filter_map(|(id, parts)| self.summary(id, parts, &talks)).collect();
        calls.extend(self.attempts.iter().map(|attempt| self.attempt(attempt)));
        calls.extend(self.channels.values().filter_map(|channel| self.consultation(channel)));
        calls.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
        calls
    }

    /// Returns the ID of the call in which a channel began. A channel that took back a parked channel belongs to the
    /// parked channel's call.
    fn call_id_of<'a>(&'a self, channel: &'a Channel) -> &'a str {
        let parkee =
            channel.retrieved.as_ref().filter(|_| channel.is_root()).and_then(|(_, parkee)| self.channel(parkee));
        parkee.map_or(&channel.linkedid, |parkee| &parkee.linkedid)
    }

    /// Returns the periods in which at least two channels were in a bridge, by bridge.
    fn talks(&self) -> BTreeMap<&str, Vec<Interval>> {
        let mut changes: BTreeMap<&str, Vec<(Micros, i32)>> = BTreeMap::new();
        for stay in self.channels.values().flat_map(|channel| &channel.stays) {
            let changes = changes.entry(&stay.bridge).or_default();
            changes.push((stay.from, 1));
            changes.push((stay.to.unwrap_or(self.now), -1));
        }
        let talk_intervals = |mut changes: Vec<(Micros, i32)>| {
            changes.sort_unstable();
            let (mut count, mut since, mut intervals) = (0, None, Vec::new());
            for (at, change) in changes {
                count += change;
                match since {
                    None if count >= 2 => since = Some(at),
                    Some(from) if count < 2 => {
                        intervals.push((from, at));
                        since = None;
                    }
                    _ => {}
                }
            }
            intervals
        };
        changes.into_iter().map(|(bridge, changes)| (bridge, talk_intervals(changes))).collect()
    }

    fn summary(&self, id: &str, parts: &[Part<'_>], talks: &BTreeMap<&str, Vec<Interval>>) -> Option<Summary> {
        let first = parts.iter().filter(|part| part.from == 0).map(|part| part.channel);
        let root = self.channel(id).or_else(|| first.min_by_key(|channel| channel.first_seen))?;
        if root.is_spying {
            return None;
        }
        let mut talk = Vec::new();
        for part in parts {
            for stay in &part.channel.stays {
                let (from, to) = (stay.from.max(part.from), stay.to.unwrap_or(self.now).min(part.to));
                for (talk_from, talk_to) in talks.get(stay.bridge.as_str()).into_iter().flatten() {
                    talk.push(((*talk_from).max(from), (*talk_to).min(to)));
                }
            }
        }
        if parts.iter().all(|part| !dealt_with_others(part.channel)) && !root.is_originated() {
            // The PBX itself (an announcement, voice mail) is the other side.
            talk.extend(root.up_at.map(|up| (up, root.end.map_or(self.now, |end| end.at))));
        }
        let talk = union_length(talk);
        let ends: Option<Vec<Micros>> = parts
            .iter()
            .map(|part| {
                part.channel
                    .parked_other
                    .or(part.channel.end.map(|end| end.at))
                    .or(Some(part.to))
                    .filter(|at| *at != Micros::MAX)
                    .map(|at| at.min(part.to))
            })
            .collect();
        let ended = ends.and_then(|ends| ends.into_iter().max());
        let queue = parts.iter().find_map(|part| part.channel.queue.clone());
        let from = self.caller(root);
        let to = root.sent_to.clone().filter(|_| root.is_originated()).or_else(|| root.exten.clone()).or_else(|| {
            self.reported.get(&root.uniqueid).and_then(|reported| match &reported.call.remote.number {
                Number::Known { digits } => Some(digits.clone()),
                _ => None,
            })
        });
        Some(Summary {
            id: id.to_owned(),
            direction: self.direction(from.as_deref(), to.as_deref()),
            from,
            to,
            queue: queue.clone(),
            outcome: Self::outcome(root, parts, talk > 0, queue.is_some(), ended.is_none()),
            talk_seconds: talk / 1_000_000,
            ended: ended.map(rfc3339),
            began: root.first_seen,
        })
    }

    fn outcome(root: &Channel, parts: &[Part<'_>], talked: bool, queued: bool, open: bool) -> Outcome {
        let moves = parts.iter().flat_map(|Part { channel, .. }| {
            [
                channel.parked.map(|at| (at, Outcome::Parked)),
                channel.transferred.map(|at| (at, Outcome::Transferred)),
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
        let dialled = parts
            .iter()
            .map(|part| part.channel)
            .filter(|c| matches!(c.dialler, Some(Dialler::Channel(_))) && !c.is_local());
        unanswered_outcome(dialled.max_by_key(|channel| channel.first_seen), root)
    }

    /// Returns the call of a consultation by feature code: `near` is a Local channel that no channel dialled, in a
    /// bridge that an agent entered from another bridge.
    fn consultation(&self, near: &Channel) -> Option<Summary> {
        if !near.is_local()
            || near.is_root()
            || matches!(near.dialler, Some(Dialler::Channel(_)))
            || near.stays.is_empty()
        {
            return None;
        }
        let (agent, stay) = self.channels.values().find_map(|leg| {
            self.extension_of(leg)?;
            let at = leg.stays.iter().position(|stay| near.stays.first().is_some_and(|n| n.bridge == stay.bridge))?;
            (at > 0 && leg.linkedid == near.linkedid).then_some((leg, &leg.stays[at]))
        })?;
        let far = self.other_end(near)?;
        let dialled: Vec<&Channel> = far.dialled.iter().filter_map(|dialled| self.channel(dialled)).collect();
        let answered = dialled.iter().filter_map(|dialled| dialled.up_at).min();
        let over = stay.to.or(agent.end.map(|end| end.at));
        let talk = answered.map_or(0, |at| over.unwrap_or(self.now).saturating_sub(at.max(stay.from)));
        let from = self.extension_of(agent).map(str::to_owned);
        let to = near.exten.clone();
        Some(Summary {
            id: near.uniqueid.clone(),
            direction: self.direction(from.as_deref(), to.as_deref()),
            from,
            to,
            queue: None,
            outcome: if answered.is_some() {
                Outcome::Answered
            } else {
                unanswered_outcome(dialled.into_iter().max_by_key(|channel| channel.first_seen), far)
            },
            talk_seconds: talk / 1_000_000,
            ended: over.map(rfc3339),
            began: near.first_seen,
        })
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

    fn caller(&self, root: &Channel) -> Option<String> {
        match self.identity(root).number {
            Number::Known { digits } => Some(digits),
            Number::Withheld => Some("withheld".to_owned()),
            Number::Unknown => None,
        }
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
fn dealt_with_others(channel: &Channel) -> bool {
    !channel.stays.is_empty()
        || !channel.dialled.is_empty()
        || matches!(channel.dialler, Some(Dialler::Channel(_)))
        || channel.queue.is_some()
        || channel.conferenced.is_some()
}

fn unanswered_outcome(dialled: Option<&Channel>, caller: &Channel) -> Outcome {
    match failure(dialled, caller) {
        Cause::Busy => Outcome::Busy,
        Cause::Refused => Outcome::Refused,
        Cause::Unreachable => Outcome::Unreachable,
        _ => Outcome::Missed,
    }
}

/// Returns the total length of intervals, counting overlaps once.
fn union_length(mut intervals: Vec<Interval>) -> Micros {
    intervals.retain(|(from, to)| from < to);
    intervals.sort_unstable();
    let (mut sum, mut until) = (0, 0);
    for (from, to) in intervals {
        sum += to.saturating_sub(from.max(until));
        until = until.max(to);
    }
    sum
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

    #[test]
    fn overlaps_count_once() {
        assert_eq!(union_length(vec![(1, 5), (3, 7), (9, 10), (4, 4), (8, 2)]), 7);
    }
}
