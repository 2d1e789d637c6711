//! Turns events into facts about channels.

use super::{
    Latest, Micros, Tracker,
    channel::{Channel, DialEnd, Dialler, End, Origin, Presentation, Progress},
    summary::Attempt,
};
use crate::pbx::asterisk::ami::Message;

/// How current the fields of a channel in an event are. Only events of the channel's own topic have its latest fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Freshness {
    Latest,
    Stale,
}

impl Tracker {
    /// Handles an event. `at` is the event's own time if it has one, else the time of arrival.
    pub fn event(&mut self, message: &Message, at: Micros) {
        self.now = self.now.max(at);
        if self.apply(message, at) {
            self.refresh();
        }
    }

    /// Notes the facts in an event. Returns whether calls may have changed.
    fn apply(&mut self, m: &Message, at: Micros) -> bool {
        match m.event().unwrap_or_default() {
            "Newchannel" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest)
                    && channel.exten.is_none()
                {
                    channel.exten = m.some("Exten").filter(|exten| *exten != "s").map(str::to_owned);
                }
            }
            "Newstate" | "NewCallerid" | "NewConnectedLine" | "Newexten" => {
                self.update_channel(m, "", at, Freshness::Latest);
            }
            "Rename" => self.rename(m),
            "DialBegin" | "DialState" | "DialEnd" => self.dial(m, at),
            "HangupRequest" => {
                let cause = cause(m);
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    channel.requested_hangup.get_or_insert(cause);
                }
            }
            "Hangup" => {
                let end = End { at, cause: cause(m) };
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    channel.end.get_or_insert(end);
                    channel.is_unconfirmed = false;
                    let uniqueid = channel.uniqueid.clone();
                    self.move_to(&uniqueid, at, None);
                }
            }
            "Hold" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    let since = channel.holding.get().copied().unwrap_or(at);
                    channel.holding.set(at, Some(since));
                }
            }
            "Unhold" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    channel.holding.set(at, None);
                }
            }
            "BridgeEnter" => self.bridge_enter(m, at),
            "BridgeLeave" => {
                let uniqueid = self.update_channel(m, "", at, Freshness::Stale).map(|channel| channel.uniqueid.clone());
                let from = m.get("BridgeUniqueid").unwrap_or_default().to_owned();
                if let Some(uniqueid) = uniqueid
                    && self.channel(&uniqueid).is_some_and(|c| c.bridge.get().is_none_or(|bridge| *bridge == from))
                {
                    self.move_to(&uniqueid, at, None);
                    self.note_left_for_hold(&uniqueid, at, from);
                }
            }
            _ => return self.apply_other(m, at),
        }
        true
    }

    /// Notes the facts in events of other topics than channels and bridges: transfers, conferences, parking, queues,
    /// spying.
    fn apply_other(&mut self, m: &Message, at: Micros) -> bool {
        match m.event().unwrap_or_default() {
            "BlindTransfer" if m.get("Result") == Some("Success") => {
                if let Some(channel) = self.update_channel(m, "Transferer", at, Freshness::Stale) {
                    channel.transferred.get_or_insert(at);
                }
                if let Some(channel) = self.update_channel(m, "Transferee", at, Freshness::Stale) {
                    channel.passed_on.get_or_insert(at);
                }
            }
            "AttendedTransfer" if m.get("Result") == Some("Success") => self.attended_transfer(m, at),
            "ConfbridgeJoin" => {
                let room = m.get("Conference").map(str::to_owned);
                if let Some(bridge) = m.some("BridgeUniqueid") {
                    self.conferences.insert(bridge.to_owned());
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
            "ParkedCall" => self.park(m, at),
            "UnParkedCall" => {
                self.update_channel(m, "Parkee", at, Freshness::Stale);
                let parkee = m.get("ParkeeUniqueid").unwrap_or_default().to_owned();
                if let Some(channel) = self.update_channel(m, "Retriever", at, Freshness::Stale) {
                    channel.retrieved.get_or_insert((at, parkee));
                }
            }
            "QueueCallerJoin" => {
                let queue = m.get("Queue").map(str::to_owned);
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.queue = queue;
                    channel.waiting.set(at, Some(()));
                }
            }
            "QueueCallerLeave" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.waiting.set(at, None);
                }
            }
            "QueueCallerAbandon" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Stale) {
                    channel.abandoned.get_or_insert(at);
                }
            }
            "AgentCalled" => {
                let queue = m.get("Queue").map(str::to_owned);
                self.update_channel(m, "", at, Freshness::Stale);
                if let Some(channel) = self.update_channel(m, "Dest", at, Freshness::Stale) {
                    channel.called_by_queue = queue;
                }
            }
            "ChanSpyStart" => {
                if let Some(channel) = self.update_channel(m, "Spyer", at, Freshness::Stale) {
                    channel.is_spying = true;
                }
            }
            "OriginateResponse" => self.originate_response(m, at),
            _ => return self.agent_event(m, at),
        }
        true
    }

    /// Notes the fields of a channel in an event, whose keys begin with `prefix`, and returns the channel. A new
    /// channel is added. Returns `None` if the event has no such channel.
    fn update_channel(&mut self, m: &Message, prefix: &str, at: Micros, freshness: Freshness) -> Option<&mut Channel> {
        let key = |name: &str| format!("{prefix}{name}");
        let uniqueid = m.some(&key("Uniqueid"))?.to_owned();
        let name = m.some(&key("Channel"))?.to_owned();
        let linkedid = m.some(&key("Linkedid")).unwrap_or(&uniqueid).to_owned();
        if !self.channels.contains_key(&uniqueid) {
            let channel = Channel {
                uniqueid: uniqueid.clone(),
                name: name.clone(),
                linkedid,
                first_seen: at,
                ..Channel::default()
            };
            if self.endpoints.contains_key(channel.endpoint()) {
                self.open.insert(uniqueid.clone());
            }
            self.channels.insert(uniqueid.clone(), channel);
            self.names.insert(name, uniqueid.clone());
        }
        let record_variable = self.asterisk.record_variable.clone();
        let channel = self.channels.get_mut(&uniqueid)?;
        match m.get(&key("ChannelState")) {
            Some("4") => channel.origin = Origin::Device,
            Some("0") if channel.origin == Origin::Unknown => channel.origin = Origin::Pbx,
            Some("5") => {
                channel.progress = channel.progress.max(Progress::Ringing);
                if channel.origin == Origin::Unknown {
                    channel.origin = Origin::Pbx;
                }
            }
            Some("6") => {
                channel.progress = Progress::Up;
                channel.up_at = Some(channel.up_at.map_or(at, |known| known.min(at)));
            }
            _ => {}
        }
        let is_latest = freshness == Freshness::Latest;
        let fill = |field: &mut Option<String>, name: &str| {
            if let Some(value) = m.some(&key(name))
                && (is_latest || field.is_none())
            {
                *field = Some(value.to_owned());
            }
        };
        fill(&mut channel.caller_number, "CallerIDNum");
        fill(&mut channel.caller_name, "CallerIDName");
        fill(&mut channel.connected_number, "ConnectedLineNum");
        fill(&mut channel.connected_name, "ConnectedLineName");
        for variable in m.all(&key("ChanVariable")) {
            let Some((name, value)) = variable.split_once('=') else { continue };
            match name {
                "CALLERID(num-pres)" => channel.caller_presentation = presentation(value, channel.caller_presentation),
                "CONNECTEDLINE(num-pres)" => {
                    channel.connected_presentation = presentation(value, channel.connected_presentation);
                }
                name if name == record_variable && is_record(value) => channel.record = Some(value.to_owned()),
                _ => {}
            }
        }
        // An originated channel goes to its extension once it is up.
        if channel.is_originated()
            && channel.is_up()
            && let Some(exten) = m.some(&key("Exten")).filter(|exten| *exten != "s")
        {
            channel.sent_to.get_or_insert_with(|| exten.to_owned());
        }
        Some(channel)
    }

    /// Notes the fields of a channel in a list.
    pub(super) fn update_listed_channel(&mut self, m: &Message, at: Micros) {
        self.update_channel(m, "", at, Freshness::Latest);
    }

    fn rename(&mut self, m: &Message) {
        let (Some(uniqueid), Some(name)) = (m.some("Uniqueid"), m.some("Newname")) else { return };
        if let Some(channel) = self.channels.get_mut(uniqueid) {
            if self.names.get(&channel.name).is_some_and(|known| known == uniqueid) {
                self.names.remove(&channel.name);
            }
            name.clone_into(&mut channel.name);
            if channel.end.is_none() && self.endpoints.contains_key(channel.endpoint()) {
                self.open.insert(uniqueid.to_owned());
            }
            self.names.insert(name.to_owned(), uniqueid.to_owned());
        }
    }

    fn dial(&mut self, m: &Message, at: Micros) {
        let dialler = self.update_channel(m, "", at, Freshness::Latest).map(|channel| channel.uniqueid.clone());
        let Some(dest) = self.update_channel(m, "Dest", at, Freshness::Latest) else { return };
        dest.origin = Origin::Pbx;
        if let Some(dialler) = &dialler {
            dest.dialler = Some(Dialler::Channel(dialler.clone()));
        } else {
            dest.dialler.get_or_insert(Dialler::Nobody);
        }
        match m.get("DialStatus").filter(|_| m.event() != Some("DialBegin")).unwrap_or_default() {
            "RINGING" | "PROGRESS" => dest.progress = dest.progress.max(Progress::Ringing),
            status => dest.dial_end = dest.dial_end.max(dial_end(status)),
        }
        let dest = dest.uniqueid.clone();
        if let Some(dialler) = dialler.and_then(|dialler| self.channels.get_mut(&dialler))
            && !dialler.dialled.contains(&dest)
        {
            dialler.dialled.push(dest);
        }
    }

    fn bridge_enter(&mut self, m: &Message, at: Micros) {
        let Some(bridge) = m.some("BridgeUniqueid").map(str::to_owned) else { return };
        let uniqueid = self.update_channel(m, "", at, Freshness::Stale).map(|channel| channel.uniqueid.clone());
        if m.get("BridgeTechnology") == Some("holding_bridge") {
            // Parked channels share a holding bridge, but do not hear each other.
            if let Some(uniqueid) = uniqueid {
                self.move_to(&uniqueid, at, None);
            }
            return;
        }
        if m.get("BridgeCreator") == Some("ConfBridge") {
            self.conferences.insert(bridge.clone());
        }
        if let Some(uniqueid) = uniqueid
            && self.channel(&uniqueid).is_some_and(|channel| channel.end.is_none())
        {
            self.move_to(&uniqueid, at, Some(bridge));
        }
    }

    fn attended_transfer(&mut self, m: &Message, at: Micros) {
        let first = m.some("OrigTransfererUniqueid").map(str::to_owned);
        let call = self.update_channel(m, "OrigTransferer", at, Freshness::Stale).map(|channel| {
            channel.transferred.get_or_insert(at);
            channel.linkedid.clone()
        });
        if let Some(channel) = self.update_channel(m, "SecondTransferer", at, Freshness::Stale)
            && Some(&channel.uniqueid) != first.as_ref()
        {
            channel.consulted.get_or_insert(at);
        }
        if let Some(channel) = self.update_channel(m, "Transferee", at, Freshness::Stale) {
            channel.passed_on.get_or_insert(at);
        }
        if let Some(channel) = self.update_channel(m, "TransferTarget", at, Freshness::Stale) {
            channel.passed_on.get_or_insert(at);
            if let Some(call) = call.filter(|call| *call != channel.linkedid) {
                channel.moved.get_or_insert((at, call));
            }
        }
    }

    /// Notes that a channel was parked. The event does not name the channel that parked it, only the endpoint to which
    /// a timed-out call returns: the parker is that endpoint's latest channel that shared a bridge with the parked
    /// channel.
    fn park(&mut self, m: &Message, at: Micros) {
        let Some(parkee) = self.update_channel(m, "Parkee", at, Freshness::Stale) else { return };
        if parkee.parked.is_some() {
            return;
        }
        parkee.parked = Some(at);
        let bridges: Vec<String> = parkee.stays.iter().map(|stay| stay.bridge.clone()).collect();
        let parkee = parkee.uniqueid.clone();
        let back_to = m.get("ParkerDialString").unwrap_or_default().to_owned();
        let shared = |channel: &&mut Channel| {
            channel.uniqueid != parkee
                && channel.endpoint() == back_to
                && channel.stays.iter().any(|stay| bridges.contains(&stay.bridge))
        };
        let parker = self.channels.values_mut().filter(shared).max_by_key(|channel| channel.first_seen);
        if let Some(parker) = parker {
            parker.parked_other.get_or_insert(at);
        }
    }

    /// Notes the response to an originate: its phone was reached or not. A failure names only the endpoint; the channel
    /// is then that endpoint's latest originated channel without a response.
    fn originate_response(&mut self, m: &Message, at: Micros) {
        if let Some(id) = m.some("ActionID")
            && self.retention == super::Retention::All
            && !self.answered_originates.insert(id.to_owned())
        {
            return;
        }
        let exten = m.some("Exten").filter(|_| m.some("Application").is_none()).map(str::to_owned);
        let endpoint = m.get("Channel").unwrap_or_default();
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
                    && channel.end.is_none_or(|end| end.at + super::SETTLE >= at)
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
        } else if has_failed && self.retention == super::Retention::Live {
            self.failed_originates.push_back(m.get("ActionID").unwrap_or_default().to_owned());
            if self.failed_originates.len() > 64 {
                self.failed_originates.pop_front();
            }
        } else if has_failed
            && let Some(exten) = exten
            && self.retention == super::Retention::All
        {
            let id = m.some("ActionID").unwrap_or("originate").to_owned();
            self.attempts.push(Attempt { id, endpoint: endpoint.to_owned(), exten, at });
        }
    }
}

fn cause(m: &Message) -> u32 {
    m.get("Cause").and_then(|cause| cause.parse().ok()).unwrap_or(0)
}

fn dial_end(status: &str) -> Option<DialEnd> {
    Some(match status {
        "ANSWER" => DialEnd::Answered,
        "BUSY" => DialEnd::Busy,
        "CONGESTION" | "CHANUNAVAIL" => DialEnd::Unreachable,
        "NOANSWER" => DialEnd::NoAnswer,
        "CANCEL" | "ABORT" => DialEnd::Cancelled,
        _ => return None,
    })
}

/// Reads a presentation: `allowed_not_screened`, `prohib_passed_screen`, `unavailable` and the like. A number that was
/// hidden once stays hidden.
fn presentation(value: &str, known: Presentation) -> Presentation {
    match value {
        _ if known == Presentation::Prohibited => known,
        "" => known,
        value if value.starts_with("prohib") => Presentation::Prohibited,
        value if value.starts_with("unavailable") => Presentation::Unavailable,
        _ => Presentation::Allowed,
    }
}

/// Returns whether a value has the form of a Salesforce record ID.
fn is_record(value: &str) -> bool {
    matches!(value.len(), 15 | 18) && value.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl<T: PartialEq> Latest<T> {
    pub(super) fn is_set(&self) -> bool {
        self.get().is_some()
    }
}
