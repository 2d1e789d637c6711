//! Steps that calls take by themselves, and what follows every change of a call.

use super::Machine;
use crate::pbx::{
    PbxEvent,
    simulated::{
        call::{LegState, OUTSIDE_MS, Offer, SimCall, Stage, Step},
        dial_plan::Destination,
    },
};
use denwa_protocol::Cause;

impl Machine {
    /// Completes a change of a call: lets branches that have failed go on elsewhere, emits the changed cards, and sets
    /// timers for delayed steps. Forgets the call if it is over.
    pub(super) fn settle(&mut self, number: u64, now: u64) {
        self.check_branches(number, now);
        self.note_phones(number);
        self.hold_if_busy(number);
        let Some(call) = self.calls.get_mut(&number) else { return };
        let changed = call.refresh(now);
        let mut delayed = std::mem::take(&mut call.delayed);
        let has_lost_agent = changed.iter().any(|(_, view)| view.ended.is_some());
        if has_lost_agent && call.stage == Stage::Talking && !call.offers.iter().any(Offer::is_live) {
            delayed.push((OUTSIDE_MS, Step::OutsideDone));
        }
        let is_newly_queued = match &mut call.stage {
            Stage::Queued(waiting) => std::mem::take(&mut waiting.is_new),
            _ => false,
        };
        if call.stage == Stage::Over {
            if let Some(call) = self.calls.remove(&number) {
                self.forget_phones(number, &call);
                self.remember(&call);
                self.report_abandoned(&call);
            }
            self.timers.retain(|(_, owner, _)| *owner != number);
        } else {
            self.timers.extend(delayed.into_iter().map(|(delay, step)| (now + delay, number, step)));
        }
        let mut over = Vec::new();
        for (extension, view) in changed {
            over.extend(view.ended.is_some().then(|| view.id.clone()));
            self.emit(PbxEvent::Call { extension, call: Box::new(view) });
        }
        for card in over {
            self.end_monitors_of(&card, now);
        }
        self.report_parked(number);
        self.report_queues(number);
        if has_lost_agent || is_newly_queued {
            self.offer_waiting_calls(now);
        }
    }

    /// Takes a delayed step of a call, unless the call's state has changed in a way that makes the step obsolete.
    pub(super) fn take_step(&mut self, number: u64, step: Step, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let is_current = match step {
            Step::RoundOver(serial)
            | Step::BranchOver(serial, _)
            | Step::AttemptOver(serial, _)
            | Step::QueueRetry(serial)
            | Step::QueueOver(serial)
            | Step::ParkingOver(serial) => serial == call.serial,
            _ => true,
        };
        if !is_current {
            return;
        }
        let phone = match step {
            Step::PickUp if call.stage == Stage::Prompting => Some(call.legs[0].device.clone()),
            Step::TakeParked(leg) if rings(call, leg) => Some(call.legs[leg].device.clone()),
            _ => None,
        };
        if let Some(phone) = phone {
            self.hold_others(&phone, number, now);
        }
        let Some(call) = self.calls.get_mut(&number) else { return };
        match step {
            Step::PickUp if call.stage == Stage::Prompting => call.pick_up(),
            Step::ReportDialledNumber => call.tell_number(),
            Step::Route if call.stage == Stage::Dialling => self.route(number, now),
            Step::TakeParked(leg) | Step::RemoteAnswers(leg) if rings(call, leg) => call.answer(leg),
            Step::RemoteRefuses(leg) if rings(call, leg) => call.end(leg, Cause::Refused),
            Step::RoundOver(_) => self.round_over(number, now),
            Step::BranchOver(_, branch) => {
                let legs = call.branches.get(branch).filter(|branch| !branch.is_over).map(|branch| branch.legs.clone());
                for leg in legs.unwrap_or_default() {
                    if call.legs[leg].is_offered() {
                        call.end(leg, Cause::Missed);
                    }
                }
            }
            Step::AttemptOver(_, attempt) => {
                if matches!(&call.stage, Stage::Queued(waiting) if waiting.attempt == attempt && !waiting.is_pausing) {
                    call.end_attempt();
                }
            }
            Step::QueueRetry(_) => {
                if let Stage::Queued(waiting) = &mut call.stage {
                    waiting.is_pausing = false;
                }
                return self.offer_waiting_calls(now);
            }
            Step::QueueOver(_) => self.queue_over(number, now),
            Step::ParkingOver(_) => self.come_back(number, now),
            Step::OutsideDone if call.offers.iter().any(Offer::is_live) => return,
            Step::CodeDone | Step::OutsideDone => call.end_all(Cause::Normal),
            Step::AgentGivesUp => call.hang_up(0),
            Step::CallerGivesUp if call.answers == 0 => call.leave(0, Cause::Normal),
            _ => return,
        }
        self.settle(number, now);
    }

    /// Looks up the number that an agent has dialled, and rings there.
    pub(super) fn route(&mut self, number: u64, now: u64) {
        let Some(dialled) = self.calls.get(&number).and_then(|call| call.dialled.clone()) else { return };
        match self.destination(&dialled) {
            Destination::Code(code) => self.dial_code(number, &dialled, code, now),
            _ => self.send_to(number, &dialled, now),
        }
    }

    /// Nobody has answered in the present round.
    fn round_over(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.failures.push(Cause::NoAnswer);
        self.next_round(number, now);
    }

    /// Nobody has answered in the queue.
    fn queue_over(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        if let Some(to) = call.overflow.take() {
            self.send_to(number, &to, now);
        }
    }
}

fn rings(call: &SimCall, leg: usize) -> bool {
    call.legs.get(leg).is_some_and(|leg| leg.state == LegState::Ringing)
}
