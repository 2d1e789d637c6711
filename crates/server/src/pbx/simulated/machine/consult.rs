//! Consultations: an agent holds a call and asks somebody, and goes from one to the other.

use super::{MAX_CALLS, Machine};
use crate::pbx::{
    Done,
    simulated::{
        call::{Details, LegState, ROUTE_MS, Stage, Step},
        model::{ActBody, Action},
    },
};
use denwa_protocol::{CallPair, CommandError};

impl Machine {
    /// Holds a call, and dials a number at the phone that was in it.
    pub(super) fn consult(
        &mut self,
        extension: &str,
        held: &str,
        to: &str,
        presented: Option<String>,
        now: u64,
    ) -> Result<Done, CommandError> {
        let own = self.own_talk(extension, held)?;
        if to == extension {
            return Err(CommandError::ToOneself);
        }
        if self.calls.len() >= MAX_CALLS {
            return Err(CommandError::Refused);
        }
        let phone = self.calls[&own.number].legs[own.leg].device.clone();
        let details = Details { line: presented, ..Details::default() };
        let mut call = self.new_outgoing(phone.clone(), Stage::Dialling, to, details);
        call.came_from = Some(extension.to_owned());
        let id = self.add_outgoing(&mut call, to, None, now);
        if let Some(offer) = call.offers.first_mut() {
            offer.view.consults = Some(held.to_owned());
        }
        call.delayed.push((ROUTE_MS, Step::Route));
        self.hold_others(&phone, self.last_call, now);
        self.insert(call, now);
        Ok(Done { call: Some(id) })
    }

    /// Holds the active call, and retrieves the held one.
    pub(super) fn alternate(&mut self, extension: &str, pair: &CallPair, now: u64) -> Result<Done, CommandError> {
        let (held, active) = (self.own_talk(extension, &pair.held)?, self.own_talk(extension, &pair.active)?);
        let state = |machine: &Self, number, leg: usize| machine.calls.get(&number).map(|call| call.legs[leg].state);
        if state(self, held.number, held.leg) != Some(LegState::Holding)
            || state(self, active.number, active.leg) != Some(LegState::Up)
        {
            return Err(CommandError::WrongState);
        }
        for (number, leg, is_held) in [(active.number, active.leg, true), (held.number, held.leg, false)] {
            if let Some(call) = self.calls.get_mut(&number) {
                call.set_held(leg, is_held);
            }
            self.settle(number, now);
        }
        Ok(Done::default())
    }

    /// Hangs up the active call in whatever state it is, and retrieves the held one. The active call may have ended in the
    /// meantime.
    pub(super) fn reconnect(&mut self, extension: &str, pair: &CallPair, now: u64) -> Result<Done, CommandError> {
        let held = self.own_talk(extension, &pair.held)?;
        if pair.held == pair.active
            || self.calls.get(&held.number).is_none_or(|call| call.legs[held.leg].state != LegState::Holding)
        {
            return Err(CommandError::WrongState);
        }
        let body = ActBody { extension: Some(extension.to_owned()), ..ActBody::default() };
        if self.own(extension, &pair.active).is_ok() {
            self.act(&pair.active, Action::AgentHangup, &body, now)?;
        }
        self.act(&pair.held, Action::Retrieve, &body, now)?;
        Ok(Done::default())
    }
}
