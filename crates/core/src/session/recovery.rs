//! Coming back: after an outage by itself, after a refusal with a new token.

use super::{Outage, Refused, Session, State, ask_token};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::recheck::Recheck;

/// The first wait before connecting again, in milliseconds; doubles with each try.
const BACK_OFF_MS: u64 = 500;
/// The longest wait, in milliseconds.
const BACK_OFF_MAX_MS: u64 = 30_000;

impl Session {
    /// The agent does not want to wait.
    pub(crate) fn try_again(&mut self, effects: &mut Effects) {
        match self.state {
            State::Refused(_) => self.renew(effects),
            State::Waiting { .. } => self.come_back(effects),
            _ => {}
        }
    }

    /// Sign in again with a new token: the one that came meanwhile, or one the host is asked for.
    pub(super) fn renew(&mut self, effects: &mut Effects) {
        if self.token.is_unused() {
            self.connect(effects);
        } else {
            let request = self.recheck.request().unwrap_or_else(|| ask_token(effects));
            self.recheck = Recheck::Off;
            self.state = State::Renewing(request);
        }
    }

    /// The wait is over.
    pub(super) fn come_back(&mut self, effects: &mut Effects) {
        if matches!(self.outage, Some(Outage::NoToken(_))) {
            self.renew(effects);
        } else {
            self.connect(effects);
        }
    }

    /// Connect again later: exponential back-off with full jitter on its upper half.
    pub(super) fn back_off(&mut self, why: Outage, effects: &mut Effects) {
        let step = BACK_OFF_MS.saturating_mul(1 << self.attempt.min(10)).min(BACK_OFF_MAX_MS);
        self.attempt += 1;
        let wait = step / 2 + effects.random(step / 2 + 1);
        self.outage = Some(why);
        self.state = State::Waiting { until: effects.now + wait };
    }

    /// The same where the socket is still open.
    pub(super) fn close_and_back_off(&mut self, why: Outage, effects: &mut Effects) {
        effects.push(Effect::Close);
        self.back_off(why, effects);
    }

    /// Only a person can mend this.
    pub(super) fn refuse(&mut self, refused: Refused, effects: &mut Effects) {
        self.state = State::Refused(refused);
        self.recheck = if self.is_refused_login() { Recheck::first(effects) } else { Recheck::Off };
    }
}
