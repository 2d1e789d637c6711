//! Keyboard shortcuts: presses in the page, the keys beside the buttons, and the list in which they are changed.

use denwa_core::shortcuts::Shortcut;
use denwa_core::view_model::{Screen, ShortcutsView};
use denwa_core::{Input, Panel, ShortcutAction, UserAction};
use denwa_panel::view::agent::{AgentPanel, CallButtons, Shortcuts};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEventInit};

use super::{click, focused, mount, press, press_with, ready, talking, with_card};
use denwa_panel::app::use_screen;

fn alt() -> KeyboardEventInit {
    let init = KeyboardEventInit::new();
    init.set_alt_key(true);
    init
}

fn run(shortcut: Shortcut, call: Option<&str>) -> UserAction {
    UserAction::Shortcut(ShortcutAction::Run { shortcut, call: call.map(str::to_owned) })
}

/// The shortcuts that were pressed.
fn presses(actions: Vec<UserAction>) -> Vec<UserAction> {
    actions.into_iter().filter(|action| matches!(action, UserAction::Shortcut(_))).collect()
}

/// The list as it is opened.
fn open_list() -> ShortcutsView {
    let mut panel = Panel::default();
    panel.update(Input::User(UserAction::SetLanguage(denwa_core::Language::En)), 0);
    panel.update(Input::User(UserAction::Shortcut(ShortcutAction::Open)), 0);
    panel.screen().shortcuts
}

#[wasm_bindgen_test]
async fn a_press_anywhere_in_the_page_is_a_shortcut_and_the_browser_does_nothing_more() {
    let panel = mount(with_card(talking()), AgentPanel).await;
    let body: HtmlElement = document().body().unwrap();
    assert!(!press_with(&body, "m", &alt()).await, "the browser opens no menu");
    let notes = panel.find("textarea");
    notes.focus().unwrap();
    assert!(!press_with(&notes, "p", &alt()).await);
    assert_eq!(presses(panel.actions()), [run(Shortcut::Mute, None), run(Shortcut::Hold, Some("c1"))]);
    assert!(press_with(&body, "z", &alt()).await, "no shortcut");
    assert!(presses(panel.actions()).is_empty());
}

#[wasm_bindgen_test]
async fn nothing_is_taken_from_typing() {
    let panel = mount(with_card(talking()), AgentPanel).await;
    let notes = panel.find("textarea");
    notes.focus().unwrap();
    assert!(press(&notes, "?").await, "a question mark is typed");
    assert!(press_with(&notes, "å", &alt()).await, "Option types on a Mac");
    let composing = alt();
    composing.set_is_composing(true);
    assert!(press_with(&notes, "m", &composing).await);
    let held = alt();
    held.set_repeat(true);
    press_with(&notes, "m", &held).await;
    assert!(presses(panel.actions()).is_empty());
    let body: HtmlElement = document().body().unwrap();
    press(&body, "?").await;
    // The focus is still on the card.
    assert_eq!(presses(panel.actions()), [run(Shortcut::List, Some("c1"))]);
}

#[component]
fn Buttons() -> impl IntoView {
    let screen = use_screen();
    view! { <CallButtons card=Memo::new(move |_| screen.with(|screen| screen.cards[0].clone())) /> }
}

#[wasm_bindgen_test]
async fn a_button_shows_its_keys_and_says_them_to_screen_readers() {
    let panel = mount(with_card(talking()), Buttons).await;
    let hold = panel.button("Hold");
    assert_eq!(hold.get_attribute("aria-keyshortcuts").as_deref(), Some("Alt+P"));
    let shown: Vec<_> = panel.all("kbd").iter().filter_map(|kbd| kbd.text_content()).collect();
    assert_eq!(shown, ["Alt+P", "Alt+Q"]);
    let mut other = Panel::default();
    other.update(Input::User(UserAction::Shortcut(ShortcutAction::TakeOff(Shortcut::Hold))), 0);
    panel.show(|screen: &mut Screen| screen.shortcuts = other.screen().shortcuts).await;
    assert_eq!(panel.button("Hold").get_attribute("aria-keyshortcuts"), None);
    assert_eq!(panel.all("kbd").len(), 1);
}

#[wasm_bindgen_test]
async fn new_keys_are_pressed_on_the_row_that_waits_for_them() {
    let screen = Screen { shortcuts: open_list(), ..ready() };
    let list = mount(screen, Shortcuts).await;
    assert_eq!(list.all("li").len(), Shortcut::ALL.len());
    let change = list.find("[aria-label='Change: Answer']");
    click(&change).await;
    assert_eq!(list.actions(), [UserAction::Shortcut(ShortcutAction::Change(Shortcut::Answer))]);
    list.show(|screen| screen.shortcuts.rows[0].is_changing = true).await;
    let recorder = list.find(".dw-shortcut__recorder");
    assert_eq!(focused(), recorder);
    assert!(press(&recorder, "Tab").await && press(&recorder, "Alt").await, "these say nothing");
    assert!(list.actions().is_empty());
    assert!(!press(&recorder, "F8").await);
    let actions = list.actions();
    let [UserAction::Shortcut(ShortcutAction::Press(pressed))] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!(pressed.chord().map(denwa_core::shortcuts::KeyChord::label).as_deref(), Some("F8"));
    recorder.blur().unwrap();
    assert_eq!(list.actions(), [UserAction::Shortcut(ShortcutAction::StopChange)]);
    list.show(|screen| {
        screen.shortcuts.rows[0].is_changing = false;
        screen.shortcuts.rows[0].refusal = Some("The browser has these keys".to_owned());
    })
    .await;
    let alerts = list.all("[role='alert']");
    assert!(alerts.iter().any(|alert| alert.text_content().unwrap().contains("The browser has these keys")));
    press(&list.find("#shortcuts").unchecked_into(), "Escape").await;
    assert_eq!(list.actions(), [UserAction::Shortcut(ShortcutAction::Close)]);
}
