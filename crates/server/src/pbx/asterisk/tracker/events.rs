//! Turns events about channels, dials and bridges into facts about channels.

use super::{
    Latest, Micros, Tracker,
    channel::{Channel, DialEnd, Dialler, End, Origin, Period, Presentation, Progress, TakeOver, TakeOverKind},
    party::dialled_outside,
};
use crate::{config::line::number_in, pbx::asterisk::ami::Message};

/// Q.850: redirected to a new destination. A phone forwards the call.
const REDIRECTED: u32 = 23;

/// How current the fields of a channel in an event are. Only events of the channel's own topic have its latest fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    Latest,
    Stale,
}

impl Tracker {
    /// Handles an event. `at` is the event's own time if it has one, else the time of arrival.
    pub fn event(&mut self, message: &Message, at: Micros) {
        self.now = self.now.max(at);
        self.monitor_event(message);
        self.queue_event(message, at);
        if self.apply(message, at) {
            self.refresh();
            self.refresh_parked(false);
        }
        self.refresh_monitors();
        self.refresh_queues(false);
        self.is_everything_touched = false;
    }

    /// Notes the facts in an event. Returns whether calls may have changed.
    fn apply(&mut self, m: &Message, at: Micros) -> bool {
        match m.event().unwrap_or_default() {
            "Newchannel" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest)
                    && channel.exten.is_none()
                {
                    channel.exten = m.some("Exten").filter(|exten| *exten != "s").map(str::to_owned);
                    channel.context = m.some("Context").map(str::to_owned);
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
                    channel.is_forwarded |= cause == REDIRECTED;
                }
            }
            "Hangup" => {
                let end = End { at, cause: cause(m) };
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    channel.end.get_or_insert(end);
                    channel.is_unconfirmed = false;
                    let uniqueid = channel.uniqueid.clone();
                    self.move_to(&uniqueid, at, None);
                    self.note_far_gone(&uniqueid, at);
                    self.note_place_free(&uniqueid);
                }
            }
            "Hold" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    let since = channel.holding.get().copied().unwrap_or(at);
                    if channel.holding.set(at, Some(since)) {
                        channel.holds.push(Period { from: at, to: None });
                    }
                }
            }
            "Unhold" => {
                if let Some(channel) = self.update_channel(m, "", at, Freshness::Latest) {
                    channel.holding.set(at, None);
                    if let Some(hold) = channel.holds.last_mut() {
                        hold.to.get_or_insert(at);
                    }
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
            _ => return self.apply_move(m, at),
        }
        true
    }

    /// Notes the fields of a channel in an event, whose keys begin with `prefix`, and returns the channel. A new
    /// channel is added. Returns `None` if the event has no such channel.
    pub(super) fn update_channel(
        &mut self,
        m: &Message,
        prefix: &str,
        at: Micros,
        freshness: Freshness,
    ) -> Option<&mut Channel> {
        let key = |name: &str| format!("{prefix}{name}");
        let uniqueid = m.some(&key("Uniqueid"))?.to_owned();
        let name = m.some(&key("Channel"))?.to_owned();
        let linkedid = m.some(&key("Linkedid")).unwrap_or(&uniqueid).to_owned();
        self.touched.insert(linkedid.clone());
        if !self.channels.contains_key(&uniqueid) {
            let channel = Channel {
                uniqueid: uniqueid.clone(),
                name: name.clone(),
                linkedid,
                first_seen: at,
                ..Channel::default()
            };
            if self.endpoints.contains_key(channel.endpoint()) {
                self.unassigned.insert(uniqueid.clone());
            }
            let mut channel = channel;
            channel.is_spying = self.note_spy(&uniqueid);
            if let Some(parked) = self.dialled.get(&uniqueid).and_then(|dialled| dialled.parked.clone()) {
                channel.take_over = Some(TakeOver { at, kind: TakeOverKind::Retrieval, from: parked });
            }
            self.channels.insert(uniqueid.clone(), channel);
            self.names.insert(name, uniqueid.clone());
        }
        if self.unassigned.contains(&uniqueid) {
            self.stirred.insert(uniqueid.clone());
        }
        let asterisk = &self.asterisk;
        let channel = self.channels.get_mut(&uniqueid)?;
        self.touched.insert(channel.linkedid.clone());
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
                name if name == asterisk.record_variable && is_record(value) => channel.record = Some(value.to_owned()),
                name if channel.line.is_none() && asterisk.line_variables.iter().any(|variable| variable == name) => {
                    channel.line = number_in(value);
                }
                name if !value.is_empty() && asterisk.data.iter().any(|data| data.variable == name) => {
                    channel.data.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        // An originated channel goes to its extension once it is up. A Local channel shows its own extension until then.
        if channel.is_originated()
            && !channel.is_local()
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
            let is_new_leg = channel.end.is_none() && self.endpoints.contains_key(channel.endpoint());
            if is_new_leg && !self.offer_of.contains_key(uniqueid) {
                self.unassigned.insert(uniqueid.to_owned());
            }
            self.names.insert(name.to_owned(), uniqueid.to_owned());
            self.is_everything_touched = true;
        }
    }

    fn dial(&mut self, m: &Message, at: Micros) {
        let dialler = self.update_channel(m, "", at, Freshness::Latest).map(|channel| channel.uniqueid.clone());
        let Some(dest) = self.update_channel(m, "Dest", at, Freshness::Latest) else { return };
        dest.origin = Origin::Pbx;
        if m.some("Forward").is_some() {
            dest.is_forwarded = true;
        }
        if !dest.is_local()
            && let Some(number) = m.some("DialString").and_then(dialled_outside)
        {
            dest.dial_number.get_or_insert_with(|| number.to_owned());
        }
        dest.dialler.get_or_insert(Dialler::Nobody);
        match m.get("DialStatus").filter(|_| m.event() != Some("DialBegin")).unwrap_or_default() {
            "RINGING" | "PROGRESS" => dest.progress = dest.progress.max(Progress::Ringing),
            status => {
                dest.dial_end = dest.dial_end.max(dial_end(status));
                if dest.dial_end == Some(DialEnd::Answered) {
                    dest.dial_answered.get_or_insert(at);
                }
            }
        }
        let dest = dest.uniqueid.clone();
        if let Some(dialler) = &dialler {
            self.note_consultation(&dest, dialler);
        }
        let dialler = dialler.or_else(|| self.party_to_return(&dest));
        if let Some(dialler) = &dialler
            && let Some(dest) = self.channels.get_mut(&dest)
        {
            dest.dialler = Some(Dialler::Channel(dialler.clone()));
        }
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
            self.note_room(&bridge, m);
        }
        if let Some(uniqueid) = uniqueid
            && self.channel(&uniqueid).is_some_and(|channel| channel.end.is_none())
        {
            self.move_to(&uniqueid, at, Some(bridge));
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
