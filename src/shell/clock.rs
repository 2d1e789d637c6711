//! The time.

use core::cell::Cell;

use denwa_core::Now;

/// The time in milliseconds since the Unix epoch. It never goes back, even if somebody sets the machine's clock.
#[must_use]
pub fn now() -> Now {
    thread_local! {
        static LAST: Cell<Now> = const { Cell::new(0) };
    }
    let performance = web_sys::window().and_then(|window| window.performance());
    let milliseconds =
        performance.map_or_else(js_sys::Date::now, |performance| performance.time_origin() + performance.now());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds of this age fit")]
    let now = milliseconds as Now;
    LAST.set(LAST.get().max(now));
    LAST.get()
}
