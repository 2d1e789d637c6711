//! The clock of the timers on the screen. It runs only while a component shows the time.

use core::time::Duration;

use denwa_core::Now;
use leptos::prelude::*;

use crate::shell::clock::now;

/// A tick comes so much after the full second, in milliseconds: browsers' timers may be early by 1 ms.
const AFTER_MS: u64 = 15;

/// The time, for components that show it.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<Now>,
    viewers: StoredValue<usize>,
    is_running: StoredValue<bool>,
}

impl Clock {
    /// A clock that stands until a component shows the time.
    #[must_use]
    pub fn new() -> Self {
        Self { now: RwSignal::new(0), viewers: StoredValue::new(0), is_running: StoredValue::new(false) }
    }

    fn start(self) {
        self.viewers.update_value(|viewers| *viewers += 1);
        if !self.is_running.get_value() {
            self.is_running.set_value(true);
            self.tick();
        }
    }

    fn tick(self) {
        if self.viewers.try_get_value().unwrap_or_default() == 0 {
            self.is_running.try_set_value(false);
            return;
        }
        let now = now();
        self.now.set(now);
        set_timeout(move || self.tick(), Duration::from_millis(1_000 - now % 1_000 + AFTER_MS));
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

/// The time by the panel's clock, told every second while the component is there.
#[must_use]
pub fn use_now() -> ReadSignal<Now> {
    let clock: Clock = expect_context();
    clock.start();
    on_cleanup(move || clock.viewers.update_value(|viewers| *viewers -= 1));
    clock.now.read_only()
}
