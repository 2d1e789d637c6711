//! The team of a supervisor.

use denwa_core::view_model::{
    HandNewsView, HandRow, ModeChoice, MonitorButton, MonitoringView, PresenceView, QueueRow, Screen, TeamCallView,
    TeamMemberView, TeamView, Tone,
};
use denwa_core::{DeskAction, DeskTab, TeamAction, UserAction};
use denwa_panel::view::agent::{Desk, HandNews, MonitoringBar};
use denwa_protocol::{AgentMode, ChosenMode, MonitorMode};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlInputElement, HtmlSelectElement};

use super::dial::type_text;
use super::{Mounted, click, mount, press, ready, settle};

fn button(mode: MonitorMode, word: &'static str) -> MonitorButton {
    let label = format!("{word}: Suzuki");
    MonitorButton { mode, word, label, is_on: false, is_busy: false, unavailable: None }
}

fn call() -> TeamCallView {
    TeamCallView {
        call: "s1".to_owned(),
        title: "On a call",
        who: "03-1234-5678".to_owned(),
        line: "Support".to_owned(),
        since: 0,
        marks: vec!["Recording".to_owned()],
        is_alert: false,
        monitors: vec![button(MonitorMode::Listen, "Listen"), button(MonitorMode::Whisper, "Whisper")],
    }
}

fn member(extension: &str, name: &str, calls: Vec<TeamCallView>) -> TeamMemberView {
    TeamMemberView {
        extension: extension.to_owned(),
        name: name.to_owned(),
        presence: PresenceView { word: "Ready".to_owned(), tone: Tone::Ready, since: None },
        since: 0,
        note: "",
        calls,
        is_busy: false,
    }
}

fn mode(word: &str, mode: AgentMode) -> ModeChoice {
    ModeChoice { word: word.to_owned(), mode: ChosenMode { mode, reason: None } }
}

fn team() -> TeamView {
    TeamView {
        hands: Vec::new(),
        queues: Vec::new(),
        find: String::new(),
        members: vec![member("2001", "Sato", vec![]), member("2002", "Suzuki", vec![call()])],
        modes: vec![mode("Ready", AgentMode::Ready), mode("Not ready", AgentMode::NotReady)],
        status: None,
        error: None,
    }
}

fn with_team(team: TeamView) -> Screen {
    let mut screen = ready();
    screen.desk.tab = DeskTab::Team;
    screen.desk.team = Some(team);
    screen
}

async fn desk(team: TeamView) -> Mounted {
    mount(with_team(team), || leptos::view! { <Desk /> }).await
}

fn acts(mounted: &Mounted) -> Vec<TeamAction> {
    let act = |action| match action {
        UserAction::Team(action) => action,
        other => panic!("{other:?}"),
    };
    mounted.actions().into_iter().map(act).collect()
}

#[wasm_bindgen_test]
async fn a_call_is_listened_to_by_one_press_and_not_where_that_is_impossible() {
    let list = desk(team()).await;
    assert!(list.text().contains("Recording") && list.text().contains("03-1234-5678"));
    let listen = list.find("[aria-label='Listen: Suzuki']");
    click(&listen).await;
    let wanted = TeamAction::Monitor { agent: "2002".to_owned(), call: "s1".to_owned(), mode: MonitorMode::Listen };
    assert_eq!(acts(&list), [wanted]);
    list.show(|screen| {
        let calls = &mut screen.desk.team.as_mut().unwrap().members[1].calls;
        calls[0].monitors[0].unavailable = Some("You are in another call");
    })
    .await;
    click(&listen).await;
    assert!(list.actions().is_empty());
    let why = (listen.get_attribute("aria-disabled"), listen.get_attribute("title"));
    assert_eq!(why, (Some("true".to_owned()), Some("You are in another call".to_owned())));
}

#[wasm_bindgen_test]
async fn a_status_is_set_with_a_reason_and_not_without() {
    let list = desk(team()).await;
    click(&list.find("[aria-label='Change the status of Suzuki']")).await;
    let choice: HtmlSelectElement = list.find("#status-of-2002").unchecked_into();
    choice.set_value("1");
    let init = EventInit::new();
    init.set_bubbles(true);
    choice.dispatch_event(&Event::new_with_event_init_dict("change", &init).unwrap()).unwrap();
    let why: HtmlInputElement = list.find("#why-of-2002").unchecked_into();
    press(&why, "Enter").await;
    assert!(list.actions().is_empty(), "she would not know why");
    type_text(&why, "forgot to pause").await;
    press(&why, "Enter").await;
    settle().await;
    let mode = ChosenMode { mode: AgentMode::NotReady, reason: None };
    let wanted = TeamAction::SetMode { agent: "2002".to_owned(), mode, why: "forgot to pause".to_owned() };
    assert_eq!(acts(&list), [wanted]);
    assert!(list.all("#why-of-2002").is_empty(), "the form has closed");
}

#[wasm_bindgen_test]
async fn hands_are_taken_down_queues_stand_in_a_table_and_members_are_looked_for() {
    let hand = HandRow {
        agent: "2002".to_owned(),
        call: "s1".to_owned(),
        kind: "Harassment",
        is_harassment: true,
        name: "Suzuki".to_owned(),
        who: "03-1234-5678".to_owned(),
        since: 0,
        label: "Lower hand: Suzuki".to_owned(),
        is_busy: false,
    };
    let queue = QueueRow {
        queue: "support".to_owned(),
        name: "Support desk".to_owned(),
        waiting: 3,
        longest_since: Some(0),
        free: 0,
        signed_on: 4,
        is_alert: true,
    };
    let list = desk(TeamView { hands: vec![hand], queues: vec![queue], ..team() }).await;
    click(&list.find("[aria-label='Lower hand: Suzuki']")).await;
    let field: HtmlInputElement = list.find("input[type=search]").unchecked_into();
    type_text(&field, "sato").await;
    let lower = TeamAction::LowerHand { agent: "2002".to_owned(), call: "s1".to_owned() };
    assert_eq!(acts(&list), [lower, TeamAction::Find("sato".to_owned())]);
    assert_eq!(list.find("tbody th[scope=row]").text_content().as_deref(), Some("Support desk"));
    let cells: Vec<_> = list.all("tbody td").iter().filter_map(|cell| cell.text_content()).collect();
    assert_eq!((cells[0].as_str(), cells[2].as_str(), cells[3].as_str()), ("3", "0", "4"));
}

#[wasm_bindgen_test]
async fn her_own_part_in_a_call_is_in_sight_and_left_by_one_press() {
    let mut screen = ready();
    screen.monitoring = Some(MonitoringView {
        words: "You are listening to the call of Suzuki".to_owned(),
        hint: None,
        since: 0,
        agent: "2002".to_owned(),
        call: "s1".to_owned(),
        modes: vec![
            MonitorButton { is_on: true, ..button(MonitorMode::Listen, "Listen") },
            button(MonitorMode::Whisper, "Whisper"),
        ],
        is_leaving: false,
        error: None,
    });
    let bar = mount(screen, || leptos::view! { <MonitoringBar /> }).await;
    let words = bar.find("#monitoring-words");
    assert_eq!(words.get_attribute("role").as_deref(), Some("status"), "it is read aloud");
    click(&bar.button("Listen")).await;
    click(&bar.button("Whisper")).await;
    click(&bar.button("Leave the call")).await;
    let whisper = TeamAction::Monitor { agent: "2002".to_owned(), call: "s1".to_owned(), mode: MonitorMode::Whisper };
    assert_eq!(acts(&bar), [whisper, TeamAction::StopMonitoring]);
    bar.show(|screen| screen.monitoring = None).await;
    assert!(bar.all("button").is_empty());
}

#[wasm_bindgen_test]
async fn a_raised_hand_is_read_aloud_at_once_and_leads_to_the_team() {
    let news = mount(ready(), || leptos::view! { <HandNews /> }).await;
    let place = news.find("[role=alert]");
    news.show(|screen| {
        let words = "Suzuki reports harassment".to_owned();
        screen.desk.hand = Some(HandNewsView { words, is_harassment: true });
    })
    .await;
    assert!(place.text_content().unwrap().contains("Suzuki reports harassment"));
    click(&news.button("Show")).await;
    assert_eq!(news.actions(), [UserAction::Desk(DeskAction::Show(DeskTab::Team))]);
}
