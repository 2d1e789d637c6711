//! The results to choose from once a call is over.

use denwa_core::UserAction;
use denwa_core::view_model::{CardView, ResultView};
use denwa_panel::view::agent::Calls;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{click, ended, mount, with_card};

#[wasm_bindgen_test]
async fn a_result_is_chosen_and_taken_back() {
    let result = |label: &str| ResultView { label: label.to_owned(), is_chosen: false };
    let card = CardView { results: vec![result("Solved"), result("Call back later")], ..ended() };
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    let chosen =
        |result: Option<&str>| UserAction::SetResult { call: "c1".to_owned(), result: result.map(str::to_owned) };
    click(&calls.button("Solved")).await;
    assert_eq!(calls.actions(), [chosen(Some("Solved"))]);
    calls.show(|screen| screen.cards[0].results[0].is_chosen = true).await;
    let pressed = calls.find("[aria-pressed=true]");
    assert_eq!(pressed, calls.button("Solved"));
    click(&pressed).await;
    assert_eq!(calls.actions(), [chosen(None)]);
}
