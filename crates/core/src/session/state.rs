//! The states of a session.

use crate::Now;
use crate::clocks::WrongClock;
use crate::host::{RequestId, StartError};
use crate::input::Unreadable;
use denwa_protocol::Refusal;

/// The state of the session.
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
        /// When it was sent.
        since: Now,
        /// When to give up.
        until: Now,
    },
    /// Events arrive.
    Live {
        /// When the server was last heard.
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
    /// The socket was closed.
    Lost,
    /// Nothing was heard on the socket.
    Silent,
    /// Something unreadable came.
    Garbled,
    /// The server is busy, or stops.
    ServerBusy,
    /// A new token did not come.
    NoToken(StartError),
    /// The server says that a token which has just been signed has expired. Whose clock is wrong, if the clocks show it.
    TokenExpired(Option<WrongClock>),
}

/// Why a person must do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// By the event server.
    Server(Refusal),
    /// The same panel is connected a second time.
    Replaced,
}

/// What could not be read since the page was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnreadableCount {
    /// How many messages.
    pub count: u32,
    /// Why the last one could not.
    pub last: Option<Unreadable>,
}

impl UnreadableCount {
    pub(super) fn add(&mut self, kind: Unreadable) {
        self.count += 1;
        self.last = Some(kind);
    }
}
