//! The panel in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod agent;
mod crossing;
mod examples;
mod json;
mod settings;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
