//! Reads Asterisk's present state after every connection.

use super::{
    Micros, SETTLE, Tracker,
    channel::{Channel, End, Origin},
};
use crate::pbx::{PbxEvent, asterisk::ami::Message};

impl Tracker {
    /// Begins a synchronisation: channels that the following lists do not name have ended.
    pub fn begin_sync(&mut self, now: Micros) {
        self.now = self.now.max(now);
        self.is_syncing = true;
        for channel in self.channels.values_mut().filter(|channel| channel.end.is_none()) {
            channel.is_unconfirmed = true;
        }
        self.forget_phones();
        self.forget_reported();
        self.forget_reported_monitors();
    }

    /// Notes an item of `CoreShowChannels`. The list says how long a channel has existed, but not how long it has been
    /// up.
    pub fn sync_channel(&mut self, m: &Message, at: Micros) {
        let age = m.get("Duration").and_then(seconds).unwrap_or(0);
        let Some(uniqueid) = m.some("Uniqueid").map(str::to_owned) else { return };
        let is_known = self.channels.contains_key(&uniqueid);
        let mut fields = m.clone();
        fields.remove("Event");
        self.update_listed_channel(&fields, at);
        self.note_listed_spy(&uniqueid, m);
        let Some(channel) = self.channels.get_mut(&uniqueid) else { return };
        channel.is_unconfirmed = false;
        channel.is_listed = true;
        channel.listed_context = m.some("Context").map(str::to_owned);
        if !is_known {
            channel.first_seen = at.saturating_sub(age.saturating_mul(1_000_000));
            channel.up_at = channel.up_at.map(|_| channel.first_seen);
            channel.exten = m.some("Exten").filter(|exten| *exten != "s").map(str::to_owned);
            channel.context = m.some("Context").map(str::to_owned);
            if m.get("Application").is_some_and(|application| matches!(application, "AppDial" | "AppQueue")) {
                channel.origin = Origin::Pbx;
            }
        }
        let bridge = m.some("BridgeId").map(str::to_owned);
        let is_elsewhere = channel.bridge.get() != bridge.as_ref();
        if let Some(bridge) = &bridge
            && m.get("Application").is_some_and(|application| application.eq_ignore_ascii_case("ConfBridge"))
        {
            let mut room = m.clone();
            room.push("Conference", m.get("Exten").unwrap_or_default());
            self.note_room(bridge, &room);
            if let Some(channel) = self.channels.get_mut(&uniqueid) {
                channel.conferenced.get_or_insert(at);
            }
        }
        if is_elsewhere {
            self.move_to(&uniqueid, at, bridge);
        }
        if m.some("BridgeId").is_none() {
            self.note_listed_on_hold(&uniqueid, m, at);
        }
    }

    /// Finds the consultations from panels among the listed channels: by the name of the Local channel, and the only phone
    /// of an agent in the same call.
    fn find_consultations(&mut self) {
        let is_new = |local: &&Channel| {
            local.is_listed && local.end.is_none() && local.consult.is_none() && self.is_consultation_name(&local.name)
        };
        let pairs: Vec<(String, String)> = self
            .channels
            .values()
            .filter(is_new)
            .filter_map(|local| {
                let target =
                    |phone: &&Channel| self.path(phone).channels.iter().any(|on| on.uniqueid == local.uniqueid);
                let is_phone = |phone: &&Channel| {
                    let hold = self.asterisk.hold.as_ref().map(|hold| &hold.context);
                    let consult = self.asterisk.consult.as_ref().map(|consult| &consult.context);
                    let context = phone.listed_context.as_ref();
                    let is_in_dialplan = context.is_some() && (context == hold || context == consult);
                    phone.end.is_none()
                        && is_in_dialplan
                        && phone.linkedid == local.linkedid
                        && self.extension_of(phone).is_some()
                        && !target(phone)
                };
                let mut phones = self.channels.values().filter(is_phone);
                let phone = phones.next()?;
                phones.next().is_none().then(|| (local.uniqueid.clone(), phone.uniqueid.clone()))
            })
            .collect();
        for (local, phone) in pairs {
            self.note_consultation(&local, &phone);
            self.note_listed_consultation(&phone);
        }
    }

    /// Notes an item of `PJSIPShowContacts`.
    pub fn sync_contact(&mut self, m: &Message) {
        let there = !matches!(m.get("Status"), Some("Unreachable" | "Removed" | "Unavail"));
        let endpoint = format!("PJSIP/{}", m.some("Endpoint").unwrap_or_default());
        self.contact(&endpoint, m.get("Uri").unwrap_or_default(), there);
    }

    /// Notes an item of `DeviceStateList`.
    pub fn sync_device(&mut self, m: &Message) {
        self.device(m);
    }

    /// Notes an item of `QueueStatus`.
    pub fn sync_member(&mut self, m: &Message, at: Micros) {
        self.member(m, at);
    }

    /// Ends a synchronisation: reports everything that exists, and ends calls whose channels were not listed.
    pub fn finish_sync(&mut self, now: Micros) {
        self.now = self.now.max(now);
        self.is_syncing = false;
        let now = self.now;
        let gone: Vec<String> = self
            .channels
            .values_mut()
            .filter(|channel| channel.is_unconfirmed && channel.end.is_none())
            .map(|channel| {
                channel.end = Some(End { at: now.saturating_sub(SETTLE), cause: 0 });
                channel.uniqueid.clone()
            })
            .collect();
        for uniqueid in gone {
            self.move_to(&uniqueid, now, None);
        }
        self.find_consultations();
        self.refresh_phones();
        self.refresh_modes();
        self.refresh_all();
        self.refresh_parked(true);
        let cards = self.offers.values().filter_map(|offer| Some((&offer.extension, offer.card.as_ref()?)));
        let live: Vec<PbxEvent> = cards
            .filter(|(_, card)| card.ended.is_none())
            .map(|(extension, card)| PbxEvent::Call { extension: extension.clone(), call: Box::new(card.clone()) })
            .collect();
        for event in live {
            self.emit(event);
        }
        self.refresh_queues(true);
        self.refresh_monitors();
    }
}

/// Reads a duration such as `00:01:02` as seconds.
fn seconds(text: &str) -> Option<u64> {
    text.split(':').try_fold(0u64, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_durations() {
        assert_eq!(super::seconds("01:02:03"), Some(3723));
        assert_eq!(super::seconds("x"), None);
    }
}
