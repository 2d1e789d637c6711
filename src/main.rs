//! The panel: what the agent sees in Lightning's utility bar.
//!
//! [`shell`] drives the state machines of `denwa-core` and runs what they ask for, [`host`] is the CRM around the panel, [`view`] shows
//! the state. None of them decides anything.

mod host;
mod json;
mod shell;
mod view;

use opencti::PageFacts;

/// 4 kB less of WebAssembly than the allocator of Rust's own.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    // The address is read once, before anything could change it.
    let facts = PageFacts::of(&shell::js::window());
    shell::start(host::Host::open_cti(&facts), view::show);
    shell::begin();
}
