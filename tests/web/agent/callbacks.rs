//! Callers to call back, and the line of the queues.

use denwa_core::callbacks::CallbackWish;
use denwa_core::view_model::{AttemptView, CallbackView, CallbacksView, ClaimView, QueueView, QueuesView, Screen};
use denwa_core::{DeskAction, DeskTab, UserAction};
use denwa_panel::view::agent::{Desk, QueueLine};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Mounted, click, focused, mount, press, ready};

fn caller(id: &str, who: &str) -> CallbackView {
    CallbackView {
        id: id.to_owned(),
        who: who.to_owned(),
        about: "Support · called once".to_owned(),
        at: 1_795_000_000_000,
        claim: None,
        claiming: ClaimView::Claim(format!("Take on: {who}")),
        attempts: Vec::new(),
        has_record: true,
        call_back: format!("Call {who} back"),
        unavailable: None,
        put_away: Some(format!("No callback needed: {who}")),
        is_busy: false,
    }
}

async fn list(rows: Vec<CallbackView>) -> Mounted {
    let mut screen: Screen = ready();
    screen.desk.tab = DeskTab::Callbacks;
    let time_zone = "Asia/Tokyo".to_owned();
    screen.desk.callbacks = Some(CallbacksView { rows, error: None, status: None, time_zone });
    mount(screen, || leptos::view! { <Desk /> }).await
}

fn wish(callback: &str, wish: CallbackWish) -> UserAction {
    UserAction::Desk(DeskAction::Callback { callback: callback.to_owned(), wish })
}

#[wasm_bindgen_test]
async fn a_caller_is_called_back_by_one_press_taken_on_and_opened() {
    let list = list(vec![caller("b1", "Hanako"), caller("b2", "Taro")]).await;
    let first = list.find("[aria-label='Call Hanako back']");
    first.focus().unwrap();
    press(&first, "ArrowDown").await;
    assert_eq!(focused(), list.find("[aria-label='Call Taro back']"));
    click(&focused()).await;
    click(&list.find("[aria-label='Take on: Hanako']")).await;
    click(&list.button("Hanako")).await;
    let expected = [
        UserAction::Desk(DeskAction::DialCallback("b2".to_owned())),
        wish("b1", CallbackWish::Claim),
        UserAction::Desk(DeskAction::OpenCallbackRecord("b1".to_owned())),
    ];
    assert_eq!(list.actions(), expected);
}

#[wasm_bindgen_test]
async fn a_colleagues_caller_is_hers_and_the_attempts_are_read() {
    let theirs = CallbackView {
        claim: Some("Suzuki has taken it on".to_owned()),
        claiming: ClaimView::Colleague,
        attempts: vec![AttemptView { at: 1_795_000_000_000, words: "Suzuki called back: no answer".to_owned() }],
        unavailable: Some("Suzuki has taken it on".to_owned()),
        put_away: None,
        ..caller("b1", "Hanako")
    };
    let list = list(vec![theirs]).await;
    assert!(list.text().contains("Suzuki called back: no answer"));
    let call = list.find("[data-rove]");
    assert_eq!(call.get_attribute("aria-disabled").as_deref(), Some("true"));
    click(&call).await;
    assert_eq!((list.actions(), list.all("button").len()), (vec![], 2), "only the record and the button that says why");
}

#[wasm_bindgen_test]
async fn a_caller_is_put_away_after_a_question_and_the_focus_stays_in_the_list() {
    let list = list(vec![caller("b1", "Hanako"), caller("b2", "Taro")]).await;
    let ask = || list.find("[aria-label='No callback needed: Hanako']");
    click(&ask()).await;
    assert_eq!(focused().text_content().as_deref(), Some("Cancel"), "the answer that changes nothing");
    click(&focused()).await;
    assert_eq!((focused(), list.actions()), (ask(), vec![]));
    click(&ask()).await;
    click(&list.button("No callback needed")).await;
    assert_eq!(list.actions(), [wish("b1", CallbackWish::PutAway)]);
    assert_eq!(focused(), list.find("[aria-label='Call Taro back']"), "the row itself goes");
}

fn queue(name: &str, waiting: &str) -> QueueView {
    QueueView {
        name: name.to_owned(),
        waiting: waiting.to_owned(),
        is_waiting: true,
        longest_since: None,
        free: Some("2 of 5 free".to_owned()),
    }
}

#[wasm_bindgen_test]
async fn a_single_queue_is_a_line_and_several_open_to_a_line_each() {
    let line = mount(ready(), || leptos::view! { <QueueLine /> }).await;
    assert_eq!(line.text(), "");
    let total = queue("Sales", "3 waiting");
    line.show(|screen| screen.queues = Some(QueuesView { total, rows: vec![] })).await;
    assert!(line.text().contains("Sales") && line.text().contains("2 of 5 free"));
    assert!(line.all("button").is_empty());
    let (total, rows) = (queue("", "4 waiting"), vec![queue("Sales", "3 waiting"), queue("Support", "1 waiting")]);
    line.show(|screen| screen.queues = Some(QueuesView { total, rows })).await;
    let button = line.find("button");
    assert!(line.find("#queue-list").has_attribute("hidden"));
    click(&button).await;
    assert_eq!(button.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert!(!line.find("#queue-list").has_attribute("hidden"));
    assert_eq!(line.all("li").len(), 2);
}
