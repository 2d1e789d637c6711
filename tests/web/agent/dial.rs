//! The dial bar.

use denwa_core::view_model::{NumberView, PresentedView};
use denwa_core::{DeskAction, LookupPlace, UserAction};
use denwa_panel::view::agent::DialBar;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlSelectElement, InputEvent, KeyboardEventInit};

use super::{Mounted, click, focused, mount, press, press_with, ready, settle};

pub(super) async fn dial_bar() -> (Mounted, HtmlInputElement) {
    let bar = mount(ready(), || leptos::view! { <DialBar /> }).await;
    bar.show(|screen| screen.dial.unavailable = None).await;
    let field = bar.find("#number").unchecked_into();
    (bar, field)
}

/// Types as the keyboard does: the value changes first, then the event comes.
pub(super) async fn type_text(field: &HtmlInputElement, text: &str) {
    field.focus().unwrap();
    field.set_value(text);
    field.dispatch_event(&InputEvent::new("input").unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn enter_dials_what_was_typed() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "03-1234-5678").await;
    let look_up = DeskAction::LookUp { place: LookupPlace::Dial, text: "03-1234-5678".to_owned() };
    assert_eq!(bar.actions(), [UserAction::EditDial, UserAction::Desk(look_up)]);
    assert!(!press(&field, "Enter").await);
    assert_eq!(bar.actions(), [UserAction::Dial("03-1234-5678".to_owned())]);
}

#[wasm_bindgen_test]
async fn enter_that_ends_a_conversion_dials_nothing() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "０３").await;
    bar.actions();
    let composing = KeyboardEventInit::new();
    composing.set_is_composing(true);
    assert!(press_with(&field, "Enter", &composing).await, "the input method takes it");
    let process = KeyboardEventInit::new();
    process.set_key_code(229);
    assert!(press_with(&field, "Enter", &process).await);
    assert_eq!(bar.actions(), []);
}

#[wasm_bindgen_test]
async fn typing_is_not_disturbed_when_the_screen_changes() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "0312345678").await;
    field.set_selection_range(2, 2).unwrap();
    bar.show(|screen| screen.dial.error = Some("No answer in time".to_owned())).await;
    assert_eq!((field.value().as_str(), field.selection_start().unwrap()), ("0312345678", Some(2)));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(bar.find("#dial-help").text_content().unwrap(), "No answer in time");
}

#[wasm_bindgen_test]
async fn the_number_goes_once_it_is_on_its_way_and_stays_to_be_mended() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "117").await;
    bar.show(|screen| screen.dial.is_dialling = true).await;
    bar.show(|screen| {
        screen.dial.is_dialling = false;
        screen.dial.error = Some("Refused".to_owned());
    })
    .await;
    assert_eq!(field.value(), "117");
    bar.show(|screen| {
        screen.dial.is_dialling = true;
        screen.dial.error = None;
    })
    .await;
    bar.show(|screen| screen.dial.is_dialling = false).await;
    assert_eq!(field.value(), "");
}

#[wasm_bindgen_test]
async fn the_keypad_edits_the_number() {
    let (bar, field) = dial_bar().await;
    assert!(bar.all("#keypad").is_empty());
    click(&bar.find("[aria-controls=keypad]")).await;
    for digit in ["+", "8", "1", "#"] {
        click(&bar.button(digit)).await;
    }
    assert_eq!(field.value(), "+81#");
    click(&bar.find("[aria-label='Delete last digit']")).await;
    assert_eq!(field.value(), "+81");
    assert_eq!(bar.actions().len(), 5);
}

#[wasm_bindgen_test]
async fn an_emergency_number_is_asked_about_and_escape_says_no() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "119").await;
    bar.actions();
    bar.show(|screen| screen.dial.question = Some("119 This is an emergency number. Dial it?".to_owned())).await;
    assert_eq!(focused(), bar.find("#dial-cancel"));
    press(&focused(), "Escape").await;
    assert_eq!(bar.actions(), [UserAction::CancelDial]);
    assert_eq!(focused(), *field);
    click(&bar.button("Dial now")).await;
    assert_eq!(bar.actions(), [UserAction::ConfirmDial]);
}

#[wasm_bindgen_test]
async fn a_question_from_a_page_of_salesforce_takes_no_focus() {
    let (bar, _) = dial_bar().await;
    let before = focused();
    bar.show(|screen| screen.dial.question = Some("119 This is an emergency number. Dial it?".to_owned())).await;
    assert_eq!(focused(), before);
}

#[wasm_bindgen_test]
async fn several_numbers_are_offered_and_the_keyboard_chooses() {
    let (bar, field) = dial_bar().await;
    type_text(&field, "03-1234-5678・5679").await;
    bar.actions();
    let number = |digits: &str, words: &str| NumberView { digits: digits.to_owned(), words: words.to_owned() };
    bar.show(|screen| {
        screen.dial.numbers = vec![number("0312345678", "03-1234-5678"), number("0312345679", "03-1234-5679")];
    })
    .await;
    assert_eq!(focused(), bar.button("Cancel"), "a hasty Enter dials nothing");
    press(&focused(), "Escape").await;
    assert_eq!(bar.actions(), [UserAction::CancelDial]);
    click(&bar.button("03-1234-5679")).await;
    assert_eq!(bar.actions(), [UserAction::ChooseNumber("0312345679".to_owned())]);
    assert_eq!(focused(), *field);
}

#[wasm_bindgen_test]
async fn an_empty_field_shows_the_last_number_and_a_second_press_dials_it() {
    let (bar, field) = dial_bar().await;
    bar.show(|screen| screen.dial.last = Some("03-1234-5678".to_owned())).await;
    click(&bar.button("Dial")).await;
    assert_eq!(field.value(), "03-1234-5678");
    assert_eq!(bar.actions(), [UserAction::EditDial]);
    press(&field, "Enter").await;
    assert_eq!(bar.actions(), [UserAction::Desk(DeskAction::Redial)]);
}

#[wasm_bindgen_test]
async fn the_number_to_present_is_chosen_among_those_the_agent_may_present() {
    let (bar, _) = dial_bar().await;
    assert!(bar.all("select").is_empty());
    let view = |number: Option<&str>, words: &str, is_chosen| PresentedView {
        number: number.map(str::to_owned),
        words: words.to_owned(),
        is_chosen,
    };
    bar.show(|screen| {
        screen.dial.presented =
            vec![view(None, "As the telephone system is set", true), view(Some("0120000000"), "Support", false)];
    })
    .await;
    let select: HtmlSelectElement = bar.find("select").unchecked_into();
    assert_eq!(select.value(), "");
    select.set_value("0120000000");
    select.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    settle().await;
    let present = DeskAction::Present(Some("0120000000".to_owned()));
    assert_eq!(bar.actions(), [UserAction::Desk(present)]);
}

#[wasm_bindgen_test]
async fn what_was_typed_comes_back_when_the_one_who_was_chosen_is_not_called() {
    let (bar, field) = dial_bar().await;
    let ask =
        |question: Option<&'static str>| bar.show(move |screen| screen.dial.question = question.map(str::to_owned));
    let choose = async || {
        type_text(&field, "yama").await;
        bar.show(|screen| super::lookup::found(screen, vec![super::lookup::option("Hanako Yamada", "0312345678")]))
            .await;
        click(&bar.find("[role=option]")).await;
        bar.show(|screen| screen.lookup = None).await;
        assert_eq!(field.value(), "Hanako Yamada");
    };
    choose().await;
    ask(Some("The record says not to call. Dial it?")).await;
    ask(None).await;
    assert_eq!(field.value(), "yama", "it can be typed on");
    // Dialled all the same: the name stays until the number is on its way.
    choose().await;
    ask(Some("The record says not to call. Dial it?")).await;
    bar.show(|screen| {
        screen.dial.question = None;
        screen.dial.is_dialling = true;
    })
    .await;
    assert_eq!(field.value(), "Hanako Yamada");
}
