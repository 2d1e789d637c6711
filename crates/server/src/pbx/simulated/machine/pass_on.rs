//! Calls that move from one agent to another: blind transfer, parking and retrieval, pick-up, forwarding by hand.

use super::{Machine, branches::Member};
use crate::pbx::simulated::{
    call::{Device, LegState, Offer, SimCall, Stage, Step},
    dial_plan::{Code, Destination, SLOTS, is_dialable},
    error::ControlError,
};
use denwa_protocol::{Cause, Direction};

impl Machine {
    /// An agent sends those she talks with to another number, and leaves the call. If nobody answers there, the call
    /// ends.
    pub(super) fn transfer(&mut self, number: u64, leg: usize, to: &str, now: u64) -> Result<(), ControlError> {
        match self.destination(to) {
            Destination::Code(Code::Park) => return self.park(number, leg, now),
            Destination::Code(_) => return Err(ControlError::BadNumber(to.to_owned())),
            Destination::Outside(to) if !is_dialable(&to) => return Err(ControlError::BadNumber(to)),
            _ => {}
        }
        self.leave_behind(number, leg, Cause::Transferred, now);
        self.send_to(number, to, now);
        Ok(())
    }

    /// An agent parks those she talks with, and leaves the call. After a while the call comes back to her.
    pub(super) fn park(&mut self, number: u64, leg: usize, now: u64) -> Result<(), ControlError> {
        let is_taken = |slot: u8| {
            self.calls.values().any(|call| matches!(&call.stage, Stage::Parked { slot: taken, .. } if *taken == slot))
        };
        let slot = SLOTS.into_iter().find(|slot| !is_taken(*slot)).ok_or(ControlError::ParkingFull)?;
        self.leave_behind(number, leg, Cause::Parked, now);
        let parking_ms = u64::from(self.settings.parking_seconds) * 1000;
        let Some(call) = self.calls.get_mut(&number) else { return Ok(()) };
        let by = call.extension_of(leg).unwrap_or_default().to_owned();
        call.enter(Stage::Parked { slot, by });
        call.delayed.push((parking_ms, Step::ParkingOver(call.serial)));
        Ok(())
    }

    /// A parked call rings at the agent who parked it.
    pub(super) fn come_back(&mut self, number: u64, now: u64) {
        if let Some(Stage::Parked { by, .. }) = self.calls.get(&number).map(|call| call.stage.clone()) {
            self.send_to(number, &by, now);
        }
    }

    /// A ringing phone sends the call on.
    pub(super) fn forward(&mut self, number: u64, leg: usize, to: &str, now: u64) -> Result<(), ControlError> {
        let destination = self.destination(to);
        if matches!(destination, Destination::Code(_) | Destination::Queue(_))
            || (!is_dialable(to) && !destination.is_internal())
        {
            return Err(ControlError::BadNumber(to.to_owned()));
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
        for leg in legs {
            if call.legs[leg].is_offered() {
                call.end(leg, Cause::Missed);
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
                add_card(call, leg, card, now);
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
    fn leave_behind(&mut self, number: u64, leg: usize, cause: Cause, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.end(leg, cause);
        for other in call.legs.iter_mut().filter(|other| other.state == LegState::Holding) {
            other.state = LegState::Up;
        }
        call.is_passed_on = true;
        call.details.queue = None;
        self.settle(number, now);
    }
}

/// Adds the card of an agent who takes a call over. The party that waits there called, unless an agent had called it.
fn add_card(call: &mut SimCall, leg: usize, card: Option<Offer>, now: u64) {
    let has_called = call.legs[0].is_live();
    let known = call.offers.iter().any(|offer| offer.is_live() && Some(&*offer.extension) == call.extension_of(leg));
    if known && card.is_none() {
        return call.add_incoming(leg, now);
    }
    let mut view = call.incoming_view(leg, now);
    if !has_called {
        view.direction = Direction::Outbound;
    }
    match card {
        Some(mut card) => {
            (view.id, view.began_at) = (card.view.id, card.view.began_at);
            card.view = view;
            card.legs = vec![leg];
            card.answers_before = call.answers;
            card.is_changed = true;
            call.offers.push(card);
        }
        None => {
            call.add_card(leg, view);
        }
    }
}
