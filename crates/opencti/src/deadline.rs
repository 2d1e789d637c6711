//! How long an answer is waited for.

/// How long a call waits for its answer, in milliseconds. The client library itself waits for ever.
///
/// It is kept by the browser's timers, which run late in a page that is not shown (once a second, and once a minute after a
/// while): an answer that comes before the timer counts as in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(u32);

impl Deadline {
    /// So many milliseconds from the call.
    #[must_use]
    pub const fn milliseconds(milliseconds: u32) -> Self {
        Self(milliseconds)
    }

    /// So many seconds from the call.
    #[must_use]
    pub const fn seconds(seconds: u32) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// The milliseconds.
    #[must_use]
    pub const fn as_milliseconds(self) -> u32 {
        self.0
    }

    /// What `setTimeout` understands: at most 2³¹ − 1, above which browsers make it 0.
    pub(crate) fn as_timeout(self) -> i32 {
        i32::try_from(self.0).unwrap_or(i32::MAX)
    }
}
