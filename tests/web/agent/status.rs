//! The status chip and its menu, by the keyboard.

use denwa_core::UserAction;
use denwa_core::view_model::{Screen, StatusChoice, StatusView, Tone, WorkView};
use denwa_panel::view::agent::{Bar, WorkLine};
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
        is_for_later: false,
        next: None,
        work: None,
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

#[wasm_bindgen_test]
async fn during_a_call_the_menu_says_that_the_choice_is_for_later() {
    let bar = bar().await;
    bar.show(|screen| screen.status.is_for_later = true).await;
    click(&bar.find("#status")).await;
    let label = bar.find("[role=menu]").get_attribute("aria-label");
    assert_eq!(label.as_deref(), Some("Choose the status after the call"));
}

#[wasm_bindgen_test]
async fn after_call_work_is_extended_and_ended_and_what_follows_is_taken_back() {
    let line = mount(ready(), || leptos::view! { <WorkLine /> }).await;
    assert_eq!(line.text(), "");
    line.show(|screen| {
        screen.status.next = Some("Next: Break".to_owned());
        screen.status.work = Some(WorkView { until: Some(0) });
    })
    .await;
    assert!(line.text().contains("0:00"), "{}", line.text());
    assert_eq!(line.find("[role=status]").text_content().as_deref(), Some("Next: Break"));
    click(&line.button("Take back")).await;
    click(&line.button("More time")).await;
    click(&line.button("Done")).await;
    assert_eq!(line.actions(), [UserAction::TakeNextModeBack, UserAction::ExtendWork, UserAction::EndWork]);
    line.show(|screen| {
        screen.status.next = None;
        screen.status.work = Some(WorkView { until: None });
    })
    .await;
    assert_eq!(line.all("button"), [line.button("Done")], "work without an end has no more time");
}
