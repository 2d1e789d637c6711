//! The bindings in a real browser, against fakes of the client library and of the host that misbehave in all the known ways.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod calls;
mod fake;
mod listeners;
mod loading;
mod methods;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
