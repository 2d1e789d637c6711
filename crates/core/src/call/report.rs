//! Reporting to the event server that a call's log is settled, until the server says that it knows: otherwise the next panel would write
//! the log again. A report names the revision of the call that the log was written from: a call that has changed since is not settled.
//!
//! `Nothing` → `Sent` (the log is settled) → `Nothing` (the server knows); without an answer, or asked to slow down → `Waiting` → `Sent`.

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{Command, CommandError, CommandOutcome};

/// How long the server may take, in milliseconds.
const ANSWER_MS: u64 = 6_000;
/// How long to wait before reporting again, in milliseconds; spread over twice this.
const AGAIN_MS: u64 = 1_000;

/// A report of a call's log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Report {
    /// Nothing to report, or the server knows.
    #[default]
    Nothing,
    /// On its way.
    Sent {
        /// The command's ID.
        id: String,
        /// The log's record; none where by the rules there is no log.
        record_id: Option<String>,
        /// The call's revision that the log was written from.
        revision: u32,
        /// When to give up waiting for the answer.
        until: Now,
    },
    /// To be reported again.
    Waiting {
        /// The log's record; none where by the rules there is no log.
        record_id: Option<String>,
        /// The call's revision that the log was written from.
        revision: u32,
        /// When.
        at: Now,
    },
}

impl Report {
    /// Report that the log of `call` was written, or that by the rules there is none.
    pub(super) fn send(&mut self, call: &str, record_id: Option<String>, revision: u32, effects: &mut Effects) {
        let (call, record) = (call.to_owned(), record_id.clone());
        let id = effects.command(Command::ReportLog { call, record_id: record, revision: Some(revision) });
        *self = Self::Sent { id, record_id, revision, until: effects.now + ANSWER_MS };
    }

    /// An answer to a command came. Whatever else it says, the server knows, or there is nothing it could know.
    pub(super) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome, effects: &mut Effects) {
        let Self::Sent { id, record_id, revision, .. } = self else { return };
        if id != answered {
            return;
        }
        *self = match outcome {
            CommandOutcome::Failed { error: CommandError::RateLimited | CommandError::TimedOut, .. } => {
                let at = effects.now + AGAIN_MS + effects.random(AGAIN_MS);
                Self::Waiting { record_id: record_id.clone(), revision: *revision, at }
            }
            _ => Self::Nothing,
        };
    }

    /// A new connection is live: a report on its way may be lost.
    pub(super) fn repeat(&mut self, call: &str, effects: &mut Effects) {
        if let Self::Sent { record_id, revision, .. } | Self::Waiting { record_id, revision, .. } = self {
            let (record_id, revision) = (record_id.clone(), *revision);
            self.send(call, record_id, revision, effects);
        }
    }

    pub(super) fn wake_at(&self) -> Now {
        match self {
            Self::Nothing => NEVER,
            Self::Sent { until: at, .. } | Self::Waiting { at, .. } => *at,
        }
    }

    pub(super) fn tick(&mut self, call: &str, effects: &mut Effects) {
        if self.wake_at() <= effects.now {
            self.repeat(call, effects);
        }
    }
}
