//! The session with the event server: connecting, signing in, staying alive, coming back.
//!
//! `Off` → `Connecting` → `SigningIn` → `Live`; from any of these → `Waiting` (comes back by itself) or `Refused` (a person must do
//! something). A token that has expired goes through `Renewing`.

use crate::Now;
use crate::command::{Ids, NEVER, Out};
use crate::host::{Answer, HostRequest, RequestId};
use crate::input::{Effect, SocketEvent};
use crate::start::{BOOT_MS, StartError, token_of};
use denwa_protocol::{ClientInfo, ClientMessage, HEARTBEAT_MS, Refusal, Resume, ServerMessage, SignOutReason};

/// How long the socket may take to open, in milliseconds.
const CONNECT_MS: u64 = 10_000;
/// A hidden tab's timers run late: it allows this much more silence, in milliseconds.
const HIDDEN_MS: u64 = 5_000;
/// The first wait before connecting again, in milliseconds; doubles with each try.
const BACK_OFF_MS: u64 = 500;
/// The longest wait, in milliseconds.
const BACK_OFF_MAX_MS: u64 = 30_000;

/// Where the session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Off,
    /// The socket is being opened.
    Connecting {
        /// When to give up.
        until: Now,
    },
    /// The token is sent.
    SigningIn {
        /// When to give up.
        until: Now,
    },
    /// Events arrive.
    Live {
        /// When something was last heard.
        heard_at: Now,
    },
    /// Comes back by itself from an outage.
    Waiting {
        /// When.
        until: Now,
    },
    /// The host is asked for a new token.
    Renewing(RequestId),
    /// Only a person can mend this.
    Refused(Refused),
}

/// Why there is no session just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outage {
    /// The socket could not be opened.
    Unreachable,
    /// It was closed.
    Lost,
    /// Nothing was heard on it.
    Silent,
    /// Something unreadable came.
    Garbled,
    /// The server is busy, or stops.
    ServerBusy,
    /// A new token did not come.
    NoToken(StartError),
}

impl Outage {
    /// What the doctor calls it in `static/text`; nothing where it is the token's matter.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Lost => "lost",
            Self::Silent => "silent",
            Self::Garbled => "garbled",
            Self::ServerBusy => "busy",
            Self::NoToken(_) => "",
        }
    }
}

/// Why a person must do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// By the event server.
    Server(Refusal),
    /// The same panel is connected a second time.
    Replaced,
}

/// The session.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact by itself, of the token, the login, the page or the way there"
)]
pub struct Session {
    /// Where it stands.
    pub state: State,
    /// Where to connect to. A change of it takes effect with the next connection; [`Session::moved`] tells.
    pub(crate) url: String,
    token: String,
    /// The token has not been used to sign in.
    unused: bool,
    /// Where it is connected to.
    connected_to: String,
    /// The login was changed since.
    pub(crate) signed_in_as_other: bool,
    /// How long sign-in may take, in milliseconds (連携タイムアウト時間, sign-in).
    pub(crate) sign_in_ms: u64,
    resume: Option<Resume>,
    attempt: u32,
    hidden: bool,
    /// Why there was no session the last time, until there is one again.
    pub(crate) outage: Option<Outage>,
    /// How long the server took to answer the last sign-in, in milliseconds.
    pub(crate) took: Option<u64>,
    /// A socket to that address was open once: nothing bars the way, whatever the server then says.
    pub(crate) reached: bool,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            state: State::Off,
            url: String::new(),
            token: String::new(),
            unused: false,
            connected_to: String::new(),
            signed_in_as_other: false,
            sign_in_ms: 5_000,
            resume: None,
            attempt: 0,
            hidden: false,
            outage: None,
            took: None,
            reached: false,
        }
    }
}

impl Session {
    /// Whether commands can be sent.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Live { .. })
    }

    /// Whether it ever was live, so that there is something on the screen to keep.
    #[must_use]
    pub fn was_live(&self) -> bool {
        self.resume.is_some()
    }

    pub(crate) fn connect(&mut self, out: &mut Out) {
        self.reached = self.reached && self.connected_to == self.url;
        self.connected_to.clone_from(&self.url);
        self.state = State::Connecting { until: out.now + CONNECT_MS };
        out.effect(Effect::Connect(self.url.clone()));
    }

    /// Whether another event server has been set meanwhile, or another login whose token is there.
    pub(crate) fn moved(&self) -> bool {
        self.connected_to != self.url || (self.signed_in_as_other && self.unused)
    }

    /// A token for the next sign-in.
    pub(crate) fn take_token(&mut self, token: String) {
        self.token = token;
        self.unused = true;
    }

    /// The agent does not want to wait.
    pub(crate) fn try_again(&mut self, out: &mut Out) {
        match self.state {
            State::Refused(_) => self.renew(out),
            State::Waiting { .. } => self.come_back(out),
            _ => {}
        }
    }

    /// Sign in again with a new token: the one that came meanwhile, or one the host is asked for.
    fn renew(&mut self, out: &mut Out) {
        if self.unused {
            self.connect(out);
        } else {
            self.state = State::Renewing(out.host(HostRequest::package("agentToken"), BOOT_MS));
        }
    }

    /// The wait is over.
    fn come_back(&mut self, out: &mut Out) {
        if matches!(self.outage, Some(Outage::NoToken(_))) {
            self.renew(out);
        } else {
            self.connect(out);
        }
    }

    /// The page is hidden, or visible again: then waiting is over.
    pub(crate) fn visible(&mut self, visible: bool, out: &mut Out) {
        self.hidden = !visible;
        if visible {
            self.tick(out);
        }
    }

    /// Connect again later: exponential back-off with full jitter on its upper half.
    fn back_off(&mut self, why: Outage, close: bool, out: &mut Out) {
        if close {
            out.effect(Effect::Close);
        }
        let step = BACK_OFF_MS.saturating_mul(1 << self.attempt.min(10)).min(BACK_OFF_MAX_MS);
        self.attempt += 1;
        let wait = step / 2 + Ids::random(out.ids, step / 2 + 1);
        self.outage = Some(why);
        self.state = State::Waiting { until: out.now + wait };
    }

    /// When to call [`Session::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self.state {
            State::Connecting { until } | State::SigningIn { until } | State::Waiting { until } => until,
            State::Live { heard_at } => heard_at + self.silence(),
            State::Off | State::Renewing(_) | State::Refused(_) => NEVER,
        }
    }

    fn silence(&self) -> u64 {
        2 * HEARTBEAT_MS + if self.hidden { HIDDEN_MS } else { 0 }
    }

    pub(crate) fn tick(&mut self, out: &mut Out) {
        if self.wake_at() > out.now {
            return;
        }
        match self.state {
            State::Connecting { .. } => self.back_off(Outage::Unreachable, true, out),
            State::SigningIn { .. } | State::Live { .. } => self.back_off(Outage::Silent, true, out),
            State::Waiting { .. } => self.come_back(out),
            State::Off | State::Renewing(_) | State::Refused(_) => {}
        }
    }

    /// The answer of the host, if it is the new token.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &Answer, out: &mut Out) -> bool {
        if !matches!(self.state, State::Renewing(asked) if asked == id) {
            return false;
        }
        match token_of(answer) {
            Ok(token) => {
                self.take_token(token);
                self.connect(out);
            }
            Err(why) => self.back_off(Outage::NoToken(why), false, out),
        }
        true
    }

    /// What happens to the socket. Says whether it brought a message for the rest of the panel.
    pub(crate) fn on_socket(&mut self, event: &SocketEvent, out: &mut Out) -> bool {
        let open = matches!(self.state, State::Connecting { .. } | State::SigningIn { .. } | State::Live { .. });
        match event {
            SocketEvent::Opened => {
                if matches!(self.state, State::Connecting { .. }) {
                    self.state = State::SigningIn { until: out.now + self.sign_in_ms };
                    self.reached = true;
                    self.unused = false;
                    self.signed_in_as_other = false;
                    let client = ClientInfo {
                        version: env!("CARGO_PKG_VERSION").to_owned(),
                        instance: out.ids.instance.clone(),
                    };
                    let resume = self.resume.clone();
                    out.send(ClientMessage::SignIn { token: self.token.clone(), client, resume });
                }
            }
            SocketEvent::Closed if open => {
                let why = match self.state {
                    State::Connecting { .. } => Outage::Unreachable,
                    _ => Outage::Lost,
                };
                self.back_off(why, false, out);
            }
            SocketEvent::Garbled if open => {
                // What could not be read may have been an event: only a new snapshot heals that.
                self.forget();
                self.back_off(Outage::Garbled, true, out);
            }
            SocketEvent::Message(message) if open => return self.on_message(message, out),
            SocketEvent::Closed | SocketEvent::Garbled | SocketEvent::Message(_) => {}
        }
        false
    }

    /// Ask for a snapshot next time, not for the events missed.
    fn forget(&mut self) {
        if let Some(resume) = &mut self.resume {
            resume.stream.clear();
        }
    }

    /// Says whether the message is for the rest of the panel.
    fn on_message(&mut self, message: &ServerMessage, out: &mut Out) -> bool {
        match &mut self.state {
            State::Live { heard_at } => *heard_at = out.now,
            State::SigningIn { until } if self.outage.is_some() || self.took.is_none() => {
                self.took = Some((out.now + self.sign_in_ms).saturating_sub(*until));
            }
            _ => {}
        }
        match message {
            ServerMessage::Refused { reason, .. } => {
                out.effect(Effect::Close);
                match reason {
                    Refusal::ExpiredToken => self.renew(out),
                    Refusal::RateLimited | Refusal::SignInExpected | Refusal::BadRequest => {
                        self.back_off(Outage::ServerBusy, false, out);
                    }
                    Refusal::BadToken | Refusal::UnknownAgent | Refusal::Unknown => {
                        self.state = State::Refused(Refused::Server(*reason));
                    }
                }
                false
            }
            ServerMessage::Snapshot(snapshot) => {
                self.resume = Some(Resume { stream: snapshot.stream.clone(), seq: snapshot.seq });
                true
            }
            ServerMessage::Ready => {
                let signing_in = matches!(self.state, State::SigningIn { .. });
                if signing_in {
                    self.attempt = 0;
                    self.outage = None;
                    self.state = State::Live { heard_at: out.now };
                }
                signing_in
            }
            ServerMessage::Event { seq, .. } => self.is_next(*seq, out),
            ServerMessage::Answer { .. } | ServerMessage::Primary { .. } => true,
            ServerMessage::Ping { at } => {
                out.send(ClientMessage::Pong { at: *at });
                false
            }
            ServerMessage::SignedOut { reason } => {
                out.effect(Effect::Close);
                match reason {
                    SignOutReason::TokenExpired => self.renew(out),
                    SignOutReason::Replaced => self.state = State::Refused(Refused::Replaced),
                    SignOutReason::Misbehaved | SignOutReason::Stopping | SignOutReason::Unknown => {
                        self.back_off(Outage::ServerBusy, false, out);
                    }
                }
                false
            }
            ServerMessage::Unknown => false,
        }
    }

    /// An event is applied once: an old one is skipped, and a gap is filled by signing in again.
    fn is_next(&mut self, seq: u64, out: &mut Out) -> bool {
        let last = self.resume.as_mut().map(|resume| &mut resume.seq);
        match last {
            Some(last) if seq <= *last => false,
            Some(last) if seq == *last + 1 => {
                *last = seq;
                true
            }
            _ => {
                self.back_off(Outage::Garbled, true, out);
                false
            }
        }
    }
}
