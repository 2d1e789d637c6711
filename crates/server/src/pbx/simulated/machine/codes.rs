//! Service codes that agents dial.

use super::Machine;
use crate::pbx::simulated::{
    call::{Device, Leg, SimCall, Stage},
    dial_plan::{Code, Destination},
};
use denwa_protocol::Cause;

impl Machine {
    /// A phone dials a code that takes over a call. Returns the ID of that call; `None` if the number is no such code,
    /// or there is no call to take over.
    pub(super) fn take_over_by_code(&mut self, phone: &Device, to: &str, now: u64) -> Option<String> {
        let Destination::Code(code) = self.destination(to) else { return None };
        let taken = self.taken_by(&code, phone.extension())?;
        self.take_over(taken, phone, None, now);
        Some(format!("{}{taken}", self.id_prefix()))
    }

    /// Does what a code says for a call in which an agent has dialled it.
    pub(super) fn dial_code(&mut self, number: u64, dialled: &str, code: Code, now: u64) {
        let Some(call) = self.calls.get(&number) else { return };
        let caller = call.legs[0].device.clone();
        let extension = caller.extension().map(str::to_owned);
        if let Some(taken) = self.taken_by(&code, extension.as_deref()) {
            return self.take_over_from(number, taken, &caller, now);
        }
        let desk = extension.and_then(|extension| self.desks.get_mut(&extension));
        let is_done = match (code, desk) {
            (Code::Forward(to), Some(desk)) => {
                desk.features.forward_always = to;
                Some(true)
            }
            (Code::DoNotDisturb(is_on), Some(desk)) => {
                desk.features.do_not_disturb = is_on;
                Some(true)
            }
            (Code::VoiceMail, _) => Some(false),
            _ => None,
        };
        let Some(call) = self.calls.get_mut(&number) else { return };
        match is_done {
            Some(hangs_up) => call.answer_by_pbx(dialled.to_owned(), hangs_up),
            None => call.fail(Cause::Unreachable),
        }
    }

    /// Returns the number of the call that an agent takes over by a code.
    fn taken_by(&self, code: &Code, extension: Option<&str>) -> Option<u64> {
        let is_taken = |call: &SimCall| match (code, &call.stage) {
            (Code::PickUp, stage) => *stage != Stage::Prompting && rings_at(call, None),
            (Code::PickUpAt(at), stage) => *stage != Stage::Prompting && rings_at(call, Some(at)),
            (Code::Retrieve(wanted), Stage::Parked { slot, .. }) => slot == wanted,
            _ => false,
        };
        let found = self.calls.iter().find(|(_, call)| is_taken(call) && !has_connected(call, extension));
        found.map(|(number, _)| *number)
    }
}

/// Returns whether a call rings at an agent's phone, at this extension if there is one.
fn rings_at(call: &SimCall, extension: Option<&String>) -> bool {
    let is_meant = |own: &str| extension.is_none_or(|extension| extension == own);
    call.legs.iter().any(|leg| leg.is_offered() && leg.device.extension().is_some_and(is_meant))
}

/// Returns whether an agent is in a call with a phone that does not ring: she cannot take over her own call.
fn has_connected(call: &SimCall, extension: Option<&str>) -> bool {
    let is_own = |leg: &Leg| extension.is_some() && leg.device.extension() == extension;
    call.legs.iter().any(|leg| is_own(leg) && leg.is_live() && !leg.is_offered())
}
