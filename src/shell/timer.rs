//! Timers.

use core::cell::Cell;

use denwa_core::{Input, Now};
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &Function, milliseconds: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
}

/// A timer for one function, which it calls once each time it is set.
pub struct Timer {
    /// The browser's number for it. To stop one that has gone off, or 0, which is none, does nothing.
    set: Cell<i32>,
    act: Function,
}

impl Timer {
    pub fn new(act: fn()) -> Self {
        Self { set: Cell::new(0), act: Closure::<dyn Fn()>::new(act).into_js_value().unchecked_into() }
    }

    /// Calls the function in so many milliseconds, and not at any other time for which it was set.
    pub fn set(&self, milliseconds: u32) {
        self.stop();
        self.set.set(set_timeout(&self.act, milliseconds));
    }

    pub fn stop(&self) {
        clear_timeout(self.set.get());
    }
}

/// The timer that wakes the core up, and for when it is set.
pub struct Wake {
    at: Cell<Option<Now>>,
    timer: Timer,
}

impl Default for Wake {
    fn default() -> Self {
        Self { at: Cell::new(None), timer: Timer::new(wake) }
    }
}

impl Wake {
    /// Wakes the core up at that time, or not at all.
    pub fn set(&self, at: Option<Now>) {
        if self.at.replace(at) == at {
            return;
        }
        match at {
            // A timer later than a browser can set one is set again when the nearer one has come.
            Some(at) => {
                let wait = u32::try_from(at.saturating_sub(super::clock::now())).unwrap_or(u32::MAX);
                self.timer.set(wait.min(i32::MAX as u32));
            }
            None => self.timer.stop(),
        }
    }
}

fn wake() {
    if let Some(shell) = super::shell() {
        // This one has gone off: the core may well ask for the same time again.
        shell.wake.at.set(None);
        super::dispatch(Input::Tick);
    }
}
