//! The calls made to callers who were missed, and calls by which somebody reaches them.

use super::{Caller, normal_number};
use crate::hub::{Hub, Timer};
use denwa_protocol::{CALLBACK_ATTEMPTS, Call, CallbackAttempt, Direction, SettledHow};

impl Hub {
    /// An agent's call is the call for a callback.
    pub(in crate::hub) fn begin_attempt(&mut self, agent: usize, id: &str, call: &str) {
        let by = self.colleague(agent);
        let Some(entry) = self.callbacks.entries.get_mut(id).filter(|entry| entry.is_open()) else { return };
        if entry.is_claimed_by_other(&by.extension) || entry.calling.as_deref() == Some(call) {
            return;
        }
        if let Some(before) = entry.calling.replace(call.to_owned()) {
            self.callbacks.by_call.remove(&before);
        }
        entry.claim(by.clone(), self.now);
        entry.claim_until = None;
        let attempts = &mut entry.callback.attempts;
        attempts.push(CallbackAttempt { by, at: self.now.wall, answered: None });
        attempts.drain(..attempts.len().saturating_sub(CALLBACK_ATTEMPTS));
        self.callbacks.by_call.insert(call.to_owned(), id.to_owned());
        self.publish_callback(id);
    }

    /// A call has ended: if it was made to a missed caller, it did not reach her. The agent may try again.
    pub(in crate::hub) fn end_attempt(&mut self, call: &str) {
        let Some(id) = self.callbacks.by_call.remove(call) else { return };
        let Some(entry) = self.callbacks.entries.get_mut(&id) else { return };
        entry.calling = None;
        if let Some(attempt) = entry.callback.attempts.last_mut() {
            attempt.answered.get_or_insert(false);
        }
        if let Some(by) = entry.callback.claim.take().map(|claim| claim.by) {
            let until = entry.claim(by, self.now);
            self.timers.insert((until, Timer::Claim(id.clone())));
        }
        self.publish_callback(&id);
    }

    /// An agent's call with somebody outside was answered: callbacks of that person are settled. Who calls is known by the
    /// line, too: another department's callback stays.
    pub(in crate::hub) fn settle_callbacks_of(&mut self, agent: usize, call: &Call) {
        if let Some(id) = self.callbacks.by_call.get(&call.id).cloned() {
            let attempt = self.callbacks.entries.get_mut(&id).and_then(|entry| entry.callback.attempts.last_mut());
            if let Some(attempt) = attempt {
                attempt.answered = Some(true);
            }
            self.settle(&id, SettledHow::Reached, Some(agent));
        }
        if call.internal || self.callbacks.by_caller.is_empty() {
            return;
        }
        let Some(number) = normal_number(&call.remote, &self.config.country_code) else { return };
        let first = Caller { organisation: self.organisation_of(agent), number, line: None };
        let is_same = |caller: &Caller| (&caller.organisation, &caller.number) == (&first.organisation, &first.number);
        let is_line = |caller: &Caller| {
            let lines = caller.line.as_ref().zip(call.line.as_ref());
            call.direction == Direction::Outbound || lines.is_none_or(|(missed, called)| missed == called)
        };
        let same = self.callbacks.by_caller.range(first.clone()..).take_while(|(caller, _)| is_same(caller));
        let ids: Vec<_> = same.filter(|(caller, _)| is_line(caller)).map(|(_, id)| id.clone()).collect();
        let how = match call.direction {
            Direction::Inbound => SettledHow::CalledAgain,
            Direction::Outbound => SettledHow::Reached,
        };
        for id in ids {
            self.settle(&id, how, Some(agent));
        }
    }
}
