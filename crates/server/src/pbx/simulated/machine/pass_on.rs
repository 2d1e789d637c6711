//! Calls that move from one agent to another: blind transfer, pick-up, forwarding by hand.

use super::{Machine, branches::Member};
use crate::pbx::simulated::{
    call::{BlindTransfer, Device, LegState, Offer, new_party},
    dial_plan::{Code, Destination, is_known_outside},
    error::ControlError,
};
use denwa_protocol::{Cause, TransferState};

impl Machine {
    /// An agent sends the party she talks with to another number, and leaves the call. If nobody answers there in time, the
    /// call comes back to her.
    pub(super) fn transfer(&mut self, number: u64, leg: usize, to: &str, now: u64) -> Result<(), ControlError> {
        match self.destination(to) {
            Destination::Code(Code::Park) => return self.park(number, leg, now),
            Destination::Code(_) => return Err(ControlError::BadNumber(to.to_owned())),
            Destination::Outside(to) if !is_known_outside(&to) => return Err(ControlError::BadNumber(to)),
            _ => {}
        }
        let Some(call) = self.calls.get_mut(&number) else { return Err(ControlError::NoSuchCall) };
        let by = call.extension_of(leg).unwrap_or_default().to_owned();
        let card = call.offers.iter().find(|offer| offer.is_live() && offer.legs.contains(&leg));
        let card = card.map(|offer| offer.view.id.clone()).unwrap_or_default();
        let transfer = BlindTransfer { card, by, to: to.to_owned() };
        call.begin_transfer(transfer, new_party(Some(to.to_owned()), None));
        self.leave_behind(number, leg, Cause::Transferred, now);
        self.send_to(number, to, now);
        Ok(())
    }

    /// Nobody has answered anywhere: a transferred call comes back to the transferor, other calls fail.
    pub(super) fn give_up(&mut self, number: u64, cause: Cause, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let Some(transfer) = call.transfer.take() else { return call.fail(cause) };
        let BlindTransfer { card, by, to } = transfer;
        call.hops = 0;
        call.failures.clear();
        call.came_from = self.desks.contains_key(&to).then_some(to);
        self.send_to(number, &by, now);
        let Some(call) = self.calls.get_mut(&number) else { return };
        let has_returned = call.is_trying();
        call.correct_transfer(&card, if has_returned { TransferState::Returned } else { TransferState::Lost });
    }

    /// A ringing phone sends the call on; `cause` is how that looks on its card.
    pub(super) fn forward(
        &mut self,
        number: u64,
        leg: usize,
        to: &str,
        cause: Cause,
        now: u64,
    ) -> Result<(), ControlError> {
        match self.destination(to) {
            Destination::Code(_) | Destination::Queue(_) => return Err(ControlError::BadNumber(to.to_owned())),
            Destination::Outside(to) if !is_known_outside(&to) => return Err(ControlError::BadNumber(to)),
            _ => {}
        }
        let Some(call) = self.calls.get_mut(&number) else { return Err(ControlError::NoSuchCall) };
        let Some(branch) = call.branches.iter_mut().find(|branch| branch.legs.contains(&leg)) else {
            return Err(ControlError::WrongState);
        };
        branch.is_over = true;
        let member = Member {
            to: to.to_owned(),
            first: branch.member.clone(),
            forwarded_by: branch.forwarded_by.iter().cloned().chain(branch.extension.clone()).collect(),
        };
        let legs = branch.legs.clone();
        if cause == Cause::Deflected {
            call.came_from = call.extension_of(leg).map(str::to_owned);
            call.is_passed_on = true;
        }
        for leg in legs {
            if call.legs[leg].is_offered() {
                call.end(leg, cause);
            }
        }
        self.ring(number, &member, now);
        self.go_on(number, now);
        Ok(())
    }

    /// An agent's phone answers a call that rings elsewhere, or takes a parked call. `card` is a card that the agent has
    /// already, because the panel has dialled the code.
    pub(super) fn take_over(&mut self, number: u64, phone: &Device, card: Option<Offer>, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let own = call.legs.iter().position(|leg| leg.is_offered() && leg.device.extension() == phone.extension());
        let leg = match (own, card) {
            (Some(leg), None) => leg,
            (_, card) => {
                let leg = call.add_leg(phone.clone(), LegState::Ringing);
                call.add_taken(leg, card, now);
                leg
            }
        };
        call.answer(leg);
        self.settle(number, now);
    }

    /// A call in which the panel has dialled a code gives the agent's card to the call that she takes over.
    pub(super) fn take_over_from(&mut self, number: u64, taken: u64, phone: &Device, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let card = call.offers.pop();
        call.end_all(Cause::Normal);
        self.take_over(taken, phone, card, now);
    }

    /// Ends an agent's part in a call, reports it, and forgets how the call came to her.
    pub(super) fn leave_behind(&mut self, number: u64, leg: usize, cause: Cause, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.end(leg, cause);
        call.is_passed_on = true;
        call.details.queue = None;
        self.settle(number, now);
    }
}
