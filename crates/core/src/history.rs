//! Earlier calls (履歴), read from the event server a page at a time, newest first.
//!
//! `Idle` → `Due` (the list is opened, or the filter or the text changed) → `Asked` → `Idle` (a page came) or `Failed` (no answer in time).
//! `Failed` is left by another try, which comes by itself after a while, and by a new connection. While the list is shown, calls that end are put into it.

pub mod recording;

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{Call, Cause, ClientMessage, HistoryFilter};
use recording::Recordings;

/// How long the panel waits for a page, in milliseconds.
const READ_MS: u64 = 6_000;
/// How long after a failure it asks again, in milliseconds: a question beyond an agent's allowance gets no answer.
const AGAIN_MS: u64 = 5_000;
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
        /// The page.
        page: Page,
        /// When to give up.
        until: Now,
    },
    /// No answer in time.
    Failed {
        /// The page.
        page: Page,
        /// When to ask again.
        again_at: Now,
    },
}

/// A page of earlier calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The newest calls, which replace what is there.
    First,
    /// Calls that began before this time, by the server's clock.
    Before(u64),
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
            self.read(Page::First, effects);
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
            self.read(Page::First, effects);
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
            let page = self.calls.last().map_or(Page::First, |call| Page::Before(call.began_at + 1));
            self.read(page, effects);
        }
    }

    /// Read from the beginning, because events were missed.
    pub(crate) fn read_again(&mut self, effects: &mut Effects) {
        if self.is_open {
            self.read(Page::First, effects);
        }
    }

    /// Read the page again that did not come.
    pub(crate) fn try_again(&mut self, effects: &mut Effects) {
        if let Reading::Failed { page, .. } = self.reading {
            self.read(page, effects);
        }
    }

    fn read(&mut self, page: Page, effects: &mut Effects) {
        let id = effects.message_id();
        let before = if let Page::Before(time) = page { Some(time) } else { None };
        let find = Some(self.find.trim().to_owned()).filter(|find| !find.is_empty());
        effects.send(ClientMessage::ReadHistory { id: id.clone(), before, only: self.filter, find });
        self.reading = Reading::Asked { id, page, until: effects.now + READ_MS };
    }

    /// A page came.
    pub(crate) fn on_page(&mut self, answered: &str, calls: Vec<Call>, more: bool) {
        let Reading::Asked { id, page, .. } = &self.reading else { return };
        if id != answered {
            return;
        }
        if *page == Page::First {
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

    fn fail(&mut self, page: Page, now: Now) {
        self.reading = Reading::Failed { page, again_at: now + AGAIN_MS };
    }

    /// When to call [`History::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let reading = match &self.reading {
            Reading::Due(at) => *at,
            Reading::Asked { until, .. } => *until,
            Reading::Failed { again_at, .. } => *again_at,
            Reading::Idle => NEVER,
        };
        reading.min(self.recordings.wake_at())
    }

    /// Ask when the agent has stopped typing; give up when no answer came in time.
    pub(crate) fn tick(&mut self, is_live: bool, effects: &mut Effects) {
        match &self.reading {
            Reading::Due(at) if *at <= effects.now && is_live => self.read(Page::First, effects),
            Reading::Due(at) if *at <= effects.now => self.fail(Page::First, effects.now),
            Reading::Asked { until, page, .. } if *until <= effects.now => self.fail(*page, effects.now),
            Reading::Failed { again_at, page } if *again_at <= effects.now && is_live => self.read(*page, effects),
            Reading::Failed { again_at, page } if *again_at <= effects.now => self.fail(*page, effects.now),
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
