//! Timers tick on the second.

use denwa_core::view_model::CardView;
use denwa_panel::shell::clock;
use denwa_panel::view::agent::Calls;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{mount, talking, wait_until, with_card};

#[wasm_bindgen_test]
async fn the_time_of_a_call_runs() {
    let since = clock::now() - 64_500;
    let calls = mount(with_card(CardView { since: Some(since), ..talking() }), || leptos::view! { <Calls /> }).await;
    assert_eq!(calls.find(".dw-time").text_content().unwrap(), "1:04");
    // The clock ticks on full seconds, so the next second of the call may take two ticks.
    wait_until(|| calls.find(".dw-time").text_content().unwrap() == "1:05").await;
}
