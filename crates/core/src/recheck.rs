//! Asking the package again, without a word, while a person mends something in the org: a telephony login that is corrected lets the
//! panel in within a few seconds.
//!
//! `Off` → `Due` → `Asked` → `Due` … → `Off` after the last try. The first tries come every few seconds, later ones much more rarely.

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::host::RequestId;

/// How many tries come quickly: about four minutes long.
const QUICK_TRIES: u32 = 75;
/// How many tries there are in all: about an hour more.
const TRIES: u32 = 165;
/// The wait before a quick try, in milliseconds, and how far it is spread.
const QUICK_MS: (u64, u64) = (2_500, 1_500);
/// The wait before a later try, in milliseconds, and how far it is spread.
const SLOW_MS: (u64, u64) = (30_000, 15_000);

/// Asking again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Recheck {
    /// Nothing is asked.
    #[default]
    Off,
    /// To be asked.
    Due {
        /// When.
        at: Now,
        /// How many tries came before.
        tries: u32,
    },
    /// Asked.
    Asked {
        /// The request.
        request: RequestId,
        /// How many tries came before.
        tries: u32,
    },
}

impl Recheck {
    /// The first try.
    pub(crate) fn first(effects: &mut Effects) -> Self {
        Self::after(0, effects)
    }

    /// The next try, unless it was the last.
    pub(crate) fn next(&self, effects: &mut Effects) -> Self {
        match self {
            Self::Off => Self::Off,
            Self::Due { tries, .. } | Self::Asked { tries, .. } => Self::after(tries + 1, effects),
        }
    }

    fn after(tries: u32, effects: &mut Effects) -> Self {
        if tries >= TRIES {
            return Self::Off;
        }
        let (wait, spread) = if tries < QUICK_TRIES { QUICK_MS } else { SLOW_MS };
        Self::Due { at: effects.now + wait + effects.random(spread), tries }
    }

    /// When to ask.
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Due { at, .. } => *at,
            Self::Off | Self::Asked { .. } => NEVER,
        }
    }

    /// It is asked.
    pub(crate) fn asked(&mut self, request: RequestId) {
        if let Self::Due { tries, .. } = *self {
            *self = Self::Asked { request, tries };
        }
    }

    /// The request whose answer is awaited.
    pub(crate) fn request(&self) -> Option<RequestId> {
        match self {
            Self::Asked { request, .. } => Some(*request),
            Self::Off | Self::Due { .. } => None,
        }
    }
}
