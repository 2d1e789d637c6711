//! The word that greets an agent who has signed in by password: `Nothing` → `Due` (she has signed in) → `Shown` (the connection is live) →
//! `Nothing` after a moment.

use crate::Now;
use crate::effects::NEVER;

/// How long the word is shown, in milliseconds.
const SHOWN_MS: u64 = 5_000;

/// The word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Welcome {
    /// Nothing to say.
    #[default]
    Nothing,
    /// To be said once the connection is live.
    Due,
    /// It is shown.
    Shown {
        /// When it goes.
        until: Now,
    },
}

impl Welcome {
    /// The connection is live.
    pub(crate) fn on_live(&mut self, now: Now) {
        if *self == Self::Due {
            *self = Self::Shown { until: now + SHOWN_MS };
        }
    }

    /// When to call [`Welcome::tick`].
    pub(crate) fn wake_at(self) -> Now {
        if let Self::Shown { until } = self { until } else { NEVER }
    }

    pub(crate) fn tick(&mut self, now: Now) {
        if self.wake_at() <= now {
            *self = Self::Nothing;
        }
    }
}
