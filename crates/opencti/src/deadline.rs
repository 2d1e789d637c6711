//! How long to wait for an answer.

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;

/// How long a call waits for its answer, in milliseconds. The client library itself waits for ever.
///
/// The browser's timers keep it, and they run late in a hidden page (once a second, after a while once a minute): an answer that
/// comes before the timer counts as in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(u32);

impl Deadline {
    /// A deadline in milliseconds from the call.
    #[must_use]
    pub const fn milliseconds(milliseconds: u32) -> Self {
        Self(milliseconds)
    }

    /// A deadline in seconds from the call.
    #[must_use]
    pub const fn seconds(seconds: u32) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// The milliseconds.
    #[must_use]
    pub const fn as_milliseconds(self) -> u32 {
        self.0
    }

    /// The time left of this deadline after `pause`, if any.
    pub(crate) fn after(self, pause: Self) -> Option<Self> {
        self.0.checked_sub(pause.0).filter(|&left| left > 0).map(Self)
    }

    /// A timer that begins to run now.
    pub(crate) fn timer(self) -> TimeoutFuture {
        // Browsers take a longer time-out for 0.
        TimeoutFuture::new(self.0.min(i32::MAX.unsigned_abs()))
    }
}

/// What the future comes to, unless the deadline comes first.
pub(crate) async fn within<F: Future + Unpin>(deadline: Deadline, future: F) -> Option<F::Output> {
    match select(future, deadline.timer()).await {
        Either::Left((output, _)) => Some(output),
        Either::Right(_) => None,
    }
}
