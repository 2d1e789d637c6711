//! What is renewed while the panel lives: the settings after somebody changed them, and both settings and token at every session interval
//! (セッション維持時間). The call for the token also keeps the host's own session alive.
//!
//! Settings: `Idle` → `Due` (somebody changed them; spread, so that an organisation does not read at once) → `Asked` → `Idle`, or `Due`
//! if they changed again meanwhile. A read that fails changes nothing.

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, HostReply, HostRequest, Owner, Renewal, RequestId, StartError};
use crate::package::agent_token::TokenAnswer;
use crate::package::settings::{SettingsRequest, StoredSettings};
use crate::settings::Settings;
use crate::start::{BOOT_MS, token_of};

/// A change saved elsewhere is read after at most this long, in milliseconds.
const SPREAD_MS: u64 = 3_000;
/// After a renewal that failed, in milliseconds.
const AGAIN_MS: u64 = 60_000;

/// Reading the settings again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Idle,
    Due {
        at: Now,
    },
    Asked {
        request: RequestId,
        has_changed_again: bool,
    },
}

/// What is renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    reading: Reading,
    token_request: Option<RequestId>,
    /// When the token was last asked for.
    renewed_at: Now,
    /// Why there was no new token the last time.
    pub token_error: Option<StartError>,
}

/// What was renewed.
pub(crate) enum Renewed {
    Nothing,
    Settings(StoredSettings),
    Token(TokenAnswer),
}

impl Upkeep {
    /// Everything is fresh.
    pub(crate) fn begin(&mut self, now: Now) {
        *self = Self { renewed_at: now, ..Self::default() };
    }

    /// Somebody changed the settings.
    pub(crate) fn on_settings_changed(&mut self, effects: &mut Effects) {
        match &mut self.reading {
            Reading::Asked { has_changed_again, .. } => *has_changed_again = true,
            Reading::Due { .. } => {}
            Reading::Idle => self.reading = Reading::Due { at: effects.now + effects.random(SPREAD_MS) },
        }
    }

    fn read_settings(&mut self, settings: &Settings, effects: &mut Effects) {
        let request = HostRequest::Settings(SettingsRequest::default());
        let deadline = settings.timeout_settings_ms();
        let request = effects.ask(Owner::Upkeep(Renewal::Settings), request, deadline);
        self.reading = Reading::Asked { request, has_changed_again: false };
    }

    /// Ask for a new token now.
    pub(crate) fn renew_token(&mut self, effects: &mut Effects) {
        self.renewed_at = effects.now;
        let owner = Owner::Upkeep(Renewal::Token);
        self.token_request = Some(effects.ask(owner, HostRequest::AgentToken, BOOT_MS));
    }

    fn renews_at(&self, settings: &Settings) -> Now {
        let interval = settings.session_interval_ms();
        if interval == 0 || self.token_request.is_some() {
            return NEVER;
        }
        self.renewed_at + if self.token_error.is_some() { AGAIN_MS.min(interval) } else { interval }
    }

    fn reads_at(&self) -> Now {
        if let Reading::Due { at } = self.reading { at } else { NEVER }
    }

    pub(crate) fn wake_at(&self, settings: &Settings) -> Now {
        self.renews_at(settings).min(self.reads_at())
    }

    pub(crate) fn tick(&mut self, settings: &Settings, effects: &mut Effects) {
        let renews = self.renews_at(settings) <= effects.now;
        if renews {
            self.renew_token(effects);
        }
        if self.reads_at() <= effects.now || (renews && self.reading == Reading::Idle) {
            self.read_settings(settings, effects);
        }
    }

    /// The host's answer.
    pub(crate) fn on_host(
        &mut self,
        renewal: Renewal,
        id: RequestId,
        answer: Answer,
        effects: &mut Effects,
    ) -> Renewed {
        match renewal {
            Renewal::Token => self.on_token(id, answer),
            Renewal::Settings => self.on_settings(id, answer, effects),
        }
    }

    fn on_token(&mut self, id: RequestId, answer: Answer) -> Renewed {
        if self.token_request != Some(id) {
            return Renewed::Nothing;
        }
        self.token_request = None;
        match token_of(answer) {
            Ok(token) => {
                self.token_error = None;
                Renewed::Token(token)
            }
            Err(why) => {
                self.token_error = Some(why);
                Renewed::Nothing
            }
        }
    }

    fn on_settings(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) -> Renewed {
        match self.reading {
            Reading::Asked { request, has_changed_again } if request == id => {
                self.reading = Reading::Idle;
                if has_changed_again {
                    self.on_settings_changed(effects);
                }
            }
            _ => return Renewed::Nothing,
        }
        match answer {
            Ok(HostReply::Settings(stored)) => Renewed::Settings(stored),
            _ => Renewed::Nothing,
        }
    }
}
