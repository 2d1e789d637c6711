//! The timer that wakes the core.
//!
//! A hidden page's own timers run once a minute, so a worker keeps the time too (static/wake.js). It also notices that the machine has
//! slept. Whichever comes first wakes the core.

use core::cell::RefCell;

use denwa_core::Now;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::Worker;

/// The worker's script, beside the page's.
const SCRIPT: &str = "wake.js";

/// A timer that is set, and for when.
pub struct Wake {
    timer: RefCell<Option<(Now, Timeout)>>,
    /// What is called when the time has come.
    callback: fn(),
    /// None where the page's own timers must suffice.
    worker: Option<Worker>,
}

impl Wake {
    /// A timer that is not set. It calls `wake` on time also while the page is hidden, unless the browser refuses workers. `wake` must
    /// first call [`Wake::is_over`].
    pub fn by_worker(wake: fn()) -> Self {
        Self { worker: start_worker(wake), ..Self::by_page(wake) }
    }

    /// The same by the page's own timers, for what nobody waits for while the page is hidden.
    pub fn by_page(wake: fn()) -> Self {
        Self { timer: RefCell::default(), callback: wake, worker: None }
    }

    /// Wakes at that time, or not at all.
    pub fn set(&self, at: Option<Now>) {
        let mut timer = self.timer.borrow_mut();
        if timer.as_ref().map(|(set, _)| *set) == at {
            return;
        }
        *timer = at.map(|at| (at, Timeout::new(wait(at), self.callback)));
        if let Some(worker) = &self.worker {
            let wait = at.map_or(JsValue::NULL, |at| JsValue::from(wait(at)));
            // A number and null can always be sent.
            let _ = worker.post_message(&wait);
        }
    }

    /// The timer is over: it may be set for the same time again.
    pub fn is_over(&self) {
        self.timer.take();
    }
}

fn start_worker(wake: fn()) -> Option<Worker> {
    let worker = Worker::new(SCRIPT).ok()?;
    let listener = Closure::<dyn Fn()>::new(wake);
    worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It listens as long as the page lives.
    listener.forget();
    Some(worker)
}

/// The milliseconds until then. A browser's timer cannot run longer than 2^31 - 1 ms: the core is then woken early, and the timer is set
/// again.
fn wait(at: Now) -> u32 {
    const LONGEST: u32 = i32::MAX.unsigned_abs();
    u32::try_from(at.saturating_sub(super::clock::now())).unwrap_or(LONGEST).min(LONGEST)
}
