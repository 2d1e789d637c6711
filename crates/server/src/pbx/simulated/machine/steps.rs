//! Steps that calls take by themselves, and offers of queue calls to agents.

use super::{Machine, Phone};
use crate::pbx::{
    PbxEvent,
    simulated::call::{DelayedStep, NO_ANSWER_MS, REMOTE_MS, Remote, Script},
};
use denwa_protocol::{AgentMode, Call as View, Cause, ConnectionState as State, Direction};
use std::collections::BTreeSet;

impl Machine {
    /// Empties a call's lists: emits the changed legs and sets timers for delayed steps. Forgets the call if it is
    /// over.
    pub(super) fn settle(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let mut seen = BTreeSet::new();
        let changed: Vec<_> = std::mem::take(&mut call.changed).into_iter().filter(|leg| seen.insert(*leg)).collect();
        let legs: Vec<_> = changed.into_iter().map(|leg| call.legs[leg].clone()).collect();
        let delayed = std::mem::take(&mut call.delayed);
        if call.is_over() {
            self.calls.remove(&number);
            self.timers.retain(|(_, owner, _)| *owner != number);
        } else {
            self.timers.extend(delayed.into_iter().map(|(delay, step)| (now + delay, number, step)));
        }
        let has_freed_agent = legs.iter().any(|leg| !leg.is_live());
        for leg in legs {
            self.emit(PbxEvent::Call { extension: leg.extension, call: Box::new(leg.view) });
        }
        if has_freed_agent {
            self.offer_waiting_calls(now);
        }
    }

    /// Takes a delayed step of a call, unless the call's state has changed in a way that makes the step obsolete.
    pub(super) fn take_step(&mut self, number: u64, step: DelayedStep, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        match step {
            DelayedStep::PickUp => {
                if let Some(leg) = call.find_leg(None, |view| is_outgoing(view, State::Alerting, State::Null)) {
                    call.answer(leg, now);
                }
            }
            DelayedStep::Route => return self.route(number, now),
            DelayedStep::RemoteAnswers => {
                if let Some(leg) = call.find_leg(None, |view| is_outgoing(view, State::Connected, State::Alerting)) {
                    call.remote_answers(leg, now);
                }
            }
            DelayedStep::RemoteRefuses => {
                if call.find_leg(None, |view| is_outgoing(view, State::Connected, State::Alerting)).is_some() {
                    call.fail(Cause::Refused, now);
                }
            }
            DelayedStep::AgentGivesUp => {
                if let Some(leg) =
                    call.find_leg(None, |view| view.direction == Direction::Outbound && view.answered_at.is_none())
                {
                    call.hang_up(leg, now);
                }
            }
            DelayedStep::CallerGivesUp => {
                if !call.legs.iter().any(|leg| leg.view.answered_at.is_some()) {
                    call.remote_hangs_up(now);
                }
            }
        }
        self.settle(number, now);
    }

    /// Looks up the number an agent has dialled, and lets the other side ring or the call fail.
    fn route(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let Some(leg) = call.find_leg(None, |view| view.state == State::Initiated) else { return };
        match call.remote.clone() {
            Remote::Called(Script::Busy) => call.fail(Cause::Busy, now),
            Remote::Called(Script::Unreachable) => call.fail(Cause::Unreachable, now),
            Remote::Called(script) => {
                call.remote_rings(leg);
                call.delayed.push(match script {
                    Script::NoAnswer => (NO_ANSWER_MS, DelayedStep::AgentGivesUp),
                    Script::Refuses => (REMOTE_MS, DelayedStep::RemoteRefuses),
                    _ => (REMOTE_MS, DelayedStep::RemoteAnswers),
                });
            }
            Remote::Agent(to) => {
                let from = call.legs[leg].extension.clone();
                if from == to {
                    call.fail(Cause::Busy, now);
                } else if self.phones.get(&to).is_some_and(|phone| phone.is_registered) {
                    call.remote_rings(leg);
                    call.add_called_agent(&to, &from, now);
                    call.delayed.push((self.ring_ms, DelayedStep::AgentGivesUp));
                } else {
                    call.fail(Cause::Unreachable, now);
                }
            }
            Remote::Caller => {}
        }
        self.settle(number, now);
    }

    /// Offers every waiting queue call to all free members of its queue who have not declined it.
    pub(super) fn offer_waiting_calls(&mut self, now: u64) {
        let waiting: Vec<_> =
            self.calls.iter().filter(|(_, call)| call.is_waiting).map(|(number, _)| *number).collect();
        for number in waiting {
            let Some(call) = self.calls.get(&number) else { continue };
            let queue = self.queues.iter().find(|queue| call.template.queue.as_ref() == Some(&queue.name));
            let members = queue.map(|queue| queue.members.clone()).unwrap_or_default();
            let free: Vec<_> = members
                .into_iter()
                .filter(|member| self.is_free(member) && !call.declined_by.contains(member))
                .collect();
            if let Some(call) = self.calls.get_mut(&number) {
                for member in free {
                    call.add_leg(&member, State::Alerting, State::Connected, now);
                }
            }
            self.settle(number, now);
        }
    }

    /// Returns whether an agent is registered, ready and in no call.
    fn is_free(&self, extension: &str) -> bool {
        let is_available = |phone: &Phone| phone.is_registered && phone.mode == AgentMode::Ready;
        self.phones.get(extension).is_some_and(is_available)
            && !self.calls.values().any(|call| call.find_leg(Some(extension), |_| true).is_some())
    }
}

fn is_outgoing(view: &View, state: State, remote_state: State) -> bool {
    view.direction == Direction::Outbound && view.state == state && view.remote_state == remote_state
}
