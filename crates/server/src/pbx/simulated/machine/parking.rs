//! Parking: callers wait in a place until somebody picks them up, or until they come back to the agent who parked them.

use super::Machine;
use crate::pbx::{
    Done, PbxEvent,
    simulated::{
        call::{Leg, LegState, PICK_UP_MS, SimCall, Stage, Step},
        dial_plan::FIRST_SLOT,
        error::ControlError,
    },
};
use denwa_protocol::{Cause, CommandError, ParkedCall};

impl Machine {
    /// An agent parks those she talks with, and leaves the call. After a while the call comes back to her.
    pub(super) fn park(&mut self, number: u64, leg: usize, now: u64) -> Result<(), ControlError> {
        let is_taken = |slot: u8| {
            self.calls.values().any(|call| matches!(&call.stage, Stage::Parked { slot: taken, .. } if *taken == slot))
        };
        let mut places = (FIRST_SLOT..).take(self.settings.parking_places.into());
        let slot = places.find(|slot| !is_taken(*slot)).ok_or(ControlError::ParkingFull)?;
        let parking_ms = u64::from(self.settings.parking_seconds) * 1000;
        let Some(call) = self.calls.get_mut(&number) else { return Err(ControlError::NoSuchCall) };
        if let Some(offer) = call.offers.iter_mut().find(|offer| offer.is_live() && offer.legs.contains(&leg)) {
            offer.view.parked_at = Some(slot.to_string());
        }
        let by = call.extension_of(leg).unwrap_or_default().to_owned();
        self.leave_behind(number, leg, Cause::Parked, now);
        let Some(call) = self.calls.get_mut(&number) else { return Ok(()) };
        call.came_from = Some(by.clone());
        call.enter(Stage::Parked { slot, by, since: now });
        call.delayed.push((parking_ms, Step::ParkingOver(call.serial)));
        Ok(())
    }

    /// A parked call rings at the agent who parked it.
    pub(super) fn come_back(&mut self, number: u64, now: u64) {
        if let Some(Stage::Parked { by, .. }) = self.calls.get(&number).map(|call| call.stage.clone()) {
            self.send_to(number, &by, now);
        }
    }

    /// Rings the phone of an agent who wants a parked call. When it is answered, she has the call.
    pub(super) fn pick_up_parked(&mut self, extension: &str, slot: &str, now: u64) -> Result<Done, CommandError> {
        let is_there =
            |call: &SimCall| matches!(&call.stage, Stage::Parked { slot: taken, .. } if taken.to_string() == slot);
        let number = self.calls.iter().find(|(_, call)| is_there(call)).map(|(number, _)| *number);
        let number = number.ok_or(CommandError::NothingParked)?;
        let phone = self.first_phone(extension)?;
        let call = self.calls.get_mut(&number).ok_or(CommandError::NothingParked)?;
        if call.has_offer_of(extension) {
            return Err(CommandError::WrongState);
        }
        let leg = call.add_leg(phone, LegState::Ringing);
        let id = call.add_taker(leg, now);
        call.delayed.push((PICK_UP_MS, Step::TakeParked(leg)));
        self.settle(number, now);
        Ok(Done { call: Some(id) })
    }

    /// Returns the parked calls, by place.
    pub(super) fn parked(&self) -> Vec<ParkedCall> {
        let mut parked: Vec<_> = self.calls.values().filter_map(parked).collect();
        parked.sort_by(|a, b| a.slot.cmp(&b.slot));
        parked
    }

    /// Reports the parked calls if this call was parked, has changed or has left.
    pub(super) fn report_parked(&mut self, number: u64) {
        let is_parked = |call: &SimCall| matches!(call.stage, Stage::Parked { .. });
        let id = format!("{}{number}", self.id_prefix());
        if !self.calls.get(&number).is_some_and(is_parked) && !self.reported_parked.iter().any(|p| p.request_id == id) {
            return;
        }
        let parked = self.parked();
        if parked != self.reported_parked {
            self.reported_parked.clone_from(&parked);
            self.emit(PbxEvent::Parked { calls: parked });
        }
    }
}

fn parked(call: &SimCall) -> Option<ParkedCall> {
    let Stage::Parked { slot, since, .. } = &call.stage else { return None };
    let waits = |leg: &&Leg| leg.is_live() && !leg.is_offered();
    let waiting = call.legs.iter().find(waits)?;
    Some(ParkedCall {
        slot: slot.to_string(),
        request_id: call.id.clone(),
        remote: waiting.device.party(),
        by: None,
        since: *since,
        record: None,
    })
}
