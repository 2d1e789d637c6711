//! Timers tick on the second.

use denwa_core::view_model::CardView;
use denwa_panel::shell::clock;
use denwa_panel::view::agent::Calls;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{mount, pause, talking, with_card};

#[wasm_bindgen_test]
async fn the_time_of_a_call_runs() {
    let since = clock::now() - 64_500;
    let calls = mount(with_card(CardView { since: Some(since), ..talking() }), || leptos::view! { <Calls /> }).await;
    assert_eq!(calls.find(".dw-time").text_content().unwrap(), "1:04");
    // The clock ticks on full seconds, so the next second of the call may take two ticks.
    for _ in 0..30 {
        if calls.find(".dw-time").text_content().unwrap() != "1:04" {
            break;
        }
        pause(100).await;
    }
    assert_eq!(calls.find(".dw-time").text_content().unwrap(), "1:05");
}
