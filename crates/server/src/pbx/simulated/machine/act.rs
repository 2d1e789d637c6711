//! Actions of phones on calls, by requests of the hub and from the HTTP interface.

use super::Machine;
use crate::pbx::simulated::{
    call::{Device, LegState, SimCall, Stage},
    error::ControlError,
    model::{ActBody, Action},
};
use denwa_protocol::Cause;

/// The call and card that an ID means.
pub(super) struct Meant {
    /// The call's number.
    pub(super) number: u64,
    /// The index of the card, unless the ID is that of the whole call.
    pub(super) card: Option<usize>,
}

impl Machine {
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
            | Action::RemoteUnreachable => self.act_outside(meant.number, action, body, now),
            Action::RemoteHangup => self.hang_up_outside(meant.number, body),
            Action::RemoteHold => self.hold_outside(meant.number, body, true),
            Action::RemoteRetrieve => self.hold_outside(meant.number, body, false),
            Action::Attach => self.attach(meant.number, body),
            Action::Conference | Action::TransferTo => self.join_at_phone(id, action, body, now),
            _ => self.act_at_phone(&meant, action, body, now),
        };
        self.settle(meant.number, now);
        result
    }

    /// Returns the call and card that an ID means.
    pub(super) fn find(&self, id: &str) -> Result<Meant, ControlError> {
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
        if matches!(action, Action::Answer | Action::Retrieve) {
            let phone = call.legs[leg].device.clone();
            self.hold_others(&phone, number, now);
        }
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
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
            Action::Forward => self.forward(number, leg, body.to()?, Cause::Missed, now)?,
            Action::Deflect => self.forward(number, leg, body.to()?, Cause::Deflected, now)?,
            _ => return Err(ControlError::WrongState),
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

/// Returns whether a leg's state allows this action of its phone.
fn is_allowed(action: Action, call: &SimCall, leg: usize) -> bool {
    let state = call.legs[leg].state;
    let talks = call.legs[leg].is_up() && call.stage == Stage::Talking;
    match action {
        Action::Answer | Action::Reject => state == LegState::Ringing,
        Action::Forward | Action::Deflect => state == LegState::Ringing && !call.is_prompted(leg),
        Action::Hold => state == LegState::Up && talks,
        Action::Retrieve => state == LegState::Holding,
        Action::AgentHangup => call.legs[leg].is_live(),
        // A conference cannot be passed on as a whole.
        Action::Transfer | Action::Park => talks && call.legs.iter().filter(|leg| leg.is_up()).count() == 2,
        _ => false,
    }
}
