//! Callers to call back (折り返し): what the agent wants with one of them. The list itself is the event server's. Calling back goes through
//! the dial bar.

use denwa_protocol::Command;

/// What an agent wants with a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackWish {
    /// Take it on, so that no colleague calls.
    Claim,
    /// Give it back.
    Release,
    /// Put it away for everybody: nobody needs to call.
    PutAway,
}

impl CallbackWish {
    /// The command that asks for it.
    pub(crate) fn command(self, callback: String) -> Command {
        match self {
            Self::Claim => Command::ClaimCallback { callback },
            Self::Release => Command::ReleaseCallback { callback },
            Self::PutAway => Command::PutAwayCallback { callback },
        }
    }

    /// What a command asks for, and about which callback, by its ID.
    pub(crate) fn of(command: &Command) -> Option<(Self, &str)> {
        match command {
            Command::ClaimCallback { callback } => Some((Self::Claim, callback)),
            Command::ReleaseCallback { callback } => Some((Self::Release, callback)),
            Command::PutAwayCallback { callback } => Some((Self::PutAway, callback)),
            _ => None,
        }
    }
}
