//! Turns events that move calls into facts about channels: transfers, pick-ups, parking, conferences, queues,
//! originates.

use super::{
    Micros, Retention, SETTLE, Tracker,
    channel::{Blind, Channel, Period, TakeOver, TakeOverKind},
    events::Freshness,
    summary::Attempt,
};
use crate::pbx::asterisk::ami::Message;

/// How far apart the two events of a phone's parking by transfer (`BlindTransfer`, `ParkedCall`) may be, in either
/// order.
const PARKING_BY_TRANSFER: Micros = 1_000_000;

/// A transfer that the link is about to make: it connects the other sides of two calls of an agent.
#[derive(Clone, Debug)]
pub(super) struct ExpectedTransfer {
    /// The leg of the call that goes on, and the leg of the other call.
    pub(super) first: String,
    pub(super) second: String,
    /// The other side of the call that goes on, and the other side of the other call.
    pub(super) transferee: String,
    pub(super) target: String,
    /// The IDs of both calls.
    pub(super) main: String,
    pub(super) other: String,
}

impl Tracker {
    /// Notes the facts in events of other topics than channels and bridges. Returns whether calls may have changed.
    pub(super) fn apply_move(&mut self, m: &Message, at: Micros) -> bool {
        let has_succeeded = m.get("Result") == Some("Success");
        match m.event().unwrap_or_default() {
            "BlindTransfer" if has_succeeded => self.blind_transfer(m, at),
            "AttendedTransfer" if has_succeeded => self.attended_transfer(m, at),
            "Pickup" => self.take_over(m, at, "", "Target", TakeOverKind::PickUp),
            // Items of the list of parked calls have the name of the event.
            "ParkedCall" if m.some("ActionID").is_none() => self.park(m, at),
            "UnParkedCall" => {
                self.take_over(m, at, "Retriever", "Parkee", TakeOverKind::Retrieval);
                self.note_place_free(m.get("ParkeeUniqueid").unwrap_or_default());
            }
            "ParkedCallTimeOut" | "ParkedCallGiveUp" => {
                self.note_place_free(m.get("ParkeeUniqueid").unwrap_or_default());
            }
            "MixMonitorStart" | "MixMonitorStop" | "MixMonitorMute" => self.recording_event(m, at),
            "ConfbridgeJoin" => {
                let room = m.get("Conference").map(str::to_owned);
                if let Some(bridge) = m.some("BridgeUniqueid") {
                    self.note_room(bridge, m);
                }
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.conference.set(at, room);
                    channel.conferenced.get_or_insert(at);
                }
            }
            "ConfbridgeLeave" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.conference.set(at, None);
                }
            }
            "ChanSpyStart" => {
                if let Some(channel) = self.update_channel(m, "Spyer", at, Freshness::Stale) {
                    channel.is_spying = true;
                }
            }
            "OriginateResponse" => {
                self.is_everything_touched = true;
                self.originate_response(m, at);
            }
            _ => return self.apply_queue(m, at),
        }
        true
    }

    fn apply_queue(&mut self, m: &Message, at: Micros) -> bool {
        let queue = m.get("Queue").map(str::to_owned);
        match m.event().unwrap_or_default() {
            "QueueCallerJoin" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    // The event may come twice.
                    let is_known = |(_, wait): &(String, Period)| wait.to.is_none() || wait.from == at;
                    if let Some(queue) = queue.clone().filter(|_| !channel.waits.iter().any(is_known)) {
                        channel.waits.push((queue, Period { from: at, to: None }));
                    }
                    channel.queue = queue;
                    channel.waiting.set(at, Some(()));
                }
            }
            "QueueCallerLeave" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.waiting.set(at, None);
                    if let Some((_, wait)) = channel.waits.last_mut() {
                        wait.to.get_or_insert(at);
                    }
                }
            }
            "QueueCallerAbandon" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.abandoned.get_or_insert(at);
                }
            }
            "AgentCalled" => {
                self.update_channel(m, "", at, Freshness::Stale);
                if let Some(channel) = self.update_channel(m, "Dest", at, Freshness::Stale) {
                    channel.called_by_queue = queue;
                }
            }
            _ => return self.agent_event(m, at),
        }
        true
    }

    fn blind_transfer(&mut self, m: &Message, at: Micros) {
        let by = self.update_channel(m, "Transferer", at, Freshness::Stale).map(|channel| {
            channel.transferred.get_or_insert(at);
            channel.uniqueid.clone()
        });
        let to = m.some("Extension").map(str::to_owned);
        let Some(transferee) = self.update_channel(m, "Transferee", at, Freshness::Stale) else { return };
        transferee.passed_on.get_or_insert(at);
        transferee.transferred_by = by.clone().map(|by| (at, by));
        let blind = to.map(|to| Blind { at, to, transferee: transferee.uniqueid.clone() });
        let is_parking = transferee.parked.is_some_and(|parked| parked.abs_diff(at) <= PARKING_BY_TRANSFER);
        if is_parking && let Some(parker) = by.and_then(|by| self.channels.get_mut(&by)) {
            parker.parked_other.get_or_insert(at);
        } else if let Some(channel) = m.some("TransfererUniqueid").and_then(|by| self.channels.get_mut(by)) {
            channel.blind = channel.blind.take().or(blind);
        }
    }

    /// Notes an attended transfer. It joins two calls, of which the customer's goes on: whoever was in the other call
    /// belongs to the customer's call from now on. A phone may transfer from either of its two calls.
    fn attended_transfer(&mut self, m: &Message, at: Micros) {
        let mut uniqueid_of =
            |prefix: &str| self.update_channel(m, prefix, at, Freshness::Stale).map(|channel| channel.uniqueid.clone());
        let (first, second) = (uniqueid_of("OrigTransferer"), uniqueid_of("SecondTransferer"));
        let (transferee, target) = (uniqueid_of("Transferee"), uniqueid_of("TransferTarget"));
        let (Some(first), Some(second)) = (first, second) else { return };
        self.join_calls(&first, &second, transferee, target, at);
    }

    /// Joins the calls of two legs, whose other sides were connected.
    pub(super) fn join_calls(
        &mut self,
        first: &str,
        second: &str,
        transferee: Option<String>,
        target: Option<String>,
        at: Micros,
    ) {
        let companion = |leg: &str| {
            let companion = self.channel(leg).and_then(|leg| self.last_companion(leg));
            companion.map(|companion| companion.uniqueid.clone())
        };
        let transferee = transferee.or_else(|| companion(first));
        let target = target.or_else(|| companion(second).filter(|_| first != second));
        let is_customer = |party: Option<&String>| {
            let party = party.and_then(|party| self.channel(party)).map(|party| self.party_behind(party));
            party.is_some_and(|party| self.extension_of(party).is_none())
        };
        let is_turned = is_customer(target.as_ref()) && !is_customer(transferee.as_ref());
        let call_of = |leg: &str| self.channel(leg).map(|leg| self.call_id(leg).to_owned());
        let (kept, other) = if is_turned { (second, first) } else { (first, second) };
        let (call, other_call) = (call_of(kept), call_of(other));
        let joins = call != other_call;
        let joining = if is_turned { &transferee } else { &target };
        if let Some(channel) = self.channels.get_mut(kept) {
            channel.transferred.get_or_insert(at);
            channel.left_behind = if is_turned { target.clone() } else { transferee.clone() };
        }
        if let Some(channel) = self.channels.get_mut(other).filter(|_| first != second) {
            channel.consulted.get_or_insert(at);
        }
        for party in [&transferee, &target].into_iter().flatten() {
            let Some(channel) = self.channels.get_mut(party) else { continue };
            channel.passed_on.get_or_insert(at);
            channel.passed_by = Some(kept.to_owned());
            if joins && Some(party) == joining.as_ref() {
                channel.moved = call.clone().map(|call| (at, call));
            }
        }
    }

    /// Returns the party to whom the PBX calls a phone back: the phone had connected the party with somebody who did not
    /// answer. Nothing else tells such a channel from an originated one.
    pub(super) fn party_to_return(&self, uniqueid: &str) -> Option<String> {
        let leg = self.channel(uniqueid).filter(|leg| leg.is_originated() && !self.dialled.contains_key(uniqueid))?;
        let left = self.channels.values().filter(|other| other.endpoint() == leg.endpoint());
        let mut left = left.filter_map(|other| self.channel(other.left_behind.as_ref()?));
        let waits = |party: &&Channel| {
            let is_shown = |party: &Channel| party.caller_number == leg.connected_number;
            let is_theirs = is_shown(party) || is_shown(self.party_behind(party));
            party.end.is_none() && is_theirs && self.peers(party).is_empty()
        };
        left.find(waits).map(|party| party.uniqueid.clone())
    }

    /// Notes that a channel took over another channel's call.
    fn take_over(&mut self, m: &Message, at: Micros, by_prefix: &str, from_prefix: &str, kind: TakeOverKind) {
        let from = self.update_channel(m, from_prefix, at, Freshness::Stale).map(|channel| channel.uniqueid.clone());
        let by = self.update_channel(m, by_prefix, at, Freshness::Stale).map(|channel| channel.uniqueid.clone());
        let (Some(from), Some(by)) = (from, by) else { return };
        if let Some(channel) = self.channels.get_mut(&by) {
            channel.take_over.get_or_insert_with(|| TakeOver { at, kind, from: from.clone() });
        }
        if let Some(channel) = self.channels.get_mut(&from) {
            channel.taken_by = Some((at, by));
        }
    }

    /// Notes that a channel was parked. The event does not name the channel that parked it. It is the channel that has
    /// just transferred the parked channel, else that of the endpoint to which a timed-out call returns: the endpoint's
    /// latest channel that met the parked channel.
    fn park(&mut self, m: &Message, at: Micros) {
        if self.note_place(m, at) {
            return;
        }
        let slot = m.some("ParkingSpace").map(str::to_owned);
        let Some(parkee) = self.update_channel(m, "Parkee", at, Freshness::Stale) else { return };
        if parkee.parked.is_some_and(|parked| parked.abs_diff(at) <= PARKING_BY_TRANSFER) {
            return;
        }
        parkee.parked = Some(at);
        let transfer = parkee.transferred_by.clone().filter(|(then, _)| then.abs_diff(at) <= PARKING_BY_TRANSFER);
        let parkee = parkee.uniqueid.clone();
        let back_to = m.get("ParkerDialString").unwrap_or_default();
        let by = transfer.map(|(_, by)| by).or_else(|| {
            let meetings = self.channel(&parkee).map(|parkee| self.meetings(parkee)).unwrap_or_default();
            let met = meetings.into_iter().map(|meeting| meeting.with);
            let parkers = met.filter(|met| met.endpoint() == back_to && met.parked_other.is_none());
            parkers.max_by_key(|parker| parker.first_seen).map(|parker| parker.uniqueid.clone())
        });
        if let Some(parkee) = self.channels.get_mut(&parkee) {
            parkee.parked_by.clone_from(&by);
        }
        if let Some(channel) = by.and_then(|by| self.channels.get_mut(&by)) {
            channel.parked_other.get_or_insert(at);
            channel.parked_at = slot;
        }
    }

    /// Notes the response to an originate: its phone was reached or not. A failure names only the endpoint; the channel
    /// is then that endpoint's latest originated channel without a response.
    fn originate_response(&mut self, m: &Message, at: Micros) {
        if let Some(id) = m.some("ActionID")
            && self.retention == Retention::All
            && !self.answered_originates.insert(id.to_owned())
        {
            return;
        }
        let exten = m.some("Exten").filter(|_| m.some("Application").is_none()).map(str::to_owned);
        // An originate to a Local channel may end in options: `Local/2001@internal/n`.
        let channel = m.get("Channel").unwrap_or_default();
        let endpoint = match channel.rsplit_once('/') {
            Some((endpoint, _)) if channel.starts_with("Local/") && endpoint.contains('@') => endpoint,
            _ => channel,
        };
        let has_failed = m.get("Response") == Some("Failure");
        let named = m
            .some("Uniqueid")
            .filter(|uniqueid| !has_failed || self.channels.contains_key(*uniqueid))
            .map(str::to_owned);
        if !has_failed {
            self.update_channel(m, "", at, Freshness::Stale);
        }
        let known = named.or_else(|| {
            let is_unanswered = |channel: &&Channel| {
                channel.endpoint() == endpoint
                    && channel.is_originated()
                    && channel.sent_to.is_none()
                    && channel.end.is_none_or(|end| end.at + SETTLE >= at)
            };
            self.channels
                .values()
                .filter(is_unanswered)
                .max_by_key(|channel| channel.first_seen)
                .map(|c| c.uniqueid.clone())
        });
        if let Some(channel) = known.and_then(|uniqueid| self.channels.get_mut(&uniqueid)) {
            if exten.is_some() {
                channel.sent_to = exten;
            }
        } else if has_failed && self.retention == Retention::Live {
            self.failed_originates.push_back(m.get("ActionID").unwrap_or_default().to_owned());
            if self.failed_originates.len() > 64 {
                self.failed_originates.pop_front();
            }
        } else if has_failed
            && let Some(exten) = exten
            && self.retention == Retention::All
        {
            let id = m.some("ActionID").unwrap_or("originate").to_owned();
            self.attempts.push(Attempt { id, endpoint: endpoint.to_owned(), exten, at });
        }
    }
}
