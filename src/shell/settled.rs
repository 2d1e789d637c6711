//! Waiting for promises with a function: a future takes a state machine, and an executor besides.

use js_sys::Array;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

use super::js::member;

#[wasm_bindgen]
extern "C" {
    type Settled;
    #[wasm_bindgen(js_namespace = Promise, js_name = allSettled)]
    fn all_settled(promises: &Array) -> Settled;
    #[wasm_bindgen(method)]
    fn then(this: &Settled, then: &JsValue);
}

/// Calls `then` with what came of each promise when all have come to an end. What is no promise has come to it already.
pub fn settled(promises: &Array, then: Box<dyn FnOnce(Array)>) {
    let then = Closure::once_into_js(move |ends: JsValue| then(ends.unchecked_into()));
    all_settled(promises).then(&then);
}

/// The value that a promise was kept with; `undefined` where it was broken.
pub fn value(ends: &Array, at: u32) -> JsValue {
    member(&ends.get(at), "value")
}
