//! The lists beside the calls, and the switch between them.

use denwa_core::view_model::{
    CallWay, HistoryView, MessageCallView, MessageView, MessagesView, NewsView, ParkedCallView, ParkedView,
    PastCallView, RecordingView, Screen,
};
use denwa_core::{DeskAction, DeskTab, Target, UserAction};
use denwa_panel::view::agent::{Desk, DeskTabs, MessageNews};
use denwa_protocol::HistoryFilter;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};

use super::dial::type_text;
use super::{Mounted, click, focused, mount, press, ready, settle};

fn past(call: &str, headline: &str) -> PastCallView {
    PastCallView {
        call: call.to_owned(),
        way: CallWay::In,
        result: "Missed",
        is_missed: true,
        headline: headline.to_owned(),
        about: "03-1234-5678".to_owned(),
        remark: None,
        at: 1_795_000_000_000,
        talked: None,
        has_record: false,
        has_log: false,
        call_back: Some(format!("Call {headline} back")),
        unavailable: None,
        recording: None,
    }
}

fn history(rows: Vec<PastCallView>) -> HistoryView {
    HistoryView {
        filter: HistoryFilter::All,
        find: String::new(),
        rows,
        status: None,
        has_failed: false,
        has_more: true,
        is_reading: false,
        time_zone: "Asia/Tokyo".to_owned(),
    }
}

fn with_history(rows: Vec<PastCallView>) -> Screen {
    let mut screen = ready();
    screen.desk.tab = DeskTab::History;
    screen.desk.history = Some(history(rows));
    screen
}

async fn desk(screen: Screen) -> Mounted {
    mount(screen, || leptos::view! { <Desk /> }).await
}

fn acts(mounted: &Mounted) -> Vec<DeskAction> {
    let desk = |action| match action {
        UserAction::Desk(action) => action,
        other => panic!("{other:?}"),
    };
    mounted.actions().into_iter().map(desk).collect()
}

#[wasm_bindgen_test]
async fn the_switch_shows_what_waits_and_is_one_stop_of_the_tab_key() {
    let mut screen = ready();
    screen.desk.tabs[1].count = Some(2);
    screen.desk.tabs[1].count_words = "2 missed calls".to_owned();
    let tabs = mount(screen, || leptos::view! { <DeskTabs /> }).await;
    assert_eq!(tabs.all("[role=tab]").len(), 5);
    assert!(tabs.find("#tab-history").text_content().unwrap().contains("2 missed calls"));
    let calls = tabs.find("#tab-calls");
    assert_eq!(tabs.all("[tabindex='0']"), [calls.clone()]);
    calls.focus().unwrap();
    press(&calls, "ArrowRight").await;
    assert_eq!(focused(), tabs.find("#tab-history"));
    press(&calls, "End").await;
    click(&tabs.find("#tab-parked")).await;
    let shown = [DeskTab::History, DeskTab::Messages, DeskTab::Parked].map(DeskAction::Show);
    assert_eq!(acts(&tabs), shown);
}

#[wasm_bindgen_test]
async fn earlier_calls_are_walked_by_the_arrow_keys_and_called_back_by_one_press() {
    let list = desk(with_history(vec![past("c1", "Hanako"), past("c2", "Taro")])).await;
    let first = list.find("[aria-label='Call Hanako back']");
    let second = list.find("[aria-label='Call Taro back']");
    assert_eq!(
        (first.get_attribute("tabindex").as_deref(), second.get_attribute("tabindex").as_deref()),
        (Some("0"), Some("-1"))
    );
    first.focus().unwrap();
    press(&first, "ArrowDown").await;
    assert_eq!(focused(), second);
    assert_eq!(second.get_attribute("tabindex").as_deref(), Some("0"), "the Tab key comes back here");
    press(&second, "ArrowDown").await;
    assert_eq!(focused(), second, "the last one");
    click(&second).await;
    assert_eq!(acts(&list), [DeskAction::CallBack("c2".to_owned())]);
    assert_eq!(list.all(".dw-item--missed").len(), 2);
    let by_word = list.find("li:first-child .dw-item__result").text_content();
    assert_eq!(by_word.as_deref(), Some("Missed"), "not by its colour alone");
}

#[wasm_bindgen_test]
async fn earlier_calls_are_narrowed_read_on_and_read_again() {
    let list = desk(with_history(vec![past("c1", "Hanako")])).await;
    assert_eq!(list.button("All").get_attribute("aria-pressed").as_deref(), Some("true"));
    click(&list.button("Missed")).await;
    let field: HtmlInputElement = list.find("input[type=search]").unchecked_into();
    type_text(&field, "yam").await;
    click(&list.button("Show earlier calls")).await;
    let expected = [
        DeskAction::FilterHistory(HistoryFilter::Missed),
        DeskAction::FindHistory("yam".to_owned()),
        DeskAction::MoreHistory,
    ];
    assert_eq!(acts(&list), expected);
    list.show(|screen| {
        let failed = HistoryView { has_failed: true, status: Some("Not read"), has_more: false, ..history(vec![]) };
        screen.desk.history = Some(failed);
    })
    .await;
    assert!(list.text().contains("Not read"));
    click(&list.button("Try again")).await;
    assert_eq!(acts(&list), [DeskAction::ReadHistoryAgain]);
}

#[wasm_bindgen_test]
async fn a_record_a_log_and_a_recording_of_an_earlier_call_are_opened() {
    let row = |recording| PastCallView {
        has_record: true,
        has_log: true,
        recording: Some(recording),
        ..past("c1", "Hanako")
    };
    let list = desk(with_history(vec![row(RecordingView::Offered)])).await;
    for button in ["Hanako", "Open the call log", "Hear the recording"] {
        click(&list.button(button)).await;
    }
    list.show(|screen| screen.desk.history.as_mut().unwrap().rows[0].remark = Some("Ordered · A-1042".to_owned()))
        .await;
    assert_eq!(list.find(".dw-item__remark").text_content().as_deref(), Some("Ordered · A-1042"));
    let call = || "c1".to_owned();
    let opened = [DeskAction::OpenCallRecord(call()), DeskAction::OpenCallLog(call()), DeskAction::Hear(call())];
    assert_eq!(acts(&list), opened);
    let show = |recording| {
        let row = row(recording);
        list.show(move |screen| screen.desk.history.as_mut().unwrap().rows = vec![row])
    };
    let again_at = Some(denwa_panel::shell::clock::now() + 5_000);
    show(RecordingView::Awaited { words: "Not there yet", again_at }).await;
    assert!(list.text().contains("Not there yet") && list.text().contains("Trying again in"));
    show(RecordingView::Missing { words: "There is none" }).await;
    click(&list.button("Open in a tab")).await;
    assert_eq!(acts(&list), [DeskAction::OpenRecording(call())]);
    show(RecordingView::Playable { url: "https://127.0.0.1:9/a.wav".to_owned() }).await;
    let audio = list.find("audio");
    assert_eq!(audio.get_attribute("src").as_deref(), Some("https://127.0.0.1:9/a.wav"));
    assert!(audio.has_attribute("controls"));
}

#[wasm_bindgen_test]
async fn a_call_without_a_number_or_a_connection_is_not_called_back() {
    let rows = vec![
        PastCallView { call_back: None, ..past("c1", "Withheld") },
        PastCallView { unavailable: Some("Not connected"), ..past("c2", "Taro") },
    ];
    let list = desk(with_history(rows)).await;
    for button in list.all("[data-rove]") {
        assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
        click(&button).await;
    }
    assert!(list.actions().is_empty());
}

#[wasm_bindgen_test]
async fn a_parked_call_is_picked_up() {
    let mut screen = ready();
    screen.desk.tab = DeskTab::Parked;
    let row = ParkedCallView {
        slot: "701".to_owned(),
        who: "Hanako".to_owned(),
        by: "parked by Suzuki".to_owned(),
        since: 0,
        label: "Pick up Hanako at 701".to_owned(),
        unavailable: None,
        is_busy: false,
    };
    screen.desk.parked = Some(ParkedView { rows: vec![row], error: None, status: None });
    let list = desk(screen).await;
    assert!(list.text().contains("701") && list.text().contains("parked by Suzuki"));
    click(&list.find("[aria-label='Pick up Hanako at 701']")).await;
    assert_eq!(acts(&list), [DeskAction::PickUp("701".to_owned())]);
    list.show(|screen| {
        let parked = screen.desk.parked.as_mut().unwrap();
        parked.rows[0].unavailable = Some("Not connected");
        parked.error = Some("Nothing is parked there".to_owned());
    })
    .await;
    click(&list.find("[data-rove]")).await;
    assert!(list.actions().is_empty() && list.text().contains("Nothing is parked there"));
}

fn messages() -> MessagesView {
    MessagesView {
        rows: vec![MessageView {
            id: "m1".to_owned(),
            from: "Suzuki".to_owned(),
            at: 1_795_000_000_000,
            text: "<b>Please</b> call".to_owned(),
            about: "about the call with Hanako".to_owned(),
            has_record: true,
        }],
        status: None,
        is_writing: false,
        calls: vec![MessageCallView { call: "c1".to_owned(), who: "Hanako".to_owned(), is_chosen: true }],
        is_sending: false,
        sending: None,
        has_failed: false,
        fault: None,
        time_zone: "Asia/Tokyo".to_owned(),
    }
}

fn with_messages(messages: MessagesView) -> Screen {
    let mut screen = ready();
    screen.desk.tab = DeskTab::Messages;
    screen.desk.messages = Some(messages);
    screen
}

#[wasm_bindgen_test]
async fn a_message_is_read_and_put_away() {
    let list = desk(with_messages(messages())).await;
    assert!(list.text().contains("<b>Please</b> call"), "a colleague's text is only text");
    click(&list.button("Open record")).await;
    click(&list.button("Put away")).await;
    click(&list.button("Write a message")).await;
    let id = || "m1".to_owned();
    let expected = [
        DeskAction::OpenMessageRecord(id()),
        DeskAction::PutMessageAway(id()),
        DeskAction::WriteMessage { about: None },
    ];
    assert_eq!(acts(&list), expected);
}

#[wasm_bindgen_test]
async fn a_message_is_sent_as_typed_and_what_is_wrong_with_it_is_told() {
    let list = desk(with_messages(MessagesView { is_writing: true, ..messages() })).await;
    list.show(|screen| screen.desk.messages.as_mut().unwrap().fault = Some("Type a message".to_owned())).await;
    assert_eq!(list.find("[role=alert]").text_content().as_deref(), Some("Type a message"));
    let to: HtmlInputElement = list.find("#message-to").unchecked_into();
    type_text(&to, "2002").await;
    let text: HtmlTextAreaElement = list.find("textarea").unchecked_into();
    text.set_value("For you");
    text.dispatch_event(&InputEvent::new("input").unwrap()).unwrap();
    settle().await;
    list.actions();
    click(&list.button("Send")).await;
    let to = Target { number: "2002".to_owned(), ..Target::default() };
    let send = DeskAction::SendMessage { to, text: "For you".to_owned() };
    assert_eq!(acts(&list), [send]);
}

#[wasm_bindgen_test]
async fn the_last_message_is_a_line_that_leads_to_the_list() {
    let news = mount(ready(), || leptos::view! { <MessageNews /> }).await;
    assert_eq!(news.text(), "");
    news.show(|screen| {
        let words = "Message from Suzuki: Please call".to_owned();
        screen.desk.news = Some(NewsView { id: "m1".to_owned(), words });
    })
    .await;
    assert!(news.text().contains("Message from Suzuki"));
    click(&news.button("Show")).await;
    click(&news.button("Put away")).await;
    assert_eq!(acts(&news), [DeskAction::Show(DeskTab::Messages), DeskAction::PutMessageAway("m1".to_owned())]);
}
