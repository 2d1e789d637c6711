//! Moments for measuring durations.

use std::ops::Add;

/// A moment on a clock that never jumps, in milliseconds from any start. Only differences mean anything, and only within
/// a run of the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Steady(u64);

impl Steady {
    /// A moment that never comes.
    pub const NEVER: Self = Self(u64::MAX);

    /// Makes a moment from its milliseconds.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Returns the moment's milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Returns the milliseconds since an earlier moment; 0 if that is not earlier.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<u64> for Steady {
    type Output = Self;

    /// Returns the moment that many milliseconds later.
    fn add(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}
