//! The status chip and its menu, by the keyboard.

use denwa_core::UserAction;
use denwa_core::view_model::{Screen, StatusChoice, StatusView, Tone};
use denwa_panel::view::agent::Bar;
use denwa_protocol::AgentMode;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Mounted, click, focused, mount, press, ready};

fn choice(word: &str, mode: AgentMode, reason: Option<&str>, is_current: bool) -> StatusChoice {
    StatusChoice { word: word.to_owned(), is_current, mode, reason: reason.map(str::to_owned) }
}

async fn bar() -> Mounted {
    let choices = vec![
        choice("Ready", AgentMode::Ready, None, false),
        choice("Break", AgentMode::NotReady, Some("break"), true),
        choice("Signed off", AgentMode::LoggedOff, None, false),
    ];
    let status = StatusView {
        word: "Break".to_owned(),
        tone: Tone::Away,
        since: None,
        is_busy: false,
        is_fixed: false,
        choices,
        error: None,
    };
    mount(Screen { status, ..ready() }, || leptos::view! { <Bar /> }).await
}

#[wasm_bindgen_test]
async fn the_menu_opens_on_the_current_status_and_the_arrow_keys_go_round() {
    let bar = bar().await;
    let chip = bar.find("#status");
    assert_eq!(chip.get_attribute("aria-expanded").as_deref(), Some("false"));
    assert!(!press(&chip, "ArrowDown").await, "the page does not scroll");
    assert_eq!(chip.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(focused().text_content().unwrap(), "Break");
    press(&focused(), "ArrowDown").await;
    press(&focused(), "ArrowDown").await;
    assert_eq!(focused().text_content().unwrap(), "Ready");
    press(&focused(), "End").await;
    assert_eq!(focused().text_content().unwrap(), "Signed off");
}

#[wasm_bindgen_test]
async fn the_menu_opens_on_its_last_status_with_the_arrow_upwards_and_escape_closes_it() {
    let bar = bar().await;
    let chip = bar.find("#status");
    press(&chip, "ArrowUp").await;
    assert_eq!(focused().text_content().unwrap(), "Signed off");
    press(&focused(), "Escape").await;
    assert!(bar.all("[role=menu]").is_empty());
    assert_eq!(focused(), chip);
    assert_eq!(bar.actions(), []);
}

#[wasm_bindgen_test]
async fn a_status_is_chosen_with_its_reason_and_the_current_one_changes_nothing() {
    let bar = bar().await;
    let chip = bar.find("#status");
    click(&chip).await;
    click(&bar.button("Break")).await;
    assert_eq!(bar.actions(), []);
    click(&chip).await;
    click(&bar.button("Signed off")).await;
    assert_eq!(bar.actions(), [UserAction::SetMode { mode: AgentMode::LoggedOff, reason: None }]);
    assert!(bar.all("[role=menu]").is_empty());
    assert_eq!(focused(), chip);
}

#[wasm_bindgen_test]
async fn a_menu_of_nothing_closes() {
    let bar = bar().await;
    click(&bar.find("#status")).await;
    bar.show(|screen| screen.status.choices.clear()).await;
    assert!(bar.all("[role=menu]").is_empty());
}
