//! Calls that agents make: at their phones, in the panel, and by another program.

use super::{MAX_CALLS, Machine};
use crate::pbx::{
    Done,
    simulated::{
        call::{Details, Device, PICK_UP_MS, ROUTE_MS, SimCall, Stage, Step, TELL_MS, new_party},
        dial_plan::is_dialable,
        error::ControlError,
        model::NewCall,
    },
};
use denwa_protocol::{CommandError, Party};

impl Machine {
    /// Dials a number for an agent, whose phone rings first.
    pub(super) fn dial(
        &mut self,
        extension: &str,
        to: &str,
        presented: Option<String>,
        now: u64,
    ) -> Result<Done, CommandError> {
        let phone = match self.first_phone(extension) {
            Ok(phone) => phone,
            Err(ControlError::Unregistered(_)) => return Err(CommandError::PhoneUnregistered),
            Err(_) => return Err(CommandError::NotSupported),
        };
        if self.calls.len() >= MAX_CALLS {
            return Err(CommandError::Refused);
        }
        let details = Details { line: presented, ..Details::default() };
        let mut call = self.new_outgoing(phone, Stage::Prompting, to, details);
        let id = self.add_outgoing(&mut call, to, None, now);
        call.delayed.push((PICK_UP_MS, Step::PickUp));
        self.insert(call, now);
        Ok(Done { call: Some(id) })
    }

    pub(super) fn place_from_phone(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        let (phone, to) = self.caller_and_target(&new)?;
        if let Some(id) = self.take_over_by_code(&phone, &to, now) {
            return Ok(id);
        }
        let details = Details { line: new.line, queue: None, record: new.record, data: new.data };
        let mut call = self.new_outgoing(phone.clone(), Stage::Dialling, &to, details);
        self.add_outgoing(&mut call, &to, new.name, now);
        call.delayed.push((ROUTE_MS, Step::Route));
        self.hold_others(&phone, self.last_call, now);
        Ok(self.insert(call, now))
    }

    /// Another program lets an agent's phone ring, and dials when it is picked up. Which number it dials is known a
    /// little later.
    pub(super) fn place_by_program(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        let (phone, to) = self.caller_and_target(&new)?;
        let details = Details { line: new.line, queue: None, record: new.record, data: new.data };
        let mut call = self.new_outgoing(phone, Stage::Prompting, &to, details);
        self.add_outgoing(&mut call, &to, None, now);
        if let Some(offer) = call.offers.first_mut() {
            offer.view.remote = Party::default();
        }
        let ms = new.ring_seconds.map_or(self.ring_ms(), |seconds| u64::from(seconds) * 1000);
        call.delayed.extend([(TELL_MS, Step::ReportDialledNumber), (ms, Step::RoundOver(call.serial))]);
        Ok(self.insert(call, now))
    }

    fn caller_and_target(&self, new: &NewCall) -> Result<(Device, String), ControlError> {
        let from = new.from.clone().or_else(|| self.extensions.first().cloned());
        let from = from.ok_or(ControlError::Missing("from"))?;
        let to = new.to.clone().ok_or(ControlError::Missing("to"))?;
        if !is_dialable(&to) && !self.desks.contains_key(&to) {
            return Err(ControlError::BadNumber(to));
        }
        let phone = match new.phone {
            Some(phone) => self.phone(&from, phone)?,
            None => self.first_phone(&from)?,
        };
        Ok((phone, to))
    }

    pub(super) fn new_outgoing(&self, phone: Device, stage: Stage, to: &str, details: Details) -> SimCall {
        let line = details.line.or_else(|| self.first_line.clone());
        let mut call = SimCall::new(phone, stage, Details { line, ..details });
        call.dialled = Some(to.to_owned());
        call
    }

    /// Numbers the call, adds the card of the agent who makes it, and returns the card's ID.
    pub(super) fn add_outgoing(&mut self, call: &mut SimCall, to: &str, name: Option<String>, now: u64) -> String {
        call.id = self.next_id();
        let is_internal = self.destination(to).is_internal();
        call.add_outgoing(0, new_party(Some(to.to_owned()), name), is_internal, now)
    }
}
