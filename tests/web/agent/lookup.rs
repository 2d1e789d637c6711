//! The list of suggestions of the dial bar.

use denwa_core::view_model::{LookupKind, LookupOption, LookupView, PresenceView, Screen, Tone};
use denwa_core::{DeskAction, LookupPlace, Target, UserAction};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::dial::{dial_bar, type_text};
use super::{Mounted, click, focused, press};

pub(super) fn option(name: &str, number: &str) -> LookupOption {
    LookupOption {
        key: format!("colleague-{number}"),
        kind: LookupKind::Colleague,
        name: name.to_owned(),
        about: "Colleague".to_owned(),
        number: number.to_owned(),
        presence: Some(PresenceView { word: "On a call".to_owned(), tone: Tone::Busy, since: None }),
        warning: None,
        target: Target { number: number.to_owned(), name: name.to_owned(), record: None },
    }
}

pub(super) fn found(screen: &mut Screen, options: Vec<LookupOption>) {
    screen.lookup = Some(LookupView { place: LookupPlace::Dial, options, status: Some("There are more") });
}

fn dial(name: &str, number: &str) -> UserAction {
    UserAction::Desk(DeskAction::DialTarget(Target { number: number.to_owned(), name: name.to_owned(), record: None }))
}

/// The option that the field says is marked.
fn marked(bar: &Mounted, field: &HtmlElement) -> Option<String> {
    let id = field.get_attribute("aria-activedescendant")?;
    Some(bar.find(&format!("#{id} .dw-option__name")).text_content().unwrap())
}

fn stop() -> UserAction {
    UserAction::Desk(DeskAction::StopLookUp(LookupPlace::Dial))
}

#[wasm_bindgen_test]
async fn the_arrow_keys_mark_a_suggestion_and_enter_dials_it() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "s").await;
    assert_eq!(field.get_attribute("aria-expanded").as_deref(), Some("false"));
    bar.show(|screen| found(screen, vec![option("Sato", "2002"), option("Suzuki", "2003")])).await;
    bar.actions();
    let field: HtmlElement = field.unchecked_into();
    assert_eq!((field.get_attribute("role").as_deref(), marked(&bar, &field)), (Some("combobox"), None));
    assert_eq!(field.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert!(bar.text().contains("On a call") && bar.text().contains("There are more"));
    press(&field, "ArrowDown").await;
    assert_eq!(marked(&bar, &field).as_deref(), Some("Sato"));
    press(&field, "ArrowUp").await;
    assert_eq!(marked(&bar, &field).as_deref(), Some("Suzuki"));
    // Somebody comes before the marked suggestion: it stays marked.
    bar.show(|screen| {
        found(screen, vec![option("Sasaki", "2001"), option("Sato", "2002"), option("Suzuki", "2003")]);
    })
    .await;
    assert_eq!(marked(&bar, &field).as_deref(), Some("Suzuki"));
    assert_eq!(focused(), field, "the focus stays in the field");
    press(&field, "Enter").await;
    assert_eq!(bar.actions(), [stop(), dial("Suzuki", "2003")]);
}

#[wasm_bindgen_test]
async fn enter_without_a_mark_dials_the_text_and_escape_closes_the_list() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "2002").await;
    bar.show(|screen| found(screen, vec![option("Sato", "2002")])).await;
    bar.actions();
    press(&field, "Escape").await;
    assert_eq!(bar.actions(), [stop()]);
    bar.show(|screen| screen.lookup = None).await;
    assert!(bar.all("[role=listbox]").is_empty());
    press(&field, "Enter").await;
    assert_eq!(bar.actions(), [UserAction::Dial("2002".to_owned())]);
    press(&field, "ArrowDown").await;
    let look_up = DeskAction::LookUp { place: LookupPlace::Dial, text: "2002".to_owned() };
    assert_eq!(bar.actions(), [UserAction::Desk(look_up)], "an arrow key opens it again");
}

#[wasm_bindgen_test]
async fn a_click_dials_a_suggestion_and_nothing_while_dialling_is_unavailable() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "s").await;
    bar.show(|screen| found(screen, vec![option("Sato", "2002")])).await;
    bar.actions();
    click(&bar.find("[role=option]")).await;
    assert_eq!(bar.actions(), [stop(), dial("Sato", "2002")]);
    bar.show(|screen| {
        screen.dial.unavailable = Some("Not connected");
        found(screen, vec![option("Sato", "2002")]);
    })
    .await;
    click(&bar.find("[role=option]")).await;
    assert_eq!(bar.actions(), [stop()]);
}

#[wasm_bindgen_test]
async fn suggestions_for_another_field_are_not_shown() {
    let (bar, _) = dial_bar().await;
    bar.show(|screen| {
        let place = LookupPlace::Target("c1".to_owned());
        screen.lookup = Some(LookupView { place, options: vec![option("Sato", "2002")], status: None });
    })
    .await;
    assert!(bar.all("[role=option]").is_empty());
}
