//! What is renewed while the panel lives: the settings after somebody changed them, and both settings and token at every session interval
//! (セッション維持時間). The call for the token also keeps the host's own session alive.
//!
//! Settings: `Idle` → `Due` (spread, so that an organisation does not read at once) → `Asked` → `Idle`. A read that fails changes nothing.

use crate::Now;
use crate::command::{NEVER, Out};
use crate::host::{Answer, HostReply, HostRequest, RequestId};
use crate::settings::{Key, RawSettings, Settings};
use crate::start::{BOOT_MS, StartError, token_of};
use std::rc::Rc;

/// A change saved elsewhere is read after at most this long, in milliseconds.
const SPREAD_MS: u64 = 3_000;
/// After a renewal that failed, in milliseconds.
const AGAIN_MS: u64 = 60_000;

/// Where the settings stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Idle,
    Due(Now),
    /// And whether they changed again meanwhile.
    Asked(RequestId, bool),
}

/// What is renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    reading: Reading,
    renewal: Option<RequestId>,
    /// When it was last tried.
    renewed_at: Now,
    /// Why there was no new token the last time.
    pub token_error: Option<StartError>,
}

/// What came of it.
pub(crate) enum Renewed {
    Settings(Rc<RawSettings>),
    Token(String),
    Nothing,
}

impl Upkeep {
    /// Everything is fresh.
    pub(crate) fn begin(&mut self, now: Now) {
        *self = Self { renewed_at: now, ..Self::default() };
    }

    /// Somebody changed the settings.
    pub(crate) fn on_change(&mut self, out: &mut Out) {
        match &mut self.reading {
            Reading::Asked(_, again) => *again = true,
            Reading::Due(_) => {}
            Reading::Idle => self.reading = Reading::Due(out.now + out.ids.random(SPREAD_MS)),
        }
    }

    /// Read the settings now.
    pub(crate) fn read(&mut self, settings: &Settings, out: &mut Out) {
        let deadline = settings.whole(Key::TimeoutSettings) * 1_000;
        self.reading = Reading::Asked(out.host(HostRequest::package("settings"), deadline), false);
    }

    /// Ask for a new token now.
    pub(crate) fn renew(&mut self, out: &mut Out) {
        self.renewed_at = out.now;
        self.renewal = Some(out.host(HostRequest::package("agentToken"), BOOT_MS));
    }

    fn renews_at(&self, settings: &Settings) -> Now {
        let interval = u64::from(settings.whole(Key::SessionMinutes)) * 60_000;
        if interval == 0 || self.renewal.is_some() {
            return NEVER;
        }
        self.renewed_at + if self.token_error.is_some() { AGAIN_MS.min(interval) } else { interval }
    }

    fn reads_at(&self) -> Now {
        if let Reading::Due(at) = self.reading { at } else { NEVER }
    }

    pub(crate) fn wake_at(&self, settings: &Settings) -> Now {
        self.renews_at(settings).min(self.reads_at())
    }

    pub(crate) fn tick(&mut self, settings: &Settings, out: &mut Out) {
        let renew = self.renews_at(settings) <= out.now;
        if renew {
            self.renew(out);
        }
        if self.reads_at() <= out.now || (renew && matches!(self.reading, Reading::Idle)) {
            self.read(settings, out);
        }
    }

    /// The answer of the host, if it is for this.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer, out: &mut Out) -> Option<Renewed> {
        if self.renewal == Some(id) {
            self.renewal = None;
            self.token_error = None;
            return Some(match token_of(answer) {
                Ok(token) => Renewed::Token(token),
                Err(why) => {
                    self.token_error = Some(why);
                    Renewed::Nothing
                }
            });
        }
        let Reading::Asked(request, again) = self.reading else { return None };
        if request != id {
            return None;
        }
        self.reading = Reading::Idle;
        if again {
            self.on_change(out);
        }
        // A read that fails changes nothing.
        Some(match answer {
            Ok(HostReply::Package(answer)) => Renewed::Settings(Rc::new(RawSettings(answer.take("settings")))),
            _ => Renewed::Nothing,
        })
    }
}
