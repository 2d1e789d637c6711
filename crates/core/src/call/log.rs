//! The log of a call: written once, by one panel, and never given up in silence.
//!
//! `Open` (the call lives) → `Due` (waits until it is known who it is) → `Saving` → `Saved`. An error that may pass (a locked row, a limit, a
//! session that has expired, a host that is gone) → `Waiting` → `Saving`, for as long as the card is there; one that does not → `Failed`, until
//! the agent tries again or the page is loaded again. No answer in time → `Unknown`: the log may have been written. A late answer still settles
//! it; else it is asked for again under the same key, which never doubles it. `Saved` → `Saving` when the agent
//! corrects it, or wants no log after all; then → `NotLogged`. `NotLogged` and `Elsewhere` are ends of their own; `Elsewhere` → `Due` when this panel takes over.

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, HostError, HostReply, HostRequest, LogRecord, Owner, RequestId};

/// How long a late answer is still taken, in milliseconds.
const LATE_MS: u32 = 120_000;
/// The waits before each further try after an error that may pass, in milliseconds; the last one goes on. Each is spread by a quarter.
const AGAIN_MS: [u64; 5] = [3_000, 10_000, 30_000, 60_000, 300_000];
/// The waits before each further try when the outcome is unknown, in milliseconds.
const UNKNOWN_AGAIN_MS: [u64; 4] = [10_000, 30_000, 60_000, 300_000];

/// How long a log waits if too many others are on their way, in milliseconds; spread over twice this.
const CROWDED_MS: u64 = 1_000;

/// How long to wait before the next try.
fn wait(waits: &[u64], tries: usize, effects: &mut Effects) -> u64 {
    let wait = waits.get(tries).or(waits.last()).copied().unwrap_or_default();
    wait + effects.random(wait / 4)
}

/// The log of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Log {
    /// The call lives.
    #[default]
    Open,
    /// This call is not logged: by the rules, or because the agent decided so.
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
        /// When it is asked for again.
        again_at: Now,
        /// How many tries failed.
        tries: usize,
    },
    /// It did not work, and is tried again.
    Waiting {
        /// When.
        at: Now,
        /// How many tries failed.
        tries: usize,
        /// Why.
        why: HostError,
    },
    /// It did not work, and waits for the agent.
    Failed {
        /// Why.
        why: HostError,
    },
    /// Written.
    Saved {
        /// The log's record ID.
        id: String,
        /// The record it is about.
        record: Option<String>,
        /// API names of fields that somebody has changed meanwhile: they keep their values.
        kept: Vec<String>,
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
            Self::Waiting { at, .. } | Self::Unknown { again_at: at, .. } => *at <= now,
            _ => false,
        }
    }

    /// Whether this request is the last one, and not answered yet.
    pub(super) fn waits_for(&self, id: RequestId) -> bool {
        matches!(self, Self::Saving { request, .. } | Self::Unknown { request, .. } if *request == id)
    }

    /// When something is to be done.
    pub(super) fn wake_at(&self) -> Now {
        match self {
            Self::Due { at } | Self::Waiting { at, .. } | Self::Unknown { again_at: at, .. } => *at,
            Self::Saving { until, .. } => *until,
            _ => NEVER,
        }
    }

    /// Wait for a moment, because too much is on its way already.
    pub(super) fn postpone(&mut self, effects: &mut Effects) {
        let later = effects.now + CROWDED_MS + effects.random(CROWDED_MS);
        if let Self::Due { at } | Self::Waiting { at, .. } | Self::Unknown { again_at: at, .. } = self {
            *at = later;
        }
    }

    /// Whether the log is not written although it has been tried.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Failed { .. } | Self::Unknown { .. })
            || matches!(self, Self::Saving { tries, .. } if *tries > 0)
    }

    /// Stop waiting for an answer if it is time.
    pub(super) fn tick(&mut self, effects: &mut Effects) {
        if let Self::Saving { until, .. } = self
            && *until <= effects.now
        {
            self.become_unknown(effects);
        }
    }

    /// No answer came.
    fn become_unknown(&mut self, effects: &mut Effects) {
        if let Self::Saving { request, tries, record, .. } = self {
            *self = Self::Unknown {
                request: *request,
                record: record.clone(),
                again_at: effects.now + wait(&UNKNOWN_AGAIN_MS, *tries, effects),
                tries: *tries + 1,
            };
        }
    }

    /// The host's answer. Gives the ID of the log when it has just been written.
    pub(super) fn on_host(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) -> Option<String> {
        let (tries, record) = match self {
            Self::Saving { request, tries, record, .. } | Self::Unknown { request, tries, record, .. }
                if *request == id =>
            {
                (*tries, record.clone())
            }
            _ => return self.on_earlier_answer(answer),
        };
        match answer {
            Ok(HostReply::LogSaved { id, kept }) => return Some(self.saved(id, record, kept)),
            Ok(HostReply::LogWithdrawn) => *self = Self::NotLogged,
            Ok(_) | Err(HostError::TimedOut | HostError::BadAnswer) => self.become_unknown(effects),
            Err(why) if may_pass(&why) => {
                let at = effects.now + wait(&AGAIN_MS, tries, effects);
                *self = Self::Waiting { at, tries: tries + 1, why };
            }
            Err(why) => *self = Self::Failed { why },
        }
        None
    }

    /// An answer to a request before the last one: that the log was written counts all the same, unless the host writes it once more.
    fn on_earlier_answer(&mut self, answer: Answer) -> Option<String> {
        match (&self, answer) {
            (
                Self::Unknown { .. } | Self::Waiting { .. } | Self::Failed { .. },
                Ok(HostReply::LogSaved { id, kept }),
            ) => Some(self.saved(id, None, kept)),
            _ => None,
        }
    }

    fn saved(&mut self, id: String, record: Option<String>, kept: Vec<String>) -> String {
        *self = Self::Saved { id: id.clone(), record, kept };
        id
    }
}

/// Whether trying again can help.
fn may_pass(why: &HostError) -> bool {
    match why {
        HostError::Refused { transient, .. } => *transient,
        // The package is there again, or the permission, as soon as an administrator has mended it.
        HostError::NotAvailable | HostError::Start(_) => true,
        HostError::TimedOut | HostError::BadAnswer => false,
    }
}
