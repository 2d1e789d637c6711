//! The panel: what the agent sees in Lightning's utility bar.
//!
//! [`shell`] drives the state machines of `denwa-core` and runs what they ask for, [`host`] is the CRM around the panel, [`view`] shows
//! the state. None of them decides anything.

#![cfg_attr(target_family = "wasm", no_main)]

mod host;
mod json;
mod shell;
mod view;

use opencti::PageFacts;

/// 4 kB less of WebAssembly than the allocator of Rust's own.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A page has no `main`: what the standard library does before and after it is for programs that read, write and end.
#[cfg_attr(target_family = "wasm", wasm_bindgen::prelude::wasm_bindgen(start))]
fn start() {
    // The address is read once, before anything could change it.
    let facts = PageFacts::of(&shell::js::window());
    shell::start(host::Host::open_cti(&facts), view::show);
    shell::begin();
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    start();
}
