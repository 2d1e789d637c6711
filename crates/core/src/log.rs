//! The log of a call: written once, by one panel, and never given up in silence.
//!
//! `Open` (the call lives) → `Due` (waits for who it is) → `Saving` → `Saved`. An error that may pass → `Waiting` → `Saving`; one that
//! does not → `Failed`, until the agent tries again. No answer in time → `Unknown`: it may have been written. A late answer still settles it;
//! else it is asked for again under the same key, which never doubles it.
//! `NotLogged` and `Elsewhere` are ends of their own.

use crate::Now;
use crate::command::{NEVER, Out};
use crate::host::{Answer, HostError, HostReply, HostRequest, LogRecord, RequestId};

/// How long a late answer is still taken, in milliseconds.
const LATE_MS: u32 = 120_000;
/// The waits before each further try after an error that may pass, in milliseconds.
const AGAIN_MS: [u64; 3] = [3_000, 10_000, 30_000];
/// The same where the outcome is unknown.
const UNKNOWN_AGAIN_MS: [u64; 3] = [10_000, 30_000, 60_000];
/// How long a panel that takes over waits for the log of the one before it, in milliseconds.
pub(crate) const TAKE_OVER_MS: u64 = 10_000;

/// Where the log stands.
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
        /// Which request.
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
        /// What the host said.
        detail: String,
    },
    /// It did not work, and waits for the agent.
    Failed {
        /// What the host said.
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
    /// Nothing more will happen by itself, and nothing is asked of the agent.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::NotLogged | Self::Elsewhere | Self::Saved { .. })
    }

    /// Ask the host to write it, about that record. After `timeout` milliseconds the outcome counts as unknown (連携タイムアウト時間, log).
    pub(crate) fn save(&mut self, log: Box<LogRecord>, record: Option<String>, timeout: u64, out: &mut Out) {
        let tries = match self {
            Self::Waiting { tries, .. } | Self::Unknown { tries, .. } => *tries,
            _ => 0,
        };
        let request = out.host(HostRequest::SaveLog(log), LATE_MS);
        *self = Self::Saving { request, until: out.now + timeout, tries, record };
    }

    /// Whether it is time to write, given that it is known who it is (or that it never will be).
    pub(crate) fn is_due(&self, now: Now, who_is_settled: bool) -> bool {
        match self {
            Self::Due { at } => who_is_settled && *at <= now,
            Self::Waiting { at, .. } | Self::Unknown { again_at: Some(at), .. } => *at <= now,
            _ => false,
        }
    }

    /// When something is to be done.
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Due { at } | Self::Waiting { at, .. } | Self::Unknown { again_at: Some(at), .. } => *at,
            Self::Saving { until, .. } => *until,
            _ => NEVER,
        }
    }

    /// Stop waiting for an answer if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
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
                record: record.take(),
                again_at: wait.map(|wait| now + wait),
                tries: *tries + 1,
            };
        }
    }

    /// The answer of the host, if it is for this log. Gives the ID of the log when it has just been written.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer, now: Now) -> Option<String> {
        let (request, tries, record) = match self {
            Self::Saving { request, tries, record, .. } => (*request, *tries, record),
            Self::Unknown { request, record, .. } => (*request, AGAIN_MS.len(), record),
            _ => return None,
        };
        if request != id {
            return None;
        }
        match answer {
            Ok(HostReply::Saved(log)) => {
                *self = Self::Saved { id: log.clone(), record: record.take() };
                return Some(core::mem::take(log));
            }
            Ok(_) | Err(HostError::TimedOut | HostError::BadAnswer) => self.lose_sight(now),
            Err(HostError::Refused { transient: true, detail }) if tries < AGAIN_MS.len() => {
                *self = Self::Waiting { at: now + AGAIN_MS[tries], tries: tries + 1, detail: core::mem::take(detail) };
            }
            Err(HostError::Refused { detail, .. }) => *self = Self::Failed { detail: core::mem::take(detail) },
            Err(HostError::NotAvailable | HostError::Start(_)) => *self = Self::Failed { detail: String::new() },
        }
        None
    }
}
