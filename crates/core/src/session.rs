//! The session with the event server: connecting, signing in, staying alive, coming back.
//!
//! `Off` → `Connecting` (there is a token) → `SigningIn` (the socket is open) → `Live` (the server is ready). From any of these →
//! `Waiting` (an outage: comes back by itself) or `Refused` (a person must do something; the agent tries again, or a corrected login is
//! noticed by [`Recheck`]). A token that has expired goes through `Renewing`; if the next one has expired too, through `Waiting`.

mod messages;
mod recovery;
mod socket;
mod state;
mod token;

pub use crate::link::{Outage, Refused, RulesState, UnreadableCount};
pub use state::State;

use crate::Now;
use crate::effect::Effect;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, HostRequest, Owner, RequestId};
use crate::package::agent_token::TokenAnswer;
use crate::recheck::Recheck;
use crate::start::{BOOT_MS, token_of};
use denwa_protocol::{HEARTBEAT_MS, Refusal, Resume};
use token::Token;

/// How long the socket may take to open, in milliseconds.
const CONNECT_MS: u64 = 10_000;
/// A hidden tab's timers run late: it allows this much more silence, in milliseconds.
const HIDDEN_MS: u64 = 5_000;
/// How long sign-in may take until the settings are known, in milliseconds.
const SIGN_IN_MS: u64 = 5_000;

/// The session.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct Session {
    /// Its state.
    pub state: State,
    /// The address to connect to. A change takes effect with the next connection; [`Session::has_moved`] tells.
    pub(crate) url: String,
    /// How long sign-in may take, in milliseconds (連携タイムアウト時間, sign-in).
    pub(crate) sign_in_ms: u64,
    /// Why there was no session the last time, until there is one again.
    pub(crate) outage: Option<Outage>,
    /// How long the server took to answer the last sign-in, in milliseconds.
    pub(crate) sign_in_took: Option<u64>,
    /// Whether a socket to this address has ever been open, so that nothing on the way blocks it.
    pub(crate) has_reached: bool,
    /// What could not be read.
    pub(crate) unreadable: UnreadableCount,
    token: Token,
    connected_to: String,
    resume: Option<Resume>,
    /// The snapshot's calls have not all come yet.
    lacks_calls: bool,
    attempt: u32,
    /// Since when the session is live, or was live the last time.
    live_since: Now,
    /// When a token was last renewed because the server called the one before expired.
    renewed_at: Option<Now>,
    /// How far the server's clock was ahead of the panel's when it last refused a token, in milliseconds.
    pub(crate) refused_ahead: Option<i64>,
    is_hidden: bool,
    /// Whether this panel is the agent's primary one, or was before the connection was lost.
    is_primary: bool,
    recheck: Recheck,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            state: State::Off,
            url: String::new(),
            sign_in_ms: SIGN_IN_MS,
            outage: None,
            sign_in_took: None,
            has_reached: false,
            unreadable: UnreadableCount::default(),
            token: Token::default(),
            connected_to: String::new(),
            resume: None,
            lacks_calls: false,
            attempt: 0,
            live_since: 0,
            renewed_at: None,
            refused_ahead: None,
            is_hidden: false,
            is_primary: false,
            recheck: Recheck::Off,
        }
    }
}

impl Session {
    /// Whether commands can be sent.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Live { .. })
    }

    /// Whether the session ever was live, so that there is something on the screen to keep.
    #[must_use]
    pub fn was_live(&self) -> bool {
        self.resume.is_some()
    }

    /// Open the socket.
    pub(crate) fn connect(&mut self, effects: &mut Effects) {
        self.has_reached = self.has_reached && self.connected_to == self.url;
        self.connected_to.clone_from(&self.url);
        self.state = State::Connecting { until: effects.now + CONNECT_MS };
        self.recheck = Recheck::Off;
        effects.push(Effect::Connect(self.url.clone()));
    }

    /// The sign-in holds no longer: nothing is tried until there is another.
    pub(crate) fn stop(&mut self) {
        self.state = State::Off;
        self.outage = None;
        self.recheck = Recheck::Off;
    }

    /// Whether the settings name another event server by now, or another login whose token is there.
    pub(crate) fn has_moved(&self) -> bool {
        self.connected_to != self.url || self.token.is_for_other_login()
    }

    /// The settings name another login: the token for it is on its way.
    pub(crate) fn expect_other_login(&mut self) {
        self.token.expect_other_login();
    }

    /// A token for the next sign-in. Where the server refused a login, the token of another login is tried at once.
    pub(crate) fn take_token(&mut self, answer: TokenAnswer, effects: &mut Effects) {
        let is_other_login = self.token.take(answer, effects.now);
        if is_other_login && self.is_refused_login() {
            self.connect(effects);
        }
    }

    /// Whether the event server does not know the login.
    fn is_refused_login(&self) -> bool {
        self.state == State::Refused(Refused::Server(Refusal::UnknownAgent))
    }

    /// The page is hidden, or visible again: then waiting is over.
    pub(crate) fn on_visible(&mut self, is_visible: bool, effects: &mut Effects) {
        self.is_hidden = !is_visible;
        if is_visible {
            self.tick(effects);
        }
    }

    /// When to call [`Session::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self.state {
            State::Connecting { until } | State::SigningIn { until, .. } | State::Waiting { until } => until,
            State::Live { heard_at } => heard_at + self.allowed_silence(),
            State::Refused(_) => self.recheck.wake_at(),
            State::Off | State::Renewing(_) => NEVER,
        }
    }

    fn allowed_silence(&self) -> u64 {
        2 * HEARTBEAT_MS + if self.is_hidden { HIDDEN_MS } else { 0 }
    }

    pub(crate) fn tick(&mut self, effects: &mut Effects) {
        if self.wake_at() > effects.now {
            return;
        }
        match self.state {
            State::Connecting { .. } => self.close_and_back_off(Outage::Unreachable, effects),
            State::SigningIn { .. } | State::Live { .. } => self.close_and_back_off(Outage::Silent, effects),
            State::Waiting { .. } => self.come_back(effects),
            State::Refused(_) => self.recheck.asked(ask_token(effects)),
            State::Off | State::Renewing(_) => {}
        }
    }

    /// The host's answer: a new token, or none.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) {
        if self.state == State::Renewing(id) {
            match token_of(answer) {
                Ok(token) => {
                    self.token.take(token, effects.now);
                    self.connect(effects);
                }
                Err(why) => self.back_off(Outage::NoToken(why), effects),
            }
        } else if self.recheck.request() == Some(id) {
            self.recheck = self.recheck.next(effects);
            if let Ok(token) = token_of(answer) {
                self.take_token(token, effects);
            }
        }
    }
}

fn ask_token(effects: &mut Effects) -> RequestId {
    effects.ask(Owner::Session, HostRequest::AgentToken, BOOT_MS)
}
