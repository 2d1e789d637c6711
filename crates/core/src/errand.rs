//! A command on its way that the event server carries out by itself, without a service of the PBX.
//!
//! `Nothing` → `Sent` (the agent asks) → `Nothing` (done, or seen to have happened) or `Failed` (refused, or no answer in time). `Failed` is
//! left by the next command, and by anything that makes its message stale.

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome};

/// How long the server may take, in milliseconds.
const ERRAND_MS: u64 = 6_000;

/// A command on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Errand {
    /// Nothing asked.
    #[default]
    Nothing,
    /// Asked, not answered yet.
    Sent {
        /// The command's ID.
        id: String,
        /// The command, to be repeated on a new connection under the same ID.
        command: Command,
        /// When to give up.
        until: Now,
    },
    /// It did not work.
    Failed {
        /// The command.
        command: Command,
        /// Why not.
        error: CommandError,
    },
}

impl Errand {
    /// Ask for something, unless something is asked already: a button pressed twice asks once.
    pub(crate) fn ask(&mut self, command: Command, effects: &mut Effects) {
        if self.command().is_none() {
            let id = effects.command(command.clone());
            *self = Self::Sent { id, command, until: effects.now + ERRAND_MS };
        }
    }

    /// [`Errand::ask`]; without a connection it fails at once.
    pub(crate) fn ask_if_live(&mut self, command: Command, is_live: bool, effects: &mut Effects) {
        if is_live {
            self.ask(command, effects);
        } else if self.command().is_none() {
            *self = Self::Failed { command, error: CommandError::PbxDown };
        }
    }

    /// The command on its way.
    #[must_use]
    pub fn command(&self) -> Option<&Command> {
        if let Self::Sent { command, .. } = self { Some(command) } else { None }
    }

    /// The command that did not work, and why.
    #[must_use]
    pub fn failure(&self) -> Option<(&Command, CommandError)> {
        if let Self::Failed { command, error } = self { Some((command, *error)) } else { None }
    }

    /// An answer came. Returns whether it is for this command.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome) -> bool {
        let Self::Sent { id, command, .. } = self else { return false };
        if id != answered {
            return false;
        }
        let error = match outcome {
            CommandOutcome::Done => None,
            CommandOutcome::Failed { error, .. } => Some(*error),
            CommandOutcome::Unknown => Some(CommandError::Unknown),
        };
        *self = match error {
            None => Self::Nothing,
            Some(error) => Self::Failed { command: command.clone(), error },
        };
        true
    }

    /// The command has taken effect, answered or not.
    pub(crate) fn settle(&mut self) {
        *self = Self::Nothing;
    }

    /// Something happened that makes the message about a failure stale.
    pub(crate) fn forgive(&mut self) {
        if matches!(self, Self::Failed { .. }) {
            *self = Self::Nothing;
        }
    }

    /// A new connection is live: ask again under the same ID.
    pub(crate) fn repeat(&self, effects: &mut Effects) {
        if let Self::Sent { id, command, .. } = self {
            effects.send(ClientMessage::Command { id: id.clone(), command: command.clone() });
        }
    }

    /// When to call [`Errand::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        if let Self::Sent { until, .. } = self { *until } else { NEVER }
    }

    /// Give up if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
        if let Self::Sent { command, until, .. } = self
            && *until <= now
        {
            *self = Self::Failed { command: command.clone(), error: CommandError::TimedOut };
        }
    }
}
