//! Actions of the telephones outside, and of the IVR that a call came through.

use super::Machine;
use crate::pbx::simulated::{
    call::{Leg, LegState, SimCall, Stage},
    error::ControlError,
    model::{ActBody, Action},
};
use denwa_protocol::Cause;

impl Machine {
    /// Does an action of a called telephone outside.
    pub(super) fn act_outside(
        &mut self,
        number: u64,
        action: Action,
        body: &ActBody,
        now: u64,
    ) -> Result<(), ControlError> {
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
        let Some(leg) = outside(call, body, Leg::is_offered) else { return Err(no_outside(call)) };
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
    pub(super) fn hang_up_outside(&mut self, number: u64, body: &ActBody) -> Result<(), ControlError> {
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        if let Some(leg) = outside(call, body, |leg| !leg.is_offered()) {
            call.leave(leg, Cause::Normal);
        } else if let Some(leg) = outside(call, body, Leg::is_offered) {
            call.end(leg, Cause::Refused);
        } else if matches!(call.stage, Stage::Prompting | Stage::Dialling | Stage::Tone(_)) && !is_internal(call) {
            call.end_all(Cause::Refused);
        } else {
            return Err(no_outside(call));
        }
        Ok(())
    }

    /// A telephone outside holds the others, or talks again.
    pub(super) fn hold_outside(&mut self, number: u64, body: &ActBody, is_held: bool) -> Result<(), ControlError> {
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        let wanted = if is_held { LegState::Up } else { LegState::Holding };
        if call.stage != Stage::Talking {
            return Err(ControlError::WrongState);
        }
        let leg = outside(call, body, |leg| leg.state == wanted).ok_or(ControlError::WrongState)?;
        call.set_held(leg, is_held);
        Ok(())
    }

    /// An IVR attaches a record and data to a call: all live cards that show the outside party have them from now on.
    pub(super) fn attach(&mut self, number: u64, body: &ActBody) -> Result<(), ControlError> {
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        if let Some(record) = &body.record {
            call.details.record = Some(record.clone());
        }
        if let Some(data) = &body.data {
            call.details.data.clone_from(data);
        }
        for offer in call.offers.iter_mut().filter(|offer| offer.is_live() && !offer.view.internal) {
            offer.view.record.clone_from(&call.details.record);
            offer.view.data.clone_from(&call.details.data);
            offer.is_changed = true;
        }
        Ok(())
    }
}

/// Returns the live leg of a telephone outside in a state: the one that the body names, else the first.
fn outside(call: &SimCall, body: &ActBody, is_wanted: impl Fn(&Leg) -> bool) -> Option<usize> {
    call.legs.iter().position(|leg| {
        leg.device.is_outside()
            && leg.is_live()
            && body.party.as_ref().is_none_or(|party| *party == leg.id)
            && is_wanted(leg)
    })
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
