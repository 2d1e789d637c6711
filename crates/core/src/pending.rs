//! A command on its way to the event server.
//!
//! `None` → `Sent` (the agent asks) → `None` (done, or seen to have happened) or `Failed` (refused, or no answer in time). `Failed` is
//! left by the next command, and by anything that makes its message stale.

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome, Service};

/// How long the panel waits for the answer to a command, in milliseconds: a little longer than the server waits for the PBX.
const COMMAND_MS: u64 = 6_000;
/// The same for a command that the server carries out in several steps.
const SLOW_COMMAND_MS: u64 = 12_000;

/// A command on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pending {
    /// Nothing asked.
    #[default]
    None,
    /// Asked, not answered yet.
    Sent {
        /// The command's ID.
        id: String,
        /// The service that is asked for.
        service: Service,
        /// The command, to be repeated on a new connection under the same ID.
        command: Command,
        /// When to give up.
        until: Now,
    },
    /// It did not work.
    Failed {
        /// The service that was asked for.
        service: Service,
        /// Why not.
        error: CommandError,
    },
}

impl Pending {
    /// Ask for something, unless something is asked already: a button pressed twice asks once.
    pub(crate) fn ask(&mut self, command: Command, effects: &mut Effects) {
        self.ask_within(COMMAND_MS, command, effects);
    }

    /// [`Pending::ask`] for a command with other commands in it, for instance one that holds another call first.
    pub(crate) fn ask_slow(&mut self, command: Command, effects: &mut Effects) {
        self.ask_within(SLOW_COMMAND_MS, command, effects);
    }

    fn ask_within(&mut self, milliseconds: u64, command: Command, effects: &mut Effects) {
        let Some(service) = service_of(&command) else { return };
        // The agent may give up a call whatever else is on its way, so that nothing keeps her in it.
        let gives_up = |service| matches!(service, Service::HangUp | Service::Decline);
        if self.service().is_some_and(|asked| gives_up(asked) || !gives_up(service)) {
            return;
        }
        let id = effects.command(command.clone());
        *self = Self::Sent { id, service, command, until: effects.now + milliseconds };
    }

    /// Without a connection nothing can be asked. A command that is on its way stays.
    pub(crate) fn fail_offline(&mut self, service: Service) {
        if self.service().is_none() {
            *self = Self::Failed { service, error: CommandError::PbxDown };
        }
    }

    /// The command on its way.
    #[must_use]
    pub fn command(&self) -> Option<&Command> {
        match self {
            Self::Sent { command, .. } => Some(command),
            Self::None | Self::Failed { .. } => None,
        }
    }

    /// The service that is being asked for.
    #[must_use]
    pub fn service(&self) -> Option<Service> {
        match self {
            Self::Sent { service, .. } => Some(*service),
            Self::None | Self::Failed { .. } => None,
        }
    }

    /// The service that did not work.
    #[must_use]
    pub fn failed(&self) -> Option<Service> {
        match self {
            Self::Failed { service, .. } => Some(*service),
            Self::None | Self::Sent { .. } => None,
        }
    }

    /// An answer came. Returns whether it is for this command.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome) -> bool {
        let Self::Sent { id, service, .. } = self else { return false };
        if id != answered {
            return false;
        }
        let service = *service;
        *self = match outcome {
            CommandOutcome::Done => Self::None,
            CommandOutcome::Failed { error, .. } => Self::Failed { service, error: *error },
            CommandOutcome::Unknown => Self::Failed { service, error: CommandError::Unknown },
        };
        true
    }

    /// The command has taken effect, answered or not.
    pub(crate) fn settle(&mut self) {
        *self = Self::None;
    }

    /// Something happened that makes the message about a failure stale.
    pub(crate) fn forgive(&mut self) {
        if matches!(self, Self::Failed { .. }) {
            *self = Self::None;
        }
    }

    /// A new connection is live: ask again under the same ID.
    pub(crate) fn repeat(&self, effects: &mut Effects) {
        if let Self::Sent { id, command, .. } = self {
            effects.send(ClientMessage::Command { id: id.clone(), command: command.clone() });
        }
    }

    /// When to call [`Pending::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Sent { until, .. } => *until,
            _ => NEVER,
        }
    }

    /// Give up if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
        if let Self::Sent { service, until, .. } = self
            && *until <= now
        {
            *self = Self::Failed { service: *service, error: CommandError::TimedOut };
        }
    }
}

/// The service in whose words a command is told. What the server does about the agent's status by itself is told as a change of status.
fn service_of(command: &Command) -> Option<Service> {
    match command {
        Command::SetNextMode { .. } | Command::ExtendWork { .. } => Some(Service::AgentState),
        command => command.service(),
    }
}
