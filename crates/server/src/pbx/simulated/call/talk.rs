//! Answering, holding and leaving a call.

use super::{
    BEEP_MS, Device, RETRY_MS, ROUTE_MS, SimCall, Stage, Step, TONE_MS,
    leg::{Leg, LegState},
};
use denwa_protocol::{Cause, Direction, TransferState};

impl SimCall {
    /// Enters a stage. Nobody rings for the former stage any more.
    pub fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        self.serial += 1;
        self.branches.clear();
        self.end_offered();
    }

    /// The agent picks up the phone that rings during click-to-dial.
    pub fn pick_up(&mut self) {
        self.stage = Stage::Dialling;
        self.serial += 1;
        self.legs[0].state = LegState::Waiting;
        self.delayed.push((ROUTE_MS, Step::Route));
    }

    /// A leg that rings answers. Everybody who waits is connected with it.
    pub fn answer(&mut self, leg: usize) {
        let must_confirm = matches!(self.legs[leg].device, Device::Outside { must_confirm: true, .. });
        if must_confirm && self.legs[leg].state == LegState::Ringing {
            self.legs[leg].state = LegState::Confirming;
            return;
        }
        self.legs[leg].state = LegState::Up;
        for other in self.legs.iter_mut().filter(|other| other.state == LegState::Waiting) {
            other.state = LegState::Up;
        }
        self.answers += 1;
        self.is_newly_answered = true;
        (self.hops, self.overflow) = (0, None);
        self.plan.clear();
        self.failures.clear();
        self.enter(Stage::Talking);
        self.end_transfer(TransferState::Answered);
        if std::mem::take(&mut self.is_passed_on) {
            self.show_answerer(leg);
        }
    }

    /// Shows those who were passed on with whom they talk now.
    fn show_answerer(&mut self, leg: usize) {
        let device = self.legs[leg].device.clone();
        for offer in &mut self.offers {
            let is_connected = offer.legs.iter().any(|own| self.legs[*own].is_up());
            if is_connected && !offer.legs.contains(&leg) {
                offer.view.remote = device.party();
                offer.view.internal = !device.is_outside();
                offer.is_changed = true;
            }
        }
    }

    /// The PBX itself answers the caller; `hangs_up` says whether it ends the call by itself.
    pub fn answer_by_pbx(&mut self, number: String, hangs_up: bool) {
        let leg = self.add_leg(Device::Pbx { number }, LegState::Ringing);
        self.answer(leg);
        if hangs_up {
            self.delayed.push((BEEP_MS, Step::CodeDone));
        }
    }

    /// An agent puts the others on hold, or takes them off hold.
    pub fn set_held(&mut self, leg: usize, is_held: bool) {
        self.legs[leg].state = if is_held { LegState::Holding } else { LegState::Up };
    }

    /// Ends a leg.
    pub fn end(&mut self, leg: usize, cause: Cause) {
        self.legs[leg].state = LegState::Ended(cause);
    }

    /// An agent hangs up, in any state except an incoming ring.
    pub fn hang_up(&mut self, leg: usize) {
        let cause = match (self.legs[leg].state, &self.stage) {
            (LegState::Tone, Stage::Tone(cause)) => *cause,
            (LegState::Up | LegState::Holding, _) => Cause::Normal,
            _ => Cause::NoAnswer,
        };
        self.leave(leg, cause);
    }

    /// A leg leaves the call. The call ends if nobody is left whom the others talk with or wait for.
    pub fn leave(&mut self, leg: usize, cause: Cause) {
        self.end(leg, cause);
        self.end_if_alone();
    }

    /// Everybody leaves the call.
    pub fn end_all(&mut self, cause: Cause) {
        if self.stage == Stage::Prompting {
            self.end(0, cause);
        }
        self.enter(Stage::Over);
        self.end_transfer(TransferState::Lost);
        for leg in self.legs.iter_mut().filter(|leg| leg.is_live()) {
            leg.state = LegState::Ended(cause);
        }
    }

    /// Nobody answered. If the called number is busy or unreachable, the calling agent hears a tone first.
    pub fn fail(&mut self, cause: Cause) {
        let has_caller = self.legs[0].state == LegState::Waiting || self.stage == Stage::Prompting;
        if self.legs[0].state == LegState::Waiting && matches!(cause, Cause::Busy | Cause::Unreachable) {
            self.enter(Stage::Tone(cause));
            self.legs[0].state = LegState::Tone;
            return self.delayed.push((TONE_MS, Step::AgentGivesUp));
        }
        self.end_all(if has_caller { cause } else { Cause::Normal });
    }

    /// A queue that rings one member after the other pauses before it tries the next.
    pub fn pause_queue(&mut self) {
        let serial = self.serial;
        if let Stage::Queued(waiting) = &mut self.stage
            && !waiting.is_pausing
        {
            waiting.is_pausing = true;
            self.delayed.push((RETRY_MS, Step::QueueRetry(serial)));
        }
    }

    /// The member that a queue tries has rung long enough.
    pub fn end_attempt(&mut self) {
        self.branches.iter_mut().for_each(|branch| branch.is_over = true);
        self.end_offered();
        self.pause_queue();
    }

    /// Returns the outcome that came closest to an answer, of all members that rang.
    #[must_use]
    pub fn closest_failure(&self) -> Cause {
        let closeness = |cause: &Cause| match cause {
            Cause::NoAnswer => 3,
            Cause::Refused => 2,
            Cause::Busy => 1,
            _ => 0,
        };
        self.failures.iter().copied().max_by_key(closeness).unwrap_or(Cause::NoAnswer)
    }

    /// Returns whether a leg rings for a call that its own agent makes.
    #[must_use]
    pub fn is_prompted(&self, leg: usize) -> bool {
        self.stage == Stage::Prompting && leg == 0
    }

    /// Returns the live leg of a telephone outside that is connected or waits for an answer.
    #[must_use]
    pub fn outside_party(&self) -> Option<usize> {
        self.legs.iter().position(|leg| leg.device.is_outside() && leg.is_live() && !leg.is_offered())
    }

    /// Returns the leg of a phone that talks.
    #[must_use]
    pub fn leg_up_at(&self, phone: &Device) -> Option<usize> {
        self.legs.iter().position(|leg| leg.state == LegState::Up && leg.device == *phone)
    }

    /// Returns the called telephone outside that rings.
    #[must_use]
    pub fn outside_ringing(&self) -> Option<usize> {
        self.legs.iter().position(|leg| leg.device.is_outside() && leg.is_offered())
    }

    /// Tells the number that another program dials for the agent.
    pub fn tell_number(&mut self) {
        let party = super::new_party(self.dialled.clone(), None);
        let outgoing = |offer: &&mut super::Offer| offer.view.direction == Direction::Outbound && offer.is_live();
        if let Some(offer) = self.offers.iter_mut().find(outgoing)
            && offer.view.remote != party
        {
            offer.view.remote = party;
            offer.is_changed = true;
        }
    }

    fn end_offered(&mut self) {
        let offered = |leg: &&mut Leg| leg.is_offered();
        self.legs.iter_mut().filter(offered).for_each(|leg| leg.state = LegState::Ended(Cause::Missed));
    }
}
