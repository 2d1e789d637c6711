//! Actions on calls: requests of the hub, and actions from the HTTP interface.

use super::Machine;
use crate::pbx::{
    Done, PbxRequest,
    simulated::{
        call::{Device, LegState, SimCall, Stage},
        error::ControlError,
        model::{ActBody, Action},
    },
};
use denwa_protocol::{Cause, CommandError};

/// The call and card that an ID means.
struct Meant {
    /// The call's number.
    number: u64,
    /// The index of the card, unless the ID is that of the whole call.
    card: Option<usize>,
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
        let (call, action) = match request {
            PbxRequest::Answer { call } => (call, Action::Answer),
            PbxRequest::Decline { call } => (call, Action::Reject),
            PbxRequest::Hold { call } => (call, Action::Hold),
            PbxRequest::Retrieve { call } => (call, Action::Retrieve),
            PbxRequest::HangUp { call } => (call, Action::AgentHangup),
            PbxRequest::SendTones { call, tones } => return self.send_tones(extension, &call, &tones),
            PbxRequest::Dial { number, presented: _ } => return self.dial(extension, &number, now),
            PbxRequest::SetAgentState { mode, reason } => return self.set_agent_state(extension, mode, reason, now),
            _ => return Err(CommandError::NotSupported),
        };
        let body = ActBody { extension: Some(extension.to_owned()), ..ActBody::default() };
        self.act(&call, action, &body, now).map(|()| Done::default()).map_err(|error| match error {
            ControlError::WrongState => CommandError::WrongState,
            ControlError::Unregistered(_) => CommandError::PhoneUnregistered,
            ControlError::Down => CommandError::PbxDown,
            _ => CommandError::NoSuchCall,
        })
    }

    /// Does an action on a call. `id` is the ID of the whole call or of an agent's card; `body` chooses among the agents
    /// and phones in the call.
    ///
    /// # Errors
    /// Says why the action is not done.
    pub fn act(&mut self, id: &str, action: Action, body: &ActBody, now: u64) -> Result<(), ControlError> {
        if !self.is_up {
            return Err(ControlError::Down);
        }
        let meant = self.find(id)?;
        let result = match action {
            Action::PickUp => self.pick_up_here(meant.number, body, now),
            Action::Ring
            | Action::RemoteAnswer
            | Action::RemoteConfirm
            | Action::RemoteBusy
            | Action::RemoteReject
            | Action::RemoteUnreachable => self.act_outside(meant.number, action, now),
            Action::RemoteHangup => self.hang_up_outside(meant.number),
            _ => self.act_at_phone(&meant, action, body, now),
        };
        self.settle(meant.number, now);
        result
    }

    fn find(&self, id: &str) -> Result<Meant, ControlError> {
        let card = |call: &SimCall| call.offers.iter().position(|offer| offer.view.id == id && offer.is_live());
        let Some((whole_id, _)) = id.split_once('.') else {
            let number = self.number_of(id).filter(|number| self.calls.contains_key(number));
            return Ok(Meant { number: number.ok_or(ControlError::NoSuchCall)?, card: None });
        };
        let own = self.number_of(whole_id).and_then(|number| Some((number, card(self.calls.get(&number)?)?)));
        // The card of an agent who dialled a code belongs to the call that she has taken over.
        let found = own.or_else(|| self.calls.iter().find_map(|(number, call)| Some((*number, card(call)?))));
        let (number, card) = found.ok_or(ControlError::NoSuchCall)?;
        Ok(Meant { number, card: Some(card) })
    }

    fn number_of(&self, whole_id: &str) -> Option<u64> {
        whole_id.strip_prefix(&self.id_prefix())?.parse().ok()
    }

    /// Does an action of an agent's phone.
    fn act_at_phone(&mut self, meant: &Meant, action: Action, body: &ActBody, now: u64) -> Result<(), ControlError> {
        let number = meant.number;
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        let is_meant = |leg: &usize| {
            let Device::Phone { extension, phone } = &call.legs[*leg].device else { return false };
            body.extension.as_ref().is_none_or(|wanted| wanted == extension)
                && body.phone.is_none_or(|wanted| wanted == *phone)
                && meant.card.is_none_or(|card| call.offers[card].legs.contains(leg))
                && is_allowed(action, call, *leg)
        };
        let leg = (0..call.legs.len()).find(is_meant).ok_or(ControlError::WrongState)?;
        let rings = call.legs[leg].is_offered() && !call.is_prompted(leg);
        match action {
            Action::Answer if call.is_prompted(leg) => call.pick_up(),
            Action::Answer => call.answer(leg),
            Action::Reject if call.is_prompted(leg) => call.end_all(Cause::Declined),
            Action::Reject => decline(call, leg, body.phone),
            Action::AgentHangup if rings => decline(call, leg, body.phone),
            Action::AgentHangup if call.is_prompted(leg) => call.end_all(Cause::NoAnswer),
            Action::AgentHangup => call.hang_up(leg),
            Action::Hold => call.set_held(leg, true),
            Action::Retrieve => call.set_held(leg, false),
            Action::Park => self.park(number, leg, now)?,
            Action::Transfer => self.transfer(number, leg, body.to()?, now)?,
            Action::Forward => self.forward(number, leg, body.to()?, now)?,
            _ => return Err(ControlError::WrongState),
        }
        Ok(())
    }

    /// Does an action of a called telephone outside.
    fn act_outside(&mut self, number: u64, action: Action, now: u64) -> Result<(), ControlError> {
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        if call.stage == Stage::Dialling {
            if is_internal(call) {
                return Err(no_outside(call));
            }
            // From now on the other side does what it is told.
            call.is_scripted = false;
            self.route(number, now);
        } else if action == Action::Ring {
            return Err(ControlError::WrongState);
        }
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        let Some(leg) = call.outside_ringing() else { return Err(no_outside(call)) };
        match action {
            Action::RemoteBusy => call.end(leg, Cause::Busy),
            Action::RemoteReject => call.end(leg, Cause::Refused),
            Action::RemoteUnreachable => call.end(leg, Cause::Unreachable),
            Action::RemoteAnswer if call.legs[leg].state == LegState::Ringing => call.answer(leg),
            Action::RemoteConfirm if call.legs[leg].state == LegState::Confirming => call.answer(leg),
            Action::Ring => {}
            _ => return Err(ControlError::WrongState),
        }
        Ok(())
    }

    /// The other side hangs up: the caller or the called telephone outside.
    fn hang_up_outside(&mut self, number: u64) -> Result<(), ControlError> {
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        if let Some(leg) = call.outside_party() {
            call.leave(leg, Cause::Normal);
        } else if let Some(leg) = call.outside_ringing() {
            call.end(leg, Cause::Refused);
        } else if matches!(call.stage, Stage::Prompting | Stage::Dialling | Stage::Tone(_)) && !is_internal(call) {
            call.end_all(Cause::Refused);
        } else {
            return Err(no_outside(call));
        }
        Ok(())
    }

    /// An agent answers a call that rings elsewhere or is parked.
    fn pick_up_here(&mut self, number: u64, body: &ActBody, now: u64) -> Result<(), ControlError> {
        let extension = body.extension.as_deref().ok_or(ControlError::Missing("extension"))?;
        let phone = match body.phone {
            Some(phone) => self.phone(extension, phone)?,
            None => self.first_phone(extension)?,
        };
        let call = self.calls.get(&number).ok_or(ControlError::NoSuchCall)?;
        let is_waiting = matches!(call.stage, Stage::Parked { .. })
            || (matches!(call.stage, Stage::Ringing | Stage::Queued(_)) && call.is_ringing());
        let is_in_call =
            call.legs.iter().any(|leg| leg.is_live() && !leg.is_offered() && leg.device.extension() == Some(extension));
        if !is_waiting || is_in_call {
            return Err(ControlError::WrongState);
        }
        self.take_over(number, &phone, None, now);
        Ok(())
    }
}

/// Declines at one phone, or at all phones of the agent.
fn decline(call: &mut SimCall, leg: usize, phone: Option<u8>) {
    let extension = call.extension_of(leg).map(str::to_owned);
    for other in 0..call.legs.len() {
        let is_meant = other == leg || (phone.is_none() && call.extension_of(other) == extension.as_deref());
        if is_meant && call.legs[other].is_offered() {
            call.end(other, Cause::Declined);
        }
    }
}

fn is_internal(call: &SimCall) -> bool {
    call.offers.first().is_some_and(|offer| offer.view.internal)
}

fn no_outside(call: &SimCall) -> ControlError {
    if call.legs.iter().any(|leg| leg.device.is_outside()) || !is_internal(call) {
        return ControlError::WrongState;
    }
    ControlError::Invalid(
        "the other side is an agent's phone: use answer, reject or agent-hangup with its extension".to_owned(),
    )
}

/// Returns whether a leg's state allows this action of its phone.
fn is_allowed(action: Action, call: &SimCall, leg: usize) -> bool {
    let state = call.legs[leg].state;
    let talks = call.legs[leg].is_up() && call.stage == Stage::Talking;
    match action {
        Action::Answer | Action::Reject => state == LegState::Ringing,
        Action::Forward => state == LegState::Ringing && !call.is_prompted(leg),
        Action::Hold => state == LegState::Up && talks,
        Action::Retrieve => state == LegState::Holding,
        Action::AgentHangup => call.legs[leg].is_live(),
        Action::Transfer | Action::Park => talks,
        _ => false,
    }
}
