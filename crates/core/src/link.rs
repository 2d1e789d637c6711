//! The connection to the event server, as others see it: why there is none, and what could not be read.

use crate::clocks::WrongClock;
use crate::host::StartError;
use denwa_protocol::Refusal;
use serde::{Deserialize, Serialize};

/// The connection to the event server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// On its way, or nothing has been tried.
    #[default]
    Connecting,
    /// The socket is open; the server looks at the token.
    SigningIn,
    /// Signed in.
    Live,
    /// There is none, and why.
    Down(Outage),
    /// A person must do something.
    Refused(Refused),
}

/// Why there is no session just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// By the event server.
    Server(Refusal),
    /// The same panel is connected a second time.
    Replaced,
}

/// Whether the event server has the rules by which it changes the agent's status by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RulesState {
    /// It has not answered yet.
    #[default]
    Untold,
    /// It has them.
    Told,
    /// It has refused them, or does not answer: they are sent again after a while.
    Refused,
}

/// What could not be read since the page was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableCount {
    /// How many messages.
    pub count: u32,
    /// Why the last one could not.
    pub last: Option<Unreadable>,
}

/// Why something that came on the socket is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It is not text.
    NotText,
    /// It is larger than any message.
    TooLarge,
    /// It is nested more deeply than any message.
    TooDeep,
    /// It is not JSON.
    NotJson,
    /// It is JSON, but no message of the protocol.
    WrongShape,
}

impl UnreadableCount {
    pub(crate) fn add(&mut self, kind: Unreadable) {
        self.count += 1;
        self.last = Some(kind);
    }
}

impl Unreadable {
    /// Its name, for whoever helps.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotText => "not text",
            Self::TooLarge => "too large",
            Self::TooDeep => "too deep",
            Self::NotJson => "not JSON",
            Self::WrongShape => "wrong shape",
        }
    }
}
