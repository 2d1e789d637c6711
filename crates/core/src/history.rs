//! Earlier calls (履歴), read from the event server a page at a time, newest first.
//!
//! `Idle` → `Due` (the list is opened, or the filter or the text changed) → `Asked` → `Idle` (a page came) or `Failed` (no answer in time).
//! `Failed` is left by another try, and by a new connection. While the list is shown, calls that end are put into it.

pub mod recording;

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{Call, Cause, ClientMessage, HistoryFilter};
use recording::Recordings;

/// How long the panel waits for a page, in milliseconds.
const READ_MS: u64 = 6_000;
/// How long the agent pauses in typing before the server is asked, in milliseconds.
const PAUSE_MS: u64 = 300;

/// Earlier calls.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Whether the list is shown.
    pub is_open: bool,
    /// Which calls are shown.
    pub filter: HistoryFilter,
    /// The text that is looked for.
    pub find: String,
    /// The calls, newest first.
    pub calls: Vec<Call>,
    /// Whether there are earlier ones.
    pub has_more: bool,
    /// How the reading goes.
    pub reading: Reading,
    /// Recordings that the agent wants to hear.
    pub recordings: Recordings,
}

/// How the reading goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is read.
    #[default]
    Idle,
    /// The first page is due.
    Due(Now),
    /// A page is asked for.
    Asked {
        /// The question's ID.
        id: String,
        /// Whether it is the first page, which replaces what is there.
        is_first: bool,
        /// When to give up.
        until: Now,
    },
    /// No answer in time.
    Failed,
}

impl History {
    /// The list is shown, or put away.
    pub(crate) fn show(&mut self, is_open: bool, effects: &mut Effects) {
        if self.is_open == is_open {
            return;
        }
        self.is_open = is_open;
        self.recordings = Recordings::default();
        if is_open {
            self.read(None, effects);
        } else {
            self.reading = Reading::Idle;
        }
    }

    /// Show only these calls.
    pub(crate) fn filter(&mut self, filter: HistoryFilter, effects: &mut Effects) {
        if self.filter != filter {
            self.filter = filter;
            self.calls.clear();
            self.has_more = false;
            self.read(None, effects);
        }
    }

    /// Look for a text.
    pub(crate) fn find(&mut self, text: String, effects: &Effects) {
        if self.find != text {
            self.find = text;
            self.reading = Reading::Due(effects.now + PAUSE_MS);
        }
    }

    /// Read the next page.
    pub(crate) fn read_more(&mut self, effects: &mut Effects) {
        if self.has_more && self.reading == Reading::Idle {
            // Calls that began in the same moment as the last one may be on the next page: they are told apart by their IDs.
            let before = self.calls.last().map(|call| call.began_at + 1);
            self.read(before, effects);
        }
    }

    /// Read from the beginning: again after a failure, or because events were missed.
    pub(crate) fn read_again(&mut self, effects: &mut Effects) {
        if self.is_open {
            self.read(None, effects);
        }
    }

    fn read(&mut self, before: Option<u64>, effects: &mut Effects) {
        let id = effects.message_id();
        let find = Some(self.find.trim().to_owned()).filter(|find| !find.is_empty());
        effects.send(ClientMessage::ReadHistory { id: id.clone(), before, only: self.filter, find });
        self.reading = Reading::Asked { id, is_first: before.is_none(), until: effects.now + READ_MS };
    }

    /// A page came.
    pub(crate) fn on_page(&mut self, answered: &str, calls: Vec<Call>, more: bool) {
        let Reading::Asked { id, is_first, .. } = &self.reading else { return };
        if id != answered {
            return;
        }
        if *is_first {
            self.calls.clear();
        }
        let before = self.calls.len();
        for call in calls {
            if !self.calls.iter().any(|known| known.id == call.id) {
                self.calls.push(call);
            }
        }
        // A page of nothing new would be asked for again and again.
        self.has_more = more && self.calls.len() > before;
        self.reading = Reading::Idle;
    }

    /// A call changed: its row changes with it, and a call that has ended is the newest row.
    pub(crate) fn on_call(&mut self, call: &Call) {
        if let Some(known) = self.calls.iter_mut().find(|known| known.id == call.id) {
            known.clone_from(call);
        } else if self.is_open && call.ended.is_some() && self.find.trim().is_empty() && self.takes(call) {
            let place = self.calls.iter().position(|known| known.began_at <= call.began_at);
            self.calls.insert(place.unwrap_or(self.calls.len()), call.clone());
        }
    }

    fn takes(&self, call: &Call) -> bool {
        self.filter != HistoryFilter::Missed || is_missed(call)
    }

    /// The call of a row.
    pub(crate) fn call(&self, id: &str) -> Option<&Call> {
        self.calls.iter().find(|call| call.id == id)
    }

    /// When to call [`History::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let reading = match &self.reading {
            Reading::Due(at) => *at,
            Reading::Asked { until, .. } => *until,
            Reading::Idle | Reading::Failed => NEVER,
        };
        reading.min(self.recordings.wake_at())
    }

    /// Ask when the agent has stopped typing; give up when no answer came in time.
    pub(crate) fn tick(&mut self, is_live: bool, effects: &mut Effects) {
        match &self.reading {
            Reading::Due(at) if *at <= effects.now && is_live => self.read(None, effects),
            Reading::Due(at) if *at <= effects.now => self.reading = Reading::Failed,
            Reading::Asked { until, .. } if *until <= effects.now => self.reading = Reading::Failed,
            _ => {}
        }
        self.recordings.tick(effects);
    }
}

/// Whether the agent missed the call.
#[must_use]
pub fn is_missed(call: &Call) -> bool {
    call.ended.is_some_and(|ended| ended.cause == Cause::Missed)
}
