//! The agents' desks: phones that register and unregister, features of extensions, agents' modes.

use super::{Desk, Machine, no_such_extension};
use crate::pbx::{
    Done, PbxEvent,
    simulated::{
        call::{Device, SimCall, Stage},
        config::Features,
        error::ControlError,
    },
};
use denwa_protocol::{AgentMode, Cause, CommandError, PhoneState};

impl Desk {
    pub(super) fn new(features: Features) -> Self {
        let phones = vec![true; usize::from(features.phones)];
        Self { features, phones, mode: AgentMode::Ready, reason: None, other_work: false }
    }

    /// Restores the state after a restart of the PBX. Phones stay registered.
    pub(super) fn restart(&mut self, features: Features) {
        let mut phones = std::mem::take(&mut self.phones);
        *self = Self::new(features);
        phones.resize(self.phones.len(), true);
        self.phones = phones;
    }

    pub(super) fn state(&self) -> PhoneState {
        if self.is_registered() { PhoneState::Registered } else { PhoneState::Unregistered }
    }

    /// Returns whether any of the phones is registered.
    pub(super) fn is_registered(&self) -> bool {
        self.phones.contains(&true)
    }

    /// Returns the numbers of the registered phones, from 1.
    pub(super) fn registered(&self) -> Vec<u8> {
        (1..).zip(&self.phones).filter(|(_, is_registered)| **is_registered).map(|(phone, _)| phone).collect()
    }
}

impl Machine {
    /// Registers or unregisters a phone, by default all phones of the extension. A phone that unregisters loses its
    /// calls.
    ///
    /// # Errors
    /// If there is no such phone.
    pub fn register(
        &mut self,
        extension: &str,
        phone: Option<u8>,
        is_registered: bool,
        now: u64,
    ) -> Result<(), ControlError> {
        let desk = self.desks.get_mut(extension).ok_or_else(|| no_such_extension(extension))?;
        if let Some(phone) = phone.filter(|phone| !(1..=desk.features.phones).contains(phone)) {
            return Err(ControlError::NoSuchPhone(extension.to_owned(), phone));
        }
        for (number, registered) in (1..).zip(&mut desk.phones) {
            if phone.is_none_or(|phone| phone == number) {
                *registered = is_registered;
            }
        }
        let state = desk.state();
        self.emit(PbxEvent::Phone { extension: extension.to_owned(), state });
        if !is_registered {
            self.lose_phones(extension, |lost| phone.is_none_or(|phone| phone == lost), now);
        }
        self.offer_waiting_calls(now);
        Ok(())
    }

    /// Sets how an extension rings, from its next call on. Phones that are removed lose their calls.
    ///
    /// # Errors
    /// If there is no such extension, or a value is wrong.
    pub fn set_features(&mut self, extension: &str, features: Features, now: u64) -> Result<(), ControlError> {
        features.check()?;
        let desk = self.desks.get_mut(extension).ok_or_else(|| no_such_extension(extension))?;
        let phones = features.phones;
        desk.phones.resize(usize::from(phones), true);
        desk.features = features;
        let state = desk.state();
        self.emit(PbxEvent::Phone { extension: extension.to_owned(), state });
        self.lose_phones(extension, |lost| lost > phones, now);
        self.offer_waiting_calls(now);
        Ok(())
    }

    fn lose_phones(&mut self, extension: &str, is_lost: impl Fn(u8) -> bool, now: u64) {
        let is_lost = |device: &Device| match device {
            Device::Phone { extension: own, phone } => own == extension && is_lost(*phone),
            Device::Outside { .. } | Device::Pbx { .. } => false,
        };
        self.end_monitors_at(is_lost);
        let numbers: Vec<_> = self.calls.keys().copied().collect();
        for number in numbers {
            if let Some(call) = self.calls.get_mut(&number)
                && lose_legs(call, is_lost)
            {
                self.settle(number, now);
            }
        }
    }

    /// Returns the first registered phone of an extension.
    pub(super) fn first_phone(&self, extension: &str) -> Result<Device, ControlError> {
        let desk = self.desks.get(extension).ok_or_else(|| no_such_extension(extension))?;
        let phone = desk.registered().first().copied();
        let phone = phone.ok_or_else(|| ControlError::Unregistered(extension.to_owned()))?;
        Ok(Device::Phone { extension: extension.to_owned(), phone })
    }

    /// Returns a phone of an extension, which must be registered.
    pub(super) fn phone(&self, extension: &str, phone: u8) -> Result<Device, ControlError> {
        let desk = self.desks.get(extension).ok_or_else(|| no_such_extension(extension))?;
        match phone.checked_sub(1).and_then(|index| desk.phones.get(usize::from(index))) {
            None => Err(ControlError::NoSuchPhone(extension.to_owned(), phone)),
            Some(false) => Err(ControlError::Unregistered(extension.to_owned())),
            Some(true) => Ok(Device::Phone { extension: extension.to_owned(), phone }),
        }
    }

    pub(super) fn set_agent_state(
        &mut self,
        extension: &str,
        mode: AgentMode,
        reason: Option<String>,
        other_work: bool,
        now: u64,
    ) -> Result<Done, CommandError> {
        let desk = self.desks.get_mut(extension).ok_or(CommandError::NotSupported)?;
        (desk.mode, desk.reason, desk.other_work) = (mode, reason.clone(), other_work);
        self.emit(PbxEvent::Agent { extension: extension.to_owned(), mode, reason });
        self.offer_waiting_calls(now);
        Ok(Done::default())
    }
}

/// Ends the legs of lost phones; returns whether there are any.
fn lose_legs(call: &mut SimCall, is_lost: impl Fn(&Device) -> bool) -> bool {
    let lost: Vec<_> =
        (0..call.legs.len()).filter(|leg| call.legs[*leg].is_live() && is_lost(&call.legs[*leg].device)).collect();
    for leg in &lost {
        if call.legs[*leg].is_offered() && !call.is_prompted(*leg) {
            call.end(*leg, Cause::Unreachable);
        } else if call.stage == Stage::Talking && call.legs.iter().filter(|leg| leg.is_up()).count() > 2 {
            // The others of a conference go on.
            call.leave(*leg, Cause::Lost);
        } else {
            call.end_all(Cause::Lost);
        }
    }
    !lost.is_empty()
}
