//! The agent's choices for a call, kept by the event server too: all her panels show the same, and the panel that writes the log knows them.
//!
//! `Settled` → `Sent` (the agent chooses) → `Settled` (the server answers). Until then what the server says of the result is older than
//! the agent's choice.

use super::{CallContext, Card};
use crate::call::rehearsal::is_test;
use crate::effects::Effects;
use denwa_protocol::Command;

/// The choice of a result on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// No chosen result waits for the server's confirmation.
    #[default]
    Settled,
    /// On its way.
    Sent {
        /// The command's ID.
        id: String,
        /// The result; none takes the choice back.
        result: Option<String>,
    },
}

impl Choice {
    fn send(&mut self, call: &str, result: Option<String>, effects: &mut Effects) {
        let id = effects.command(Command::SetResult { call: call.to_owned(), result: result.clone() });
        *self = Self::Sent { id, result };
    }

    /// A new connection is live: a choice on its way may be lost.
    pub(super) fn repeat(&mut self, call: &str, effects: &mut Effects) {
        if let Self::Sent { result, .. } = self {
            let result = result.clone();
            self.send(call, result, effects);
        }
    }

    /// An answer to a command came. Returns whether it is for this one.
    pub(super) fn on_answer(&mut self, answered: &str) -> bool {
        let is_answered = matches!(self, Self::Sent { id, .. } if id == answered);
        if is_answered {
            *self = Self::Settled;
        }
        is_answered
    }
}

impl Card {
    /// Tells the event server the agent's choice of a result.
    pub(super) fn send_result(&mut self, effects: &mut Effects) {
        if !is_test(&self.call) {
            self.choice.send(&self.call.id, self.chosen_result.clone(), effects);
        }
    }

    /// Takes the result that the event server keeps, unless a newer choice is on its way there.
    pub(super) fn take_result(&mut self) {
        if self.choice == Choice::Settled {
            self.chosen_result.clone_from(&self.call.result);
        }
    }

    /// Tells the event server the record that the agent chose.
    pub(super) fn send_record(&self, context: &CallContext, effects: &mut Effects) {
        let Some(found) = self.who.record() else { return };
        let is_known = self.call.record.as_ref().is_some_and(|record| record.record_id == found.id);
        if !is_known && self.is_linked(context) {
            effects.command(Command::SetRecord { call: self.call.id.clone(), record: Some(found.attached()) });
        }
    }
}
