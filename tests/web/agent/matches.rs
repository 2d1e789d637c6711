//! Several records with one number.

use denwa_core::UserAction;
use denwa_core::view_model::{CardView, MatchView, RecordKind};
use denwa_panel::view::agent::Calls;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::{click, focused, mount, press, talking, with_card};

fn found(record: &str, name: &str) -> MatchView {
    MatchView {
        record: record.to_owned(),
        name: name.to_owned(),
        phonetic: String::new(),
        about: "Contact".to_owned(),
        kind: RecordKind::Contact,
        is_chosen: false,
    }
}

fn stops(options: &[HtmlElement]) -> Vec<i32> {
    options.iter().map(HtmlElement::tab_index).collect()
}

#[wasm_bindgen_test]
async fn the_list_is_one_stop_of_the_tab_key_and_the_arrow_keys_move_in_it() {
    let card =
        CardView { matches: vec![found("r1", "Ichiro"), found("r2", "Jiro"), found("r3", "Saburo")], ..talking() };
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    let options = calls.all("[role=option]");
    assert_eq!(stops(&options), [0, -1, -1]);
    options[0].focus().unwrap();
    press(&options[0], "ArrowDown").await;
    assert_eq!(focused(), options[1]);
    press(&options[1], "ArrowUp").await;
    press(&options[0], "ArrowUp").await;
    assert_eq!(focused(), options[2]);
    click(&options[2]).await;
    let (call, record) = ("c1".to_owned(), "r3".to_owned());
    assert_eq!(calls.actions(), [UserAction::Choose { call, record }]);
    calls.show(|screen| screen.cards[0].matches[2].is_chosen = true).await;
    assert_eq!(focused(), options[2], "the option stays the same");
    assert_eq!(stops(&options), [-1, -1, 0]);
    assert_eq!(options[2].get_attribute("aria-selected").as_deref(), Some("true"));
}
