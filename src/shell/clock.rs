//! The time.

use core::cell::Cell;

use denwa_core::Now;
use wasm_bindgen::prelude::wasm_bindgen;

use super::js::at;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn since_origin() -> f64;
}

/// The time in milliseconds since the Unix epoch. It never goes back, even where the machine's clock is set.
pub fn now() -> Now {
    thread_local! {
        static LAST: Cell<Now> = const { Cell::new(0) };
    }
    let origin = at(&["performance", "timeOrigin"]).as_f64();
    let milliseconds = origin.map_or_else(js_sys::Date::now, |origin| origin + since_origin());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds of this age fit")]
    let now = milliseconds as Now;
    LAST.set(LAST.get().max(now));
    LAST.get()
}
