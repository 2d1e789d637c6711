//! A choice of the agent for a call, kept by the event server too: all her panels show the same, and the panel that writes the log knows it.
//!
//! Settled → sent (the agent chooses) → settled (the server answers). While it is sent, what the server says of it is older than the agent's
//! choice.

use crate::effects::Effects;
use denwa_protocol::Command;

/// A choice of the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    value: Option<T>,
    /// The ID of the command that tells the server, until it is answered.
    sent: Option<String>,
}

impl<T: Clone> Choice<T> {
    /// As the event server has it.
    pub(super) fn of(value: Option<T>) -> Self {
        Self { value, sent: None }
    }

    /// What the agent chose; none if she has not, or took it back.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The agent chooses, or takes her choice back. `command` tells the server; a test call has none.
    pub(super) fn set(&mut self, value: Option<T>, command: Option<Command>, effects: &mut Effects) {
        self.value = value;
        self.sent = command.map(|command| effects.command(command));
    }

    /// The event server reports the choice: it counts unless a newer one is on its way there.
    pub(super) fn take(&mut self, reported: Option<&T>) {
        if self.sent.is_none() {
            self.value = reported.cloned();
        }
    }

    /// Whether the server has not answered yet.
    pub(super) fn is_on_its_way(&self) -> bool {
        self.sent.is_some()
    }

    /// A new connection is live: a choice on its way may be lost.
    pub(super) fn repeat(&mut self, command: impl FnOnce(Option<T>) -> Command, effects: &mut Effects) {
        if self.sent.is_some() {
            self.sent = Some(effects.command(command(self.value.clone())));
        }
    }

    /// An answer to a command came. Returns whether it is for this choice.
    pub(super) fn on_answer(&mut self, id: &str) -> bool {
        self.sent.take_if(|sent| sent == id).is_some()
    }
}
