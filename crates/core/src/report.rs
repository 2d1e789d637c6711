//! Telling the event server that a call's log is settled, until it says that it knows: otherwise the next panel would write it again.
//!
//! `Nothing` → `Sent` → `Nothing`; without an answer, or told to slow down → `Waiting` → `Sent`.

use crate::Now;
use crate::command::{NEVER, Out};
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
        /// The log's record; none where by the rules there is no log.
        record_id: Option<String>,
        /// When to give up waiting for the answer.
        until: Now,
    },
    /// To be told again.
    Waiting {
        /// The log's record.
        record_id: Option<String>,
        /// When.
        at: Now,
    },
}

impl Report {
    /// Tell that the log of `call` was written, or that by the rules there is none.
    pub(crate) fn tell(&mut self, call: &str, record_id: Option<String>, out: &mut Out) {
        let id = out.tell(Command::ReportLog { call: call.to_owned(), record_id: record_id.clone() });
        *self = Self::Sent { id, record_id, until: out.now + ANSWER_MS };
    }

    /// The answer came, if it is for this report.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome, out: &mut Out) -> bool {
        let Self::Sent { id, record_id, .. } = self else { return false };
        if id != answered {
            return false;
        }
        *self = match outcome {
            CommandOutcome::Failed { error: CommandError::RateLimited | CommandError::TimedOut, .. } => {
                let at = out.now + AGAIN_MS + out.ids.random(AGAIN_MS);
                Self::Waiting { record_id: record_id.take(), at }
            }
            // It knows, or there is nothing it could know.
            _ => Self::Nothing,
        };
        true
    }

    /// A new connection is live: what was on its way may be lost.
    pub(crate) fn repeat(&mut self, call: &str, out: &mut Out) {
        if let Self::Sent { record_id, .. } | Self::Waiting { record_id, .. } = self {
            let record_id = record_id.take();
            self.tell(call, record_id, out);
        }
    }

    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Nothing => NEVER,
            Self::Sent { until: at, .. } | Self::Waiting { at, .. } => *at,
        }
    }

    pub(crate) fn tick(&mut self, call: &str, out: &mut Out) {
        if self.wake_at() <= out.now {
            self.repeat(call, out);
        }
    }
}
