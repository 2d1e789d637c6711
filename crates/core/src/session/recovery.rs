//! Coming back: after an outage by itself, after a refusal with a new token.

use super::{Outage, Refused, Session, State, ask_token};
use crate::Now;
use crate::clocks;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::recheck::Recheck;

/// The first wait before connecting again, in milliseconds; doubles with each try.
const BACK_OFF_MS: u64 = 500;
/// The longest wait, in milliseconds.
const BACK_OFF_MAX_MS: u64 = 30_000;
/// The longest wait that a server may ask for, in milliseconds.
const RETRY_AFTER_MAX_MS: u64 = 60_000;
/// After so long a connection the waits begin anew, in milliseconds.
const HEALTHY_MS: u64 = 30_000;
/// A token is renewed without a pause at most this often, in milliseconds.
const RENEW_MS: u64 = 60_000;

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

    /// The server calls the token expired. It is renewed at once; if the next one has expired too, some clock is wrong, and the panel
    /// waits longer and longer.
    pub(super) fn on_expired(&mut self, effects: &mut Effects) {
        let was_renewed_just_now = self.renewed_at.is_some_and(|at| effects.now < at + RENEW_MS);
        if was_renewed_just_now || matches!(self.outage, Some(Outage::TokenExpired(_))) {
            let clocks = self.token.org_ahead().zip(self.refused_ahead);
            let wrong = clocks.and_then(|(org, server)| clocks::judge(org, server));
            self.back_off(Outage::TokenExpired(wrong), effects);
        } else {
            self.renewed_at = Some(effects.now);
            self.renew(effects);
        }
    }

    /// The wait is over.
    pub(super) fn come_back(&mut self, effects: &mut Effects) {
        match self.outage {
            Some(Outage::NoToken(_)) => self.renew(effects),
            Some(Outage::TokenExpired(_)) if !self.token.is_fresh(effects.now) => self.renew(effects),
            _ => self.connect(effects),
        }
    }

    /// Connect again later: exponential back-off with full jitter on its upper half.
    pub(super) fn back_off(&mut self, why: Outage, effects: &mut Effects) {
        self.back_off_at_least(0, why, effects);
    }

    /// Backs off, and waits at least `least` milliseconds, as the server asked.
    pub(super) fn back_off_at_least(&mut self, least: u64, why: Outage, effects: &mut Effects) {
        if matches!(self.state, State::Live { .. }) && self.was_healthy(effects.now) {
            self.attempt = 0;
        }
        let step = BACK_OFF_MS.saturating_mul(1 << self.attempt.min(10)).min(BACK_OFF_MAX_MS);
        self.attempt += 1;
        let wait = (step / 2 + effects.random(step / 2 + 1)).max(least.min(RETRY_AFTER_MAX_MS));
        self.outage = Some(why);
        self.state = State::Waiting { until: effects.now + wait };
    }

    fn was_healthy(&self, now: Now) -> bool {
        now >= self.live_since + HEALTHY_MS
    }

    /// Closes the socket and backs off.
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
