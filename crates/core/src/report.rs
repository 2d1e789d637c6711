//! Telling the event server that a call's log is settled, until it says that it knows: otherwise the next panel would write it again.
//!
//! `Nothing` → `Sent` → `Nothing`; without an answer, or told to slow down → `Waiting` → `Sent`.

use crate::Now;
use crate::command::Out;
use denwa_protocol::{Command, CommandError, CommandOutcome};

/// How long the server may take, in milliseconds.
const ANSWER_MS: u64 = 6_000;
/// How long to wait before telling it again, in milliseconds; spread over twice this.
const AGAIN_MS: u64 = 1_000;

/// Where the report stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Report {
    /// Nothing to tell, or told.
    #[default]
    Nothing,
    /// On its way.
    Sent {
        /// The command's ID.
        id: String,
        /// What is told.
        command: Command,
        /// When to give up waiting for the answer.
        until: Now,
    },
    /// To be told again.
    Waiting {
        /// What is told.
        command: Command,
        /// When.
        at: Now,
    },
}

impl Report {
    /// Tell that the log of `call` was written, or that by the rules there is none.
    pub(crate) fn tell(&mut self, call: &str, record_id: Option<String>, out: &mut Out) {
        self.send(Command::ReportLog { call: call.to_owned(), record_id }, out);
    }

    fn send(&mut self, command: Command, out: &mut Out) {
        let id = out.tell(command.clone());
        *self = Self::Sent { id, command, until: out.now + ANSWER_MS };
    }

    /// The answer came, if it is for this report.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome, out: &mut Out) -> bool {
        let Self::Sent { id, command, .. } = self else { return false };
        if id != answered {
            return false;
        }
        *self = match outcome {
            CommandOutcome::Failed { error: CommandError::RateLimited | CommandError::TimedOut, .. } => {
                let at = out.now + AGAIN_MS + out.ids.random(AGAIN_MS);
                Self::Waiting { command: command.clone(), at }
            }
            // It knows, or there is nothing it could know.
            _ => Self::Nothing,
        };
        true
    }

    /// A new connection is live: what was on its way may be lost.
    pub(crate) fn repeat(&mut self, out: &mut Out) {
        if let Self::Sent { command, .. } | Self::Waiting { command, .. } = self {
            let command = command.clone();
            self.send(command, out);
        }
    }

    pub(crate) fn wake_at(&self) -> Option<Now> {
        match self {
            Self::Nothing => None,
            Self::Sent { until, .. } => Some(*until),
            Self::Waiting { at, .. } => Some(*at),
        }
    }

    pub(crate) fn tick(&mut self, out: &mut Out) {
        if self.wake_at().is_some_and(|at| at <= out.now) {
            self.repeat(out);
        }
    }
}
