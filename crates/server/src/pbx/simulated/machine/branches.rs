//! The members that ring in a round or queue, and where their calls go when they do not answer.

use super::Machine;
use crate::pbx::simulated::{
    call::{Branch, SimCall, Stage},
    config::Features,
};
use denwa_protocol::Cause;

/// A member that is about to ring.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The extension or number.
    pub(super) to: String,
    /// What the round or queue rang first.
    pub(super) first: String,
    /// The numbers that have forwarded the call on the way here.
    pub(super) forwarded_by: Vec<String>,
}

impl Member {
    pub(super) fn new(to: &str) -> Self {
        Self { to: to.to_owned(), first: to.to_owned(), forwarded_by: Vec::new() }
    }

    pub(super) fn forward(&self, from: &str, to: &str) -> Self {
        let forwarded_by = self.forwarded_by.iter().cloned().chain([from.to_owned()]).collect();
        Self { to: to.to_owned(), first: self.first.clone(), forwarded_by }
    }
}

impl Machine {
    /// Goes on with branches whose legs have all ended: at the number they forward to, else with the next round or the
    /// queue's next member.
    pub(super) fn check_branches(&mut self, number: u64, now: u64) {
        let (mut index, mut has_failed) = (0, false);
        while let Some(call) = self.calls.get_mut(&number)
            && let Some(branch) = call.branches.get_mut(index)
        {
            index += 1;
            if branch.is_over || branch.legs.iter().any(|leg| call.legs[*leg].is_live()) {
                continue;
            }
            branch.is_over = true;
            has_failed = true;
            let branch = branch.clone();
            let cause = ending(call, &branch);
            let member = Member { to: String::new(), first: branch.member, forwarded_by: branch.forwarded_by };
            match branch.extension {
                Some(extension) => self.forward_or_fail(number, &member, &extension, cause, now),
                None => self.member_failed(number, &member, cause),
            }
        }
        if has_failed {
            self.go_on(number, now);
        }
    }

    /// If no member rings any more: rings the next round, or lets the queue pause before its next member.
    pub(super) fn go_on(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        if call.is_trying() {
            return;
        }
        match call.stage {
            Stage::Ringing => self.next_round(number, now),
            Stage::Queued(_) => call.pause_queue(),
            _ => {}
        }
    }

    /// Rings the number that an extension forwards to for this cause; without such a number, the member has failed.
    pub(super) fn forward_or_fail(&mut self, number: u64, member: &Member, extension: &str, cause: Cause, now: u64) {
        let features = self.desks.get(extension).map(|desk| &desk.features);
        match features.and_then(|features| forward_for(features, cause)) {
            Some(to) => self.ring(number, &member.forward(extension, &to), now),
            None => self.member_failed(number, member, cause),
        }
    }

    pub(super) fn member_failed(&mut self, number: u64, member: &Member, cause: Cause) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        call.failures.push(cause);
        if let Stage::Queued(waiting) = &mut call.stage
            && cause != Cause::Unreachable
            && cause != Cause::NoAnswer
        {
            waiting.refused_by.insert(member.first.clone());
        }
    }
}

/// Returns the number that calls are forwarded to if an extension cannot be reached in this way.
fn forward_for(features: &Features, cause: Cause) -> Option<String> {
    match cause {
        Cause::Busy | Cause::Refused => features.forward_busy.clone(),
        _ => features.forward_no_answer.clone(),
    }
}

/// Returns why a branch failed, as its caller hears it.
fn ending(call: &SimCall, branch: &Branch) -> Cause {
    let has_ended = |cause: Cause| branch.legs.iter().any(|leg| call.legs[*leg].end() == Some(cause));
    match [Cause::Declined, Cause::Refused, Cause::Busy, Cause::Missed].into_iter().find(|cause| has_ended(*cause)) {
        Some(Cause::Declined | Cause::Refused) => Cause::Refused,
        Some(Cause::Busy) => Cause::Busy,
        Some(_) => Cause::NoAnswer,
        None => Cause::Unreachable,
    }
}

pub(super) fn add_branch(call: &mut SimCall, member: &Member, extension: Option<&str>, legs: Vec<usize>) {
    call.branches.push(Branch {
        member: member.first.clone(),
        extension: extension.map(str::to_owned),
        forwarded_by: member.forwarded_by.clone(),
        legs,
        is_over: false,
    });
}
