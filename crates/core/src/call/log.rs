//! The log of a call: written once, by one panel, and never given up in silence.
//!
//! `Open` (the call lives) → `Due` (waits until it is known who it is) → `Saving` → `Saved`. An error that may pass → `Waiting` →
//! `Saving`; one that does not → `Failed`, until the agent tries again. No answer in time → `Unknown`: the log may have been written. A
//! late answer still settles it; else it is asked for again under the same key, which never doubles it. `Saved` → `Saving` when the agent
//! corrects it. `NotLogged` and `Elsewhere` are ends of their own; `Elsewhere` → `Due` when this panel takes over.

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, HostError, HostReply, HostRequest, LogRecord, Owner, RequestId};

/// How long a late answer is still taken, in milliseconds.
const LATE_MS: u32 = 120_000;
/// The waits before each further try after an error that may pass, in milliseconds.
const AGAIN_MS: [u64; 3] = [3_000, 10_000, 30_000];
/// The same where the outcome is unknown.
const UNKNOWN_AGAIN_MS: [u64; 3] = [10_000, 30_000, 60_000];

/// The log of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Log {
    /// The call lives.
    #[default]
    Open,
    /// The rules say that this call is not logged.
    NotLogged,
    /// Another panel of this agent writes it.
    Elsewhere,
    /// To be written from this time on, as soon as it is known who it is.
    Due {
        /// Not before.
        at: Now,
    },
    /// The host writes it.
    Saving {
        /// The request.
        request: RequestId,
        /// When to stop waiting.
        until: Now,
        /// How many tries failed before.
        tries: usize,
        /// The record it is about.
        record: Option<String>,
    },
    /// No answer came: it may have been written.
    Unknown {
        /// The request whose answer may still come.
        request: RequestId,
        /// The record it is about.
        record: Option<String>,
        /// When it is asked for again; never by itself after the last try.
        again_at: Option<Now>,
        /// How many tries failed.
        tries: usize,
    },
    /// It did not work, and is tried again.
    Waiting {
        /// When.
        at: Now,
        /// How many tries failed.
        tries: usize,
        /// The host's words.
        detail: String,
    },
    /// It did not work, and waits for the agent.
    Failed {
        /// The host's words.
        detail: String,
    },
    /// Written.
    Saved {
        /// The log's record ID.
        id: String,
        /// The record it is about.
        record: Option<String>,
    },
}

impl Log {
    /// Whether nothing more will happen by itself, and nothing is asked of the agent.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::NotLogged | Self::Elsewhere | Self::Saved { .. })
    }

    /// Ask the host to write the log, about `record`. After `timeout` milliseconds the outcome counts as unknown (連携タイムアウト時間,
    /// log).
    pub(super) fn save(
        &mut self,
        owner: Owner,
        log: LogRecord,
        record: Option<String>,
        timeout: u64,
        effects: &mut Effects,
    ) {
        let tries = match self {
            Self::Waiting { tries, .. } | Self::Unknown { tries, .. } => *tries,
            _ => 0,
        };
        let request = effects.ask(owner, HostRequest::SaveLog(log), LATE_MS);
        *self = Self::Saving { request, until: effects.now + timeout, tries, record };
    }

    /// Whether it is time to write, given that it is known who it is (or that it never will be).
    pub(super) fn is_due(&self, now: Now, who_is_settled: bool) -> bool {
        match self {
            Self::Due { at } => who_is_settled && *at <= now,
            Self::Waiting { at, .. } | Self::Unknown { again_at: Some(at), .. } => *at <= now,
            _ => false,
        }
    }

    /// When something is to be done.
    pub(super) fn wake_at(&self) -> Now {
        match self {
            Self::Due { at } | Self::Waiting { at, .. } | Self::Unknown { again_at: Some(at), .. } => *at,
            Self::Saving { until, .. } => *until,
            _ => NEVER,
        }
    }

    /// Stop waiting for an answer if it is time.
    pub(super) fn tick(&mut self, now: Now) {
        if let Self::Saving { until, .. } = self
            && *until <= now
        {
            self.lose_sight(now);
        }
    }

    /// No answer came.
    fn lose_sight(&mut self, now: Now) {
        if let Self::Saving { request, tries, record, .. } = self {
            let wait = UNKNOWN_AGAIN_MS.get(*tries);
            *self = Self::Unknown {
                request: *request,
                record: record.clone(),
                again_at: wait.map(|wait| now + wait),
                tries: *tries + 1,
            };
        }
    }

    /// The host's answer. Gives the ID of the log when it has just been written.
    pub(super) fn on_host(&mut self, id: RequestId, answer: Answer, now: Now) -> Option<String> {
        let (tries, record) = match self {
            Self::Saving { request, tries, record, .. } if *request == id => (*tries, record.clone()),
            Self::Unknown { request, record, .. } if *request == id => (AGAIN_MS.len(), record.clone()),
            _ => return self.on_earlier_answer(answer),
        };
        match answer {
            Ok(HostReply::LogSaved { id }) => return Some(self.saved(id, record)),
            Ok(_) | Err(HostError::TimedOut | HostError::BadAnswer) => self.lose_sight(now),
            Err(HostError::Refused { transient: true, detail }) if tries < AGAIN_MS.len() => {
                *self = Self::Waiting { at: now + AGAIN_MS[tries], tries: tries + 1, detail };
            }
            Err(HostError::Refused { detail, .. }) => *self = Self::Failed { detail },
            Err(HostError::NotAvailable | HostError::Start(_)) => *self = Self::Failed { detail: String::new() },
        }
        None
    }

    /// An answer to a request before the last one: that the log was written counts all the same, unless the host writes it once more.
    fn on_earlier_answer(&mut self, answer: Answer) -> Option<String> {
        match (&self, answer) {
            (Self::Unknown { .. } | Self::Waiting { .. } | Self::Failed { .. }, Ok(HostReply::LogSaved { id })) => {
                Some(self.saved(id, None))
            }
            _ => None,
        }
    }

    fn saved(&mut self, id: String, record: Option<String>) -> String {
        *self = Self::Saved { id: id.clone(), record };
        id
    }
}
