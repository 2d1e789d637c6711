//! The timer that wakes the core.

use core::cell::RefCell;

use denwa_core::Now;
use gloo_timers::callback::Timeout;

/// A timer that is set, and for when.
#[derive(Default)]
pub struct Wake(RefCell<Option<(Now, Timeout)>>);

impl Wake {
    /// Calls `wake` at that time, or not at all. It must first call [`Wake::is_over`].
    pub fn set(&self, at: Option<Now>, wake: fn()) {
        let mut timer = self.0.borrow_mut();
        if timer.as_ref().map(|(set, _)| *set) != at {
            *timer = at.map(|at| (at, Timeout::new(wait(at), wake)));
        }
    }

    /// The timer is over: it may be set for the same time again.
    pub fn is_over(&self) {
        self.0.take();
    }
}

/// The milliseconds until then. A browser's timer cannot run longer than 2^31 - 1 ms: the core is then woken early, and the timer is set
/// again.
fn wait(at: Now) -> u32 {
    const LONGEST: u32 = i32::MAX.unsigned_abs();
    u32::try_from(at.saturating_sub(super::clock::now())).unwrap_or(LONGEST).min(LONGEST)
}
