//! Callers to call back (折り返し): what the agent asks about one of them. The list itself is the event server's.
//!
//! `Nothing` → `Sent` (the agent asks) → `Nothing` (done) or `Failed` (refused, or no answer in time). `Failed` is left by the next
//! wish, and when the list changes. Calling back goes through the dial bar.

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome};

/// How long the server may take, in milliseconds.
const ANSWER_MS: u64 = 6_000;

/// What the agent asks about a caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Callbacks {
    /// Nothing asked.
    #[default]
    Nothing,
    /// Asked, not answered yet.
    Sent {
        /// The command's ID.
        id: String,
        /// The callback, by its ID.
        callback: String,
        /// What the agent wants.
        wish: CallbackWish,
        /// When to give up.
        until: Now,
    },
    /// It did not work.
    Failed {
        /// What the agent wanted.
        wish: CallbackWish,
        /// Why not.
        error: CommandError,
    },
}

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
    fn command(self, callback: String) -> Command {
        match self {
            Self::Claim => Command::ClaimCallback { callback },
            Self::Release => Command::ReleaseCallback { callback },
            Self::PutAway => Command::PutAwayCallback { callback },
        }
    }
}

impl Callbacks {
    /// Ask for something. A second press does nothing while the first is on its way.
    pub(crate) fn ask(&mut self, callback: String, wish: CallbackWish, effects: &mut Effects) {
        if !matches!(self, Self::Sent { .. }) {
            let id = effects.command(wish.command(callback.clone()));
            *self = Self::Sent { id, callback, wish, until: effects.now + ANSWER_MS };
        }
    }

    /// Without a connection nothing can be asked.
    pub(crate) fn fail_offline(&mut self, wish: CallbackWish) {
        *self = Self::Failed { wish, error: CommandError::PbxDown };
    }

    /// Whether something is being asked about this callback.
    #[must_use]
    pub fn is_asking(&self, about: &str) -> bool {
        matches!(self, Self::Sent { callback, .. } if callback == about)
    }

    /// An answer came. Returns whether it is for a command of this machine.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome) -> bool {
        let Self::Sent { id, wish, .. } = self else { return false };
        if id != answered {
            return false;
        }
        let wish = *wish;
        *self = match outcome {
            CommandOutcome::Done => Self::Nothing,
            CommandOutcome::Failed { error, .. } => Self::Failed { wish, error: *error },
            CommandOutcome::Unknown => Self::Failed { wish, error: CommandError::Unknown },
        };
        true
    }

    /// The list is another one than the agent acted on: the message about a failure is stale.
    pub(crate) fn forgive(&mut self) {
        if matches!(self, Self::Failed { .. }) {
            *self = Self::Nothing;
        }
    }

    /// A new connection is live: ask again under the same ID.
    pub(crate) fn repeat(&self, effects: &mut Effects) {
        if let Self::Sent { id, callback, wish, .. } = self {
            let command = wish.command(callback.clone());
            effects.send(ClientMessage::Command { id: id.clone(), command });
        }
    }

    /// When to call [`Callbacks::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        if let Self::Sent { until, .. } = self { *until } else { NEVER }
    }

    /// Give up if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
        if let Self::Sent { wish, until, .. } = self
            && *until <= now
        {
            *self = Self::Failed { wish: *wish, error: CommandError::TimedOut };
        }
    }
}
