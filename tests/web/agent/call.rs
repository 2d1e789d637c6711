//! The card of a call: its buttons and its texts.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, ExtensionView, LineTone, PopView, SearchView};
use denwa_panel::view::agent::Calls;
use denwa_protocol::Service;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MouseEvent, MouseEventInit};

use super::{button, click, focused, mount, talking, with_card};

#[wasm_bindgen_test]
async fn a_button_sends_its_command_for_its_call() {
    let calls = mount(with_card(talking()), || leptos::view! { <Calls /> }).await;
    click(&calls.button("Hold")).await;
    let command = |service| UserAction::Command { call: "c1".to_owned(), service };
    assert_eq!(calls.actions(), [command(Service::Hold)]);
    click(&calls.button("Hang up")).await;
    assert_eq!(calls.actions(), [command(Service::HangUp)]);
}

#[wasm_bindgen_test]
async fn a_button_that_cannot_be_pressed_says_why_and_sends_nothing() {
    let mut card = talking();
    card.buttons[0].unavailable = Some("Not available now");
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    let hold = calls.button("Hold");
    assert_eq!(hold.get_attribute("aria-disabled").as_deref(), Some("true"));
    let why = calls.find(&format!("#{}", hold.get_attribute("aria-describedby").unwrap()));
    assert_eq!((why.text_content().unwrap().as_str(), why.hidden()), ("Not available now", false));
    click(&hold).await;
    assert_eq!(calls.actions(), []);
}

#[wasm_bindgen_test]
async fn a_place_keeps_its_button_and_a_double_click_is_one_click() {
    let calls = mount(with_card(talking()), || leptos::view! { <Calls /> }).await;
    let hold = calls.button("Hold");
    hold.focus().unwrap();
    calls.show(|screen| screen.cards[0].buttons[0] = button(Service::Retrieve, "Retrieve")).await;
    assert_eq!(calls.button("Retrieve"), hold);
    assert_eq!(focused(), hold);
    let second = MouseEventInit::new();
    second.set_detail(2);
    second.set_bubbles(true);
    hold.dispatch_event(&MouseEvent::new_with_mouse_event_init_dict("click", &second).unwrap()).unwrap();
    assert_eq!(calls.actions(), []);
}

#[wasm_bindgen_test]
async fn texts_are_never_markup() {
    let card = CardView { about: "<img src=x onerror=alert(1)>".to_owned(), ..talking() };
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    assert!(calls.text().contains("<img src=x"));
    assert!(calls.all("img").is_empty());
}

#[wasm_bindgen_test]
async fn lines_come_and_go_with_their_words_and_carry_whole_actions() {
    let calls = mount(with_card(talking()), || leptos::view! { <Calls /> }).await;
    assert!(calls.all(".dw-line").is_empty());
    calls.show(|screen| screen.cards[0].search = SearchView::CanRepeat("The search did not work")).await;
    assert!(calls.find(".dw-line--warning").text_content().unwrap().starts_with("The search did not work"));
    click(&calls.button("Search again")).await;
    assert_eq!(calls.actions(), [UserAction::SearchAgain { call: "c1".to_owned() }]);
    calls
        .show(|screen| {
            screen.cards[0].search = SearchView::Silent;
            screen.cards[0].pop = Some(PopView {
                text: "Record opened",
                tone: LineTone::Success,
                record: Some("003000000000001".to_owned()),
            });
        })
        .await;
    click(&calls.button("Open record")).await;
    let record = "003000000000001".to_owned();
    assert_eq!(calls.actions(), [UserAction::Choose { call: "c1".to_owned(), record }]);
    assert_eq!(calls.all(".dw-line").len(), 1);
}

#[wasm_bindgen_test]
async fn the_extension_behind_a_number_is_sent_by_its_button() {
    let extension = |action| Some(ExtensionView { words: "Extension 227".to_owned(), action, is_sent: false });
    let card = CardView { extension: extension(None), ..talking() };
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    assert!(calls.find(".dw-card").text_content().unwrap().contains("Extension 227"));
    assert!(calls.all(".dw-link").is_empty());
    calls.show(|screen| screen.cards[0].extension = extension(Some(Msg::SendTones))).await;
    click(&calls.button("Send as tones")).await;
    let command = UserAction::Command { call: "c1".to_owned(), service: Service::SendTones };
    assert_eq!(calls.actions(), [command]);
}
