//! The hand that was raised about a call.

use denwa_core::UserAction;
use denwa_core::view_model::{CardView, HandView, ResultView, Tile, TilePress, TileView};
use denwa_panel::view::agent::Calls;
use denwa_protocol::HandKind;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Mounted, click, mount, talking, with_card};

fn outcome(label: &str, is_chosen: bool) -> ResultView {
    ResultView { label: label.to_owned(), is_chosen }
}

fn reported() -> HandView {
    HandView {
        title: "Reported",
        since: Some(0),
        is_harassment: true,
        script: vec!["First line".to_owned(), "Second line".to_owned()],
        outcomes: vec![outcome("Calmed down", true), outcome("Ended", false)],
        can_lower: true,
        is_busy: false,
    }
}

async fn card(card: CardView) -> Mounted {
    mount(with_card(card), || leptos::view! { <Calls /> }).await
}

#[wasm_bindgen_test]
async fn one_press_reports_harassment() {
    let raise = UserAction::RaiseHand { call: "c1".to_owned(), kind: HandKind::Harassment };
    let tile = TileView {
        tile: Tile::Harassment,
        word: "Harassment",
        unavailable: None,
        is_busy: false,
        is_on: Some(false),
        press: TilePress::Send(raise.clone()),
    };
    let mut view = talking();
    view.control.tiles = vec![tile];
    let calls = card(view).await;
    let button = calls.button("Harassment");
    assert_eq!(button.get_attribute("aria-pressed").as_deref(), Some("false"));
    click(&button).await;
    assert_eq!(calls.actions(), [raise]);
}

#[wasm_bindgen_test]
async fn what_was_reported_the_script_and_the_outcomes_are_there_and_read_aloud() {
    let calls = card(CardView { hand: Some(reported()), ..talking() }).await;
    let part = calls.find(".dw-hand");
    assert!(part.class_list().contains("dw-hand--alert"));
    let title = calls.find(".dw-hand [role=status]");
    assert_eq!(title.text_content().as_deref(), Some("Reported"));
    assert_eq!(part.get_attribute("aria-labelledby"), Some(title.id()));
    let lines: Vec<_> = calls.all(".dw-hand__script li").iter().filter_map(|line| line.text_content()).collect();
    assert_eq!(lines, ["First line", "Second line"]);
    assert_eq!(calls.button("Calmed down").get_attribute("aria-pressed").as_deref(), Some("true"));
    for button in ["Ended", "Calmed down", "Lower hand"] {
        click(&calls.button(button)).await;
    }
    let lower =
        |outcome: Option<&str>| UserAction::LowerHand { call: "c1".to_owned(), outcome: outcome.map(str::to_owned) };
    assert_eq!(calls.actions(), [lower(Some("Ended")), lower(None), lower(None)]);
    calls.show(|screen| screen.cards[0].hand = None).await;
    assert!(calls.all(".dw-hand").is_empty());
}
