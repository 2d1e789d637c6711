//! The one timer that wakes the core up.

use core::cell::Cell;

use denwa_core::{Input, Now};
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(wake: &Function, milliseconds: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
}

/// The timer that is set, and for when; what it calls is there once.
pub struct Timer {
    set: Cell<Option<(Now, i32)>>,
    wake: Function,
}

impl Default for Timer {
    fn default() -> Self {
        let wake = Closure::<dyn Fn()>::new(wake).into_js_value().unchecked_into();
        Self { set: Cell::new(None), wake }
    }
}

impl Timer {
    /// Wakes the core up at that time, or not at all.
    pub fn set(&self, at: Option<Now>) {
        let set = self.set.get();
        if set.map(|(set, _)| set) == at {
            return;
        }
        if let Some((_, timer)) = set {
            clear_timeout(timer);
        }
        self.set.set(at.map(|at| {
            // A timer later than a browser can set one is set again when the nearer one has come.
            let wait = u32::try_from(at.saturating_sub(super::clock::now())).unwrap_or(u32::MAX).min(i32::MAX as u32);
            (at, set_timeout(&self.wake, wait))
        }));
    }
}

fn wake() {
    if let Some(shell) = super::shell() {
        // This one has gone off: the core may well ask for the same time again.
        shell.timer.set.set(None);
        super::dispatch(Input::Tick);
    }
}
