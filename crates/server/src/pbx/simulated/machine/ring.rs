//! Rings extensions and numbers for those who wait in a call: rounds, and in each round a branch for every member, which
//! goes on at another number if the member forwards.

use super::{
    Machine,
    branches::{Member, add_branch},
};
use crate::pbx::simulated::{
    call::{Device, LegState, NO_ANSWER_MS, REMOTE_MS, Script, SimCall, Stage, Step, new_party},
    dial_plan::{Destination, Round},
};
use denwa_protocol::Cause;

/// How often a call may be sent on before somebody answers.
const MAX_HOPS: u8 = 8;

impl Machine {
    /// Rings a number for those who wait in a call.
    pub(super) fn send_to(&mut self, number: u64, to: &str, now: u64) {
        let destination = self.destination(to);
        let transfer_ms = u64::from(self.settings.transfer_seconds) * 1000;
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.hops += 1;
        if call.hops > MAX_HOPS {
            return self.give_up(number, Cause::Unreachable, now);
        }
        match destination {
            Destination::Queue(queue) => return self.enter_queue(number, &queue, now),
            // Service codes are for agents who dial them.
            Destination::Code(_) => return self.give_up(number, Cause::Unreachable, now),
            Destination::Group(group) => {
                call.plan = group.rounds().into();
                call.overflow = group.overflow;
            }
            Destination::Extension(member) | Destination::Outside(member) => {
                let ms = call.transfer.is_some().then_some(transfer_ms);
                call.plan = [Round { members: vec![member], ms }].into();
            }
        }
        self.next_round(number, now);
    }

    /// Rings the next round; after the last round the overflow. Without either, the call has failed.
    pub(super) fn next_round(&mut self, number: u64, now: u64) {
        let ring_ms = self.ring_ms();
        while let Some(call) = self.calls.get_mut(&number) {
            let Some(round) = call.plan.pop_front() else {
                let Some(to) = call.overflow.take() else {
                    let cause = call.closest_failure();
                    return self.give_up(number, cause, now);
                };
                return self.send_to(number, &to, now);
            };
            call.enter(Stage::Ringing);
            let is_outside = |member: &String| matches!(self.destination(member), Destination::Outside(_));
            let ms = round.ms.unwrap_or(if round.members.iter().all(is_outside) { NO_ANSWER_MS } else { ring_ms });
            let members: Vec<_> = round.members.iter().map(|member| Member::new(member)).collect();
            let Some(call) = self.calls.get_mut(&number) else { return };
            call.delayed.push((ms, Step::RoundOver(call.serial)));
            for member in &members {
                self.ring(number, member, now);
            }
            if self.calls.get(&number).is_some_and(SimCall::is_trying) {
                return;
            }
        }
    }

    /// Rings a member.
    pub(super) fn ring(&mut self, number: u64, member: &Member, now: u64) {
        let is_circle = member.forwarded_by.contains(&member.to) || member.forwarded_by.len() >= MAX_HOPS.into();
        match self.destination(&member.to) {
            _ if is_circle => self.member_failed(number, member, Cause::Unreachable),
            Destination::Extension(extension) => self.ring_extension(number, member, &extension, now),
            Destination::Outside(to) => self.ring_outside(number, member, &to),
            Destination::Group(group) => {
                for to in &group.members {
                    self.ring(number, &member.forward(&group.number, to), now);
                }
            }
            Destination::Queue(_) | Destination::Code(_) => self.member_failed(number, member, Cause::Unreachable),
        }
    }

    fn ring_extension(&mut self, number: u64, member: &Member, extension: &str, now: u64) {
        let Some(desk) = self.desks.get(extension) else { return };
        let (features, phones) = (desk.features.clone(), desk.registered());
        if let Some(to) = &features.forward_always {
            return self.ring(number, &member.forward(extension, to), now);
        }
        let is_engaged = |call: &SimCall| call.has_offer_of(extension);
        let Some(call) = self.calls.get(&number) else { return };
        let is_ringing = call.branches.iter().any(|b| !b.is_over && b.extension.as_deref() == Some(extension));
        if is_ringing {
            return;
        }
        let is_in_call = call.legs.iter().any(|leg| leg.device.extension() == Some(extension) && leg.is_live());
        let is_busy = || self.monitors.contains_key(extension) || self.calls.values().any(is_engaged);
        if features.do_not_disturb || is_in_call || (!features.call_waiting && is_busy()) {
            return self.forward_or_fail(number, member, extension, Cause::Busy, now);
        }
        if phones.is_empty() && features.follow_me.is_none() {
            return self.forward_or_fail(number, member, extension, Cause::Unreachable, now);
        }
        let Some(call) = self.calls.get_mut(&number) else { return };
        let mut legs = Vec::new();
        for phone in phones {
            let device = Device::Phone { extension: extension.to_owned(), phone };
            let leg = call.add_leg(device, LegState::Ringing);
            call.add_incoming(leg, now);
            legs.push(leg);
        }
        if let Some(mobile) = &features.follow_me {
            legs.extend(
                add_outside(call, mobile, Script::for_number(mobile).without_answer(), features.follow_me_confirm).ok(),
            );
        }
        if legs.is_empty() {
            return self.forward_or_fail(number, member, extension, Cause::Unreachable, now);
        }
        if features.forward_no_answer.is_some() {
            let step = Step::BranchOver(call.serial, call.branches.len());
            call.delayed.push((u64::from(features.forward_seconds) * 1000, step));
        }
        add_branch(call, member, Some(extension), legs);
    }

    fn ring_outside(&mut self, number: u64, member: &Member, to: &str) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        match add_outside(call, to, Script::for_number(to), false) {
            Ok(leg) => add_branch(call, member, None, vec![leg]),
            Err(cause) => self.member_failed(number, member, cause),
        }
    }
}

/// Rings a telephone outside, unless the number fails at once.
fn add_outside(call: &mut SimCall, to: &str, script: Script, must_confirm: bool) -> Result<usize, Cause> {
    let script = if call.is_scripted { script } else { Script::NoAnswer };
    match script {
        Script::Busy => return Err(Cause::Busy),
        Script::Unreachable => return Err(Cause::Unreachable),
        Script::Answers | Script::NoAnswer | Script::Refuses => {}
    }
    let party = new_party(Some(to.to_owned()), None);
    let leg = call.add_leg(Device::Outside { party, must_confirm }, LegState::Ringing);
    match script {
        Script::Answers => call.delayed.push((REMOTE_MS, Step::RemoteAnswers(leg))),
        Script::Refuses => call.delayed.push((REMOTE_MS, Step::RemoteRefuses(leg))),
        _ => {}
    }
    Ok(leg)
}
