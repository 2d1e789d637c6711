//! Parked calls: who waits where, and who parked them.

use super::{Micros, Tracker, events::Freshness, millis};
use crate::pbx::{PbxEvent, asterisk::ami::Message};
use denwa_protocol::{Cause, ParkedCall};

/// A call in a parking place.
#[derive(Clone, Debug)]
pub(super) struct Parked {
    /// The parked channel.
    pub(super) uniqueid: String,
    since: Micros,
    /// The lot's name.
    lot: String,
}

impl Tracker {
    /// Notes that the link is about to park the other side of a call, or (`None`) that it could not.
    pub fn expect_park(&mut self, far: &str, call: Option<&str>) {
        let uniqueid = self.names.get(far).cloned();
        if let Some(channel) = uniqueid.and_then(|uniqueid| self.channels.get_mut(&uniqueid)) {
            channel.expected_park = call.map(str::to_owned);
        }
    }

    /// Notes the place of a parked channel. Returns true if the link parked it: then it is known for whom.
    pub(super) fn note_place(&mut self, m: &Message, at: Micros) -> bool {
        let Some(parkee) = self.update_channel(m, "Parkee", at, Freshness::Stale) else { return false };
        let (uniqueid, expected) = (parkee.uniqueid.clone(), parkee.expected_park.take());
        parkee.panel_hold = None;
        let Some(slot) = m.some("ParkingSpace").map(str::to_owned) else { return false };
        let lot = m.get("Parkinglot").unwrap_or_default().to_owned();
        self.parked.insert(slot.clone(), Parked { uniqueid: uniqueid.clone(), since: at, lot });
        let Some(call) = expected else { return false };
        let phone = self.phone_of(&call).map(|phone| phone.uniqueid.clone());
        if let Some(parkee) = self.channels.get_mut(&uniqueid) {
            parkee.parked = Some(at);
            parkee.parked_by = phone;
        }
        if let Some(offer) = self.offers.get_mut(&call) {
            offer.left.get_or_insert((at, Cause::Parked));
            offer.parked_at = Some(slot);
        }
        true
    }

    /// Notes that a parked channel left its place.
    pub(super) fn note_place_free(&mut self, uniqueid: &str) {
        self.parked.retain(|_, parked| parked.uniqueid != uniqueid);
    }

    /// Returns how many calls are parked in a lot.
    #[must_use]
    pub fn parked_in(&self, lot: &str) -> usize {
        self.parked.values().filter(|parked| parked.lot == lot).count()
    }

    /// Notes that a complete list of the parked calls follows.
    pub fn begin_parked(&mut self) {
        self.parked.clear();
    }

    /// Notes an item of `ParkedCalls`.
    pub fn sync_parked(&mut self, m: &Message, at: Micros) {
        let age = m.get("ParkingDuration").and_then(|seconds| seconds.parse::<u64>().ok()).unwrap_or(0);
        let (Some(slot), Some(uniqueid)) = (m.some("ParkingSpace"), m.some("ParkeeUniqueid")) else { return };
        let since = at.saturating_sub(age.saturating_mul(1_000_000));
        let lot = m.get("Parkinglot").unwrap_or_default().to_owned();
        self.parked.insert(slot.to_owned(), Parked { uniqueid: uniqueid.to_owned(), since, lot });
    }

    /// Reports the parked calls if they have changed.
    pub(super) fn refresh_parked(&mut self, is_forced: bool) {
        if self.is_syncing || (self.parked.is_empty() && self.reported_parked.is_empty() && !is_forced) {
            return;
        }
        let calls: Vec<ParkedCall> = self
            .parked
            .iter()
            .filter_map(|(slot, parked)| {
                let channel = self.channel(&parked.uniqueid).filter(|channel| channel.end.is_none())?;
                Some(ParkedCall {
                    slot: slot.clone(),
                    request_id: self.call_id(channel).to_owned(),
                    remote: self.identity(self.party_behind(channel)),
                    by: None,
                    since: millis(parked.since),
                    record: None,
                })
            })
            .collect();
        if is_forced || calls != self.reported_parked {
            self.reported_parked.clone_from(&calls);
            self.emit(PbxEvent::Parked { calls });
        }
    }
}
