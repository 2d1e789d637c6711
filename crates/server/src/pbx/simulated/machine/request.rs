//! Requests of the hub.

use super::Machine;
use crate::pbx::{
    Done, PbxRequest,
    simulated::{
        call::{Device, LegState, SimCall, Stage},
        error::ControlError,
        model::{ActBody, Action},
    },
};
use denwa_protocol::CommandError;

/// An agent's own part in a call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    /// The call's number.
    pub(super) number: u64,
    /// The index of the card.
    pub(super) card: usize,
    /// The leg that is connected, or another live one.
    pub(super) leg: usize,
}

impl Machine {
    /// Does a request of the hub.
    ///
    /// # Errors
    /// Says why the request is not done.
    pub fn request(&mut self, extension: &str, request: PbxRequest, now: u64) -> Result<Done, CommandError> {
        if !self.is_up {
            return Err(CommandError::PbxDown);
        }
        match request {
            PbxRequest::Answer { call } => self.do_at_phone(extension, &call, Action::Answer, None, now),
            PbxRequest::Decline { call } => self.do_at_phone(extension, &call, Action::Reject, None, now),
            PbxRequest::Hold { call } => self.do_at_phone(extension, &call, Action::Hold, None, now),
            PbxRequest::Retrieve { call } => self.do_at_phone(extension, &call, Action::Retrieve, None, now),
            PbxRequest::HangUp { call } => self.do_at_phone(extension, &call, Action::AgentHangup, None, now),
            PbxRequest::Deflect { to, .. } | PbxRequest::SingleStepTransfer { to, .. } if to == extension => {
                Err(CommandError::ToOneself)
            }
            PbxRequest::Deflect { call, to } => self.do_at_phone(extension, &call, Action::Deflect, Some(to), now),
            PbxRequest::SingleStepTransfer { call, to } => {
                self.do_at_phone(extension, &call, Action::Transfer, Some(to), now)
            }
            PbxRequest::Park { call } => self.do_at_phone(extension, &call, Action::Park, None, now),
            PbxRequest::Dial { number, presented } => self.dial(extension, &number, presented, now),
            PbxRequest::Consult { call, number, presented } => self.consult(extension, &call, &number, presented, now),
            PbxRequest::Alternate(pair) => self.alternate(extension, &pair, now),
            PbxRequest::Reconnect(pair) => self.reconnect(extension, &pair, now),
            PbxRequest::Transfer(pair) => self.transfer_pair(extension, &pair, now),
            PbxRequest::Conference(pair) => self.conference(extension, &pair, now),
            PbxRequest::DropParty { call, party } => self.drop_party(extension, &call, &party, now),
            PbxRequest::PickUp { slot } => self.pick_up_parked(extension, &slot, now),
            PbxRequest::SetMute { call, muted } => self.set_mute(extension, &call, muted, now),
            PbxRequest::SetRecording { call, recording } => self.set_recording(extension, &call, recording, now),
            PbxRequest::SendTones { call, tones } => self.send_tones(extension, &call, &tones),
            PbxRequest::SetAgentState { mode, reason, other_work } => {
                self.set_agent_state(extension, mode, reason, other_work, now)
            }
            PbxRequest::Monitor { agent, call, mode } => self.monitor(extension, &agent, call, mode, now),
            PbxRequest::StopMonitoring => self.stop_monitoring(extension, now),
        }
    }

    /// Does an action of the agent's phone.
    fn do_at_phone(
        &mut self,
        extension: &str,
        id: &str,
        action: Action,
        to: Option<String>,
        now: u64,
    ) -> Result<Done, CommandError> {
        self.own(extension, id)?;
        let body = ActBody { extension: Some(extension.to_owned()), to, ..ActBody::default() };
        self.act(id, action, &body, now)?;
        Ok(Done::default())
    }

    /// Finds an agent's live part in a call by the card's ID.
    pub(super) fn own(&self, extension: &str, id: &str) -> Result<Own, CommandError> {
        let meant = self.find(id).map_err(|_| CommandError::NoSuchCall)?;
        let call = self.calls.get(&meant.number).ok_or(CommandError::NoSuchCall)?;
        let card = meant.card.filter(|card| call.offers[*card].extension == extension);
        let card = card.ok_or(CommandError::NoSuchCall)?;
        let live = call.offers[card].legs.iter().copied().filter(|leg| call.legs[*leg].is_live());
        let leg = live.max_by_key(|leg| call.legs[*leg].is_up()).ok_or(CommandError::NoSuchCall)?;
        Ok(Own { number: meant.number, card, leg })
    }

    /// Finds an agent's part in a call in which she talks, or which she holds.
    pub(super) fn own_talk(&self, extension: &str, id: &str) -> Result<Own, CommandError> {
        let own = self.own(extension, id)?;
        let talks = |call: &SimCall| {
            call.stage == Stage::Talking
                && call.legs[own.leg].is_up()
                && call.offers[own.card].view.answered_at.is_some()
        };
        if self.calls.get(&own.number).is_some_and(talks) { Ok(own) } else { Err(CommandError::WrongState) }
    }

    /// A number that was dialled has answered, but the phone has turned to another call meanwhile: it holds this one.
    pub(super) fn hold_if_busy(&mut self, number: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        if !std::mem::take(&mut call.is_newly_answered) {
            return;
        }
        let up = call.legs.iter().enumerate().filter(|(_, leg)| leg.state == LegState::Up);
        let up: Vec<_> = up.map(|(index, leg)| (index, leg.device.clone())).collect();
        for (leg, phone) in up.into_iter().filter(|(_, phone)| phone.extension().is_some()) {
            if !self.other_talks(&phone, Some(number)).is_empty()
                && let Some(call) = self.calls.get_mut(&number)
            {
                call.set_held(leg, true);
            }
        }
    }

    /// A phone turns to a call: it holds all others, and leaves the call that it monitors.
    pub(super) fn hold_others(&mut self, phone: &Device, number: u64, now: u64) {
        self.end_monitors_at(|other| other == phone);
        self.hold_talks(phone, Some(number), now);
    }

    /// A phone holds the calls in which it talks, but for one.
    pub(super) fn hold_talks(&mut self, phone: &Device, except: Option<u64>, now: u64) {
        for other in self.other_talks(phone, except) {
            if let Some(call) = self.calls.get_mut(&other)
                && let Some(leg) = call.leg_up_at(phone)
            {
                call.set_held(leg, true);
            }
            self.settle(other, now);
        }
    }

    /// Returns the calls in which a phone talks, but for one.
    fn other_talks(&self, phone: &Device, except: Option<u64>) -> Vec<u64> {
        let known = phone.extension().and_then(|extension| self.calls_of.get(extension));
        let talks = |other: &u64| {
            Some(*other) != except && self.calls.get(other).is_some_and(|call| call.leg_up_at(phone).is_some())
        };
        known.into_iter().flatten().copied().filter(talks).collect()
    }

    /// Notes whose phones are in a call. Legs are never taken out of a call, so a phone that has left stays noted.
    pub(super) fn note_phones(&mut self, number: u64) {
        let Some(call) = self.calls.get(&number) else { return };
        for extension in call.legs.iter().filter_map(|leg| leg.device.extension()) {
            if !self.calls_of.get(extension).is_some_and(|calls| calls.contains(&number)) {
                self.calls_of.entry(extension.to_owned()).or_default().insert(number);
            }
        }
    }

    /// Forgets whose phones were in a call that is over, or a part of another now.
    pub(super) fn forget_phones(&mut self, number: u64, call: &SimCall) {
        for extension in call.legs.iter().filter_map(|leg| leg.device.extension()) {
            if let Some(calls) = self.calls_of.get_mut(extension) {
                calls.remove(&number);
            }
        }
    }
}

impl From<ControlError> for CommandError {
    fn from(error: ControlError) -> Self {
        match error {
            ControlError::WrongState => Self::WrongState,
            ControlError::Unregistered(_) => Self::PhoneUnregistered,
            ControlError::Down => Self::PbxDown,
            ControlError::ParkingFull => Self::ParkingFull,
            ControlError::BadNumber(_) => Self::NoSuchNumber,
            ControlError::TooManyCalls => Self::Refused,
            _ => Self::NoSuchCall,
        }
    }
}
