//! The one timer that wakes the core up.

use core::cell::RefCell;

use denwa_core::{Input, Now};
use gloo_timers::callback::Timeout;

/// The timer that is set, and for when.
#[derive(Default)]
pub struct Timer(RefCell<Option<(Now, Timeout)>>);

impl Timer {
    /// Wakes the core up at that time, or not at all.
    pub fn set(&self, at: Option<Now>) {
        let mut timer = self.0.borrow_mut();
        if timer.as_ref().map(|(set, _)| *set) == at {
            return;
        }
        *timer = at.map(|at| {
            // A timer later than a browser can set one is set again when the nearer one has come.
            let wait = u32::try_from(at.saturating_sub(super::clock::now())).unwrap_or(u32::MAX).min(i32::MAX as u32);
            (at, Timeout::new(wait, wake))
        });
    }
}

fn wake() {
    if let Some(shell) = super::shell() {
        // This one has gone off: the core may well ask for the same time again.
        shell.timer.0.borrow_mut().take().map(|(_, timer)| timer.forget());
        shell.take(Input::Tick);
    }
}
