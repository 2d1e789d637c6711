//! Joins an agent's two calls: transfer after a consultation, and conference. Takes parties out of conferences.

use super::{Machine, request::Own};
use crate::pbx::{
    Done,
    simulated::{
        call::{BlindTransfer, LegState, SimCall, Stage, Step},
        error::ControlError,
        model::{ActBody, Action},
    },
};
use denwa_protocol::{CallPair, Cause, CommandError};

impl Machine {
    /// Connects the other sides of two calls, and leaves them. If the active call still rings, the held party waits for the
    /// answer as after a blind transfer.
    pub(super) fn transfer_pair(&mut self, extension: &str, pair: &CallPair, now: u64) -> Result<Done, CommandError> {
        let (held, active) = self.pair(extension, pair)?;
        let rings = self.calls.get(&active.number).is_some_and(|call| call.stage != Stage::Talking);
        if rings
            && self.calls.get(&held.number).is_none_or(|call| call.legs.iter().filter(|leg| leg.is_up()).count() > 2)
        {
            // A conference does not wait until somebody answers.
            return Err(CommandError::WrongState);
        }
        if rings && self.would_meet_oneself(extension, held, active) {
            return Err(CommandError::WrongState);
        }
        for own in [held, active] {
            if let Some(call) = self.calls.get_mut(&own.number) {
                call.end(own.leg, Cause::Transferred);
            }
        }
        if rings {
            self.begin_pair_transfer(extension, &pair.held, held, active);
        }
        // The customer's call goes on, so that its ID stays the same.
        let has_outside = |own: Own| self.calls.get(&own.number).is_some_and(SimCall::has_outside);
        let (kept, gone) =
            if !rings && !has_outside(held) && has_outside(active) { (active, held) } else { (held, active) };
        self.join(kept.number, gone.number, extension, now);
        Ok(Done::default())
    }

    /// Whether somebody in the held call is the one whose phone rings for the other.
    fn would_meet_oneself(&self, extension: &str, held: Own, active: Own) -> bool {
        let others = |own: Own| {
            let offers = self.calls.get(&own.number).into_iter().flat_map(|call| &call.offers);
            offers.filter(|offer| offer.is_live() && offer.extension != extension).map(|offer| offer.extension.as_str())
        };
        others(held).any(|waits| others(active).any(|rings| rings == waits))
    }

    fn begin_pair_transfer(&mut self, extension: &str, card: &str, held: Own, active: Own) {
        let Some((to, number)) = self
            .calls
            .get(&active.number)
            .and_then(|call| Some((call.offers[active.card].view.remote.clone(), call.dialled.clone()?)))
        else {
            return;
        };
        if let Some(call) = self.calls.get_mut(&held.number) {
            let transfer = BlindTransfer { card: card.to_owned(), by: extension.to_owned(), to: number };
            call.begin_transfer(transfer, to);
            call.is_passed_on = true;
        }
    }

    /// Merges two calls into the held one.
    pub(super) fn conference(&mut self, extension: &str, pair: &CallPair, now: u64) -> Result<Done, CommandError> {
        let (held, active) = self.pair(extension, pair)?;
        if self.calls.get(&active.number).is_none_or(|call| call.stage != Stage::Talking) {
            return Err(CommandError::WrongState);
        }
        if let Some(call) = self.calls.get_mut(&held.number) {
            call.set_held(held.leg, false);
        }
        if let Some(call) = self.calls.get_mut(&active.number) {
            call.end(active.leg, Cause::Merged);
        }
        self.join(held.number, active.number, extension, now);
        Ok(Done::default())
    }

    /// Takes a party out of a conference.
    pub(super) fn drop_party(
        &mut self,
        extension: &str,
        id: &str,
        party: &str,
        now: u64,
    ) -> Result<Done, CommandError> {
        let own = self.own_talk(extension, id)?;
        let Some(call) = self.calls.get_mut(&own.number) else { return Err(CommandError::NoSuchCall) };
        let is_party = call.offers[own.card].view.parties.iter().any(|known| known.id == party);
        let leg = call.legs.iter().position(|leg| leg.id == party && leg.is_up()).filter(|_| is_party);
        call.leave(leg.ok_or(CommandError::WrongState)?, Cause::Normal);
        self.settle(own.number, now);
        Ok(Done::default())
    }

    /// Joins two calls of an agent at the phone.
    pub(super) fn join_at_phone(
        &mut self,
        id: &str,
        action: Action,
        body: &ActBody,
        now: u64,
    ) -> Result<(), ControlError> {
        let with = body.with.as_deref().ok_or(ControlError::Missing("with"))?;
        let meant = self.find(id)?;
        let card = meant.card.ok_or(ControlError::NoSuchCall)?;
        let offer = &self.calls[&meant.number].offers[card];
        let (extension, is_held) = (offer.extension.clone(), offer.view.held_at.is_some());
        let (held, active) = if is_held { (id, with) } else { (with, id) };
        let pair = CallPair { held: held.to_owned(), active: active.to_owned() };
        let done = match action {
            Action::Conference => self.conference(&extension, &pair, now),
            _ => self.transfer_pair(&extension, &pair, now),
        };
        done.map(|_| ()).map_err(|error| match error {
            CommandError::NoSuchCall => ControlError::NoSuchCall,
            _ => ControlError::WrongState,
        })
    }

    /// Finds a held call of an agent and her active one, which talks or rings at the other side.
    fn pair(&self, extension: &str, pair: &CallPair) -> Result<(Own, Own), CommandError> {
        let (held, active) = (self.own_talk(extension, &pair.held)?, self.own(extension, &pair.active)?);
        let (Some(held_call), Some(call)) = (self.calls.get(&held.number), self.calls.get(&active.number)) else {
            return Err(CommandError::NoSuchCall);
        };
        let is_active = match call.stage {
            Stage::Talking => call.legs[active.leg].state == LegState::Up,
            Stage::Ringing | Stage::Queued(_) => call.legs[active.leg].state == LegState::Waiting,
            _ => false,
        };
        if held.number == active.number || held_call.legs[held.leg].state != LegState::Holding || !is_active {
            return Err(CommandError::WrongState);
        }
        Ok((held, active))
    }

    /// Moves everybody of a call into another.
    fn join(&mut self, kept: u64, gone: u64, by: &str, now: u64) {
        let Some(other) = self.calls.remove(&gone) else { return };
        self.forget_phones(gone, &other);
        let Some(call) = self.calls.get_mut(&kept) else { return };
        let moved_by = call.absorb(other, by);
        call.end_if_alone();
        let (mut steps, mut moved) = (Vec::new(), Vec::new());
        for &(at, number, step) in self.timers.iter().filter(|(_, number, _)| *number == kept || *number == gone) {
            steps.push((at, number, step));
            if number == gone {
                moved.extend(Step::moved(step, moved_by).map(|step| (at, kept, step)));
            }
        }
        for step in &steps {
            self.timers.remove(step);
        }
        self.timers.extend(moved);
        self.settle(kept, now);
    }
}
