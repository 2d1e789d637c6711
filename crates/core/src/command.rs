//! What every machine needs to act: the time, a place for effects, and names for requests and commands.

use std::rc::Rc;

use crate::Now;
use crate::host::{HostRequest, RequestId};
use crate::input::Effect;
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome, Service};

/// How long the panel waits for the answer to a command, in milliseconds: a little longer than the server waits for the PBX.
const COMMAND_MS: u64 = 6_000;
/// How long the host may take for small things, in milliseconds.
pub(crate) const SMALL_MS: u32 = 5_000;

/// When nothing is due. A time like any other, so that the soonest of many is simply the least.
pub(crate) const NEVER: Now = Now::MAX;

/// Hands out names, and random bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    pub instance: String,
    pub seed: u64,
    pub requests: u32,
    pub commands: u32,
}

impl Ids {
    /// A number below `bound`, by xorshift64 (Marsaglia, 2003): only to spread reconnections, not for secrets.
    pub(crate) fn random(&mut self, bound: u64) -> u64 {
        let mut x = self.seed | 1;
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.seed = x;
        x % bound.max(1)
    }
}

/// Where the machines put what is to be done.
pub(crate) struct Out<'a> {
    pub now: Now,
    pub ids: &'a mut Ids,
    pub effects: Vec<Effect>,
}

impl Out<'_> {
    pub(crate) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Ask the host.
    pub(crate) fn host(&mut self, request: HostRequest, deadline: u32) -> RequestId {
        let id = self.name();
        self.effect(Effect::Host { id, request, deadline });
        id
    }

    /// A new name for a request.
    pub(crate) fn name(&mut self) -> RequestId {
        self.ids.requests += 1;
        RequestId(self.ids.requests)
    }

    /// Say something on the socket.
    pub(crate) fn send(&mut self, message: ClientMessage) {
        self.effect(Effect::Send(Rc::new(message)));
    }

    /// Send a command, and give its ID.
    pub(crate) fn tell(&mut self, command: Command) -> String {
        let id = self.command_id();
        self.send(ClientMessage::Command { id: id.clone(), command });
        id
    }

    fn command_id(&mut self) -> String {
        self.ids.commands += 1;
        [&self.ids.instance, "-", &crate::cut::digits(self.ids.commands.into())].concat()
    }
}

/// A command on its way: `None` → `Sent` → `None` again when done, or `Failed` until the next try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pending {
    /// Nothing asked.
    #[default]
    None,
    /// Asked, not answered yet.
    Sent {
        /// The command's ID.
        id: String,
        /// What is asked for.
        service: Service,
        /// All of it, to be repeated on a new connection under the same ID.
        message: Rc<ClientMessage>,
        /// When to give up.
        until: Now,
    },
    /// It did not work.
    Failed {
        /// What was asked.
        service: Service,
        /// Why not.
        error: CommandError,
    },
}

impl Pending {
    /// Ask for something, unless something is asked already: a button pressed twice asks once.
    pub(crate) fn ask(&mut self, command: Command, out: &mut Out) {
        let Some(service) = command.service().filter(|_| self.service().is_none()) else { return };
        let id = out.command_id();
        let message = Rc::new(ClientMessage::Command { id: id.clone(), command });
        out.effect(Effect::Send(Rc::clone(&message)));
        *self = Self::Sent { id, service, message, until: out.now + COMMAND_MS };
    }

    /// The service that is being asked for.
    #[must_use]
    pub fn service(&self) -> Option<Service> {
        match self {
            Self::Sent { service, .. } => Some(*service),
            Self::None | Self::Failed { .. } => None,
        }
    }

    /// The answer came, if it is for this command.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome) -> bool {
        let Self::Sent { id, service, .. } = self else { return false };
        if id != answered {
            return false;
        }
        let service = *service;
        *self = match outcome {
            CommandOutcome::Failed { error, .. } => Self::Failed { service, error: *error },
            CommandOutcome::Unknown => Self::Failed { service, error: CommandError::Unknown },
            CommandOutcome::Done => Self::None,
        };
        true
    }

    /// What was asked has been seen to happen, answered or not.
    pub(crate) fn settle(&mut self) {
        *self = Self::None;
    }

    /// Something has come in between: that it did not work is no longer to be said.
    pub(crate) fn forgive(&mut self) {
        if matches!(self, Self::Failed { .. }) {
            *self = Self::None;
        }
    }

    /// A new connection is live: ask again under the same ID.
    pub(crate) fn repeat(&self, out: &mut Out) {
        if let Self::Sent { message, .. } = self {
            out.effect(Effect::Send(Rc::clone(message)));
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
