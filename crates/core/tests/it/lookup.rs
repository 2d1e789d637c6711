//! Looking somebody up by name, and dialling what was chosen.

use crate::rig::*;
use denwa_core::host::{Found, FoundRecord, HostRequest};
use denwa_core::package::search::{RecordNumber, SearchRequest};
use denwa_core::view_model::{LookupKind, LookupView, Tone};
use denwa_core::{
    DeskAction, HostError, HostEvent, HostReply, Input, LookupPlace, RequestId, SocketEvent, Target, UserAction,
};
use denwa_protocol::{
    AgentMode, AttachedRecord, CallActivity, ClientMessage, Command, DirectoryEntry, DirectoryKind, PhoneState,
    Presence, ServerMessage,
};
use proptest::prelude::*;

fn type_text(rig: &mut Rig, text: &str) {
    rig.user(UserAction::Desk(DeskAction::LookUp { place: LookupPlace::Dial, text: text.to_owned() }));
}

/// What the server was asked to look up.
fn watched(rig: &Rig) -> Vec<Option<String>> {
    let find = |message: &ClientMessage| match message {
        ClientMessage::WatchDirectory { find } => Some(find.clone()),
        _ => None,
    };
    rig.sent.iter().filter_map(find).collect()
}

fn entry(kind: DirectoryKind, name: &str, number: &str, presence: Option<Presence>) -> DirectoryEntry {
    DirectoryEntry { kind, name: name.to_owned(), number: number.to_owned(), presence }
}

fn presence(mode: AgentMode, phone: PhoneState, activity: CallActivity) -> Presence {
    Presence { mode, reason: None, phone, activity, other_work: false, since: None }
}

fn lookup(rig: &Rig) -> LookupView {
    rig.panel.screen().lookup.expect("somebody is looked up")
}

fn names(rig: &Rig) -> Vec<String> {
    lookup(rig).options.into_iter().map(|option| option.name).collect()
}

fn searched(rig: &mut Rig) -> (RequestId, SearchRequest) {
    match rig.ask(is_search) {
        (id, HostRequest::RecordSearch(request)) => (id, request),
        other => panic!("{other:?}"),
    }
}

fn with_number(number: &str, is_do_not_call: bool) -> FoundRecord {
    let numbers = vec![RecordNumber { label: "Phone".to_owned(), number: number.to_owned() }];
    FoundRecord { numbers, is_do_not_call, label: "Contact".to_owned(), ..hanako() }
}

fn find(rig: &mut Rig, text: &str, record: FoundRecord) {
    type_text(rig, text);
    rig.pass(500);
    let (id, _) = searched(rig);
    rig.answer(id, Ok(HostReply::Found(Found { records: vec![record], ..Found::default() })));
}

fn dials(rig: &Rig) -> usize {
    rig.commands().into_iter().filter(|(_, command)| matches!(command, Command::Dial { .. })).count()
}

#[test]
fn colleagues_come_with_their_presence_as_it_changes() {
    let mut rig = Rig::live();
    type_text(&mut rig, "");
    rig.pass(0);
    assert_eq!(watched(&rig), [Some(String::new())], "an open list is asked for at once");
    let idle = presence(AgentMode::Ready, PhoneState::Registered, CallActivity::Idle);
    let entries = |first: Presence| {
        vec![
            entry(DirectoryKind::Colleague, "Sato", "2001", Some(idle.clone())),
            entry(DirectoryKind::Colleague, "Suzuki", "2002", Some(first)),
            entry(DirectoryKind::Queue, "Support", "6001", None),
            entry(DirectoryKind::SpeedDial, "Warehouse", "0399998888", None),
        ]
    };
    let tell = |rig: &mut Rig, entries| {
        rig.message(ServerMessage::Directory { find: String::new(), entries, more: false });
    };
    tell(&mut rig, entries(idle.clone()));
    assert_eq!(names(&rig), ["Suzuki", "Support", "Warehouse"], "nobody calls herself");
    let word = |rig: &Rig| lookup(rig).options[0].presence.clone().map(|one| (one.word, one.tone));
    assert_eq!(word(&rig), Some(("Ready".to_owned(), Tone::Ready)));
    tell(&mut rig, entries(presence(AgentMode::Ready, PhoneState::Registered, CallActivity::Talking)));
    assert_eq!(word(&rig), Some(("On a call".to_owned(), Tone::Busy)));
    tell(&mut rig, entries(presence(AgentMode::Ready, PhoneState::Unregistered, CallActivity::Idle)));
    assert_eq!(word(&rig), Some(("No phone".to_owned(), Tone::Off)));
    rig.user(UserAction::Desk(DeskAction::StopLookUp(LookupPlace::Dial)));
    assert_eq!(watched(&rig).pop(), Some(None));
    assert!(rig.panel.screen().lookup.is_none());
}

#[test]
fn the_server_is_asked_when_the_agent_stops_typing_and_an_old_answer_counts_no_more() {
    let mut rig = Rig::live();
    type_text(&mut rig, "s");
    rig.pass(0);
    for text in ["su", "suz", "suzu"] {
        type_text(&mut rig, text);
        rig.pass(50);
    }
    rig.pass(200);
    assert_eq!(watched(&rig), [Some("s".to_owned()), Some("suzu".to_owned())]);
    let entries = vec![entry(DirectoryKind::Colleague, "Sasaki", "2003", None)];
    rig.message(ServerMessage::Directory { find: "s".to_owned(), entries, more: false });
    assert!(names(&rig).is_empty());
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(5_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert_eq!(watched(&rig).len(), 3, "a new connection is asked again");
}

#[test]
fn a_question_that_the_server_does_not_answer_is_asked_again_until_it_does() {
    let mut rig = Rig::live();
    let text = "す".repeat(150);
    type_text(&mut rig, &text);
    rig.pass(0);
    let asked = vec![Some("す".repeat(100)); 3];
    rig.pass_live(6_500);
    assert_eq!(watched(&rig), asked, "an agent's allowance may be used up");
    let entries = vec![entry(DirectoryKind::Queue, "Support", "6001", None)];
    rig.message(ServerMessage::Directory { find: "す".repeat(100), entries: entries.clone(), more: false });
    assert_eq!(names(&rig), ["Support"]);
    rig.pass_live(10_000);
    assert_eq!(watched(&rig), asked);
    // The answer to an older text comes just when she has typed on: the new text is asked for all the same.
    type_text(&mut rig, "sup");
    rig.message(ServerMessage::Directory { find: "す".repeat(100), entries, more: false });
    rig.pass(200);
    assert_eq!(watched(&rig).last(), Some(&Some("sup".to_owned())));
    rig.user(UserAction::Desk(DeskAction::StopLookUp(LookupPlace::Dial)));
    let stopped = watched(&rig).len();
    rig.pass_live(10_000);
    assert_eq!(watched(&rig).len(), stopped, "nobody is looked up any more");
}

#[test]
fn records_are_found_by_name_after_a_pause_and_dialled_with_their_record() {
    let mut rig = Rig::live();
    type_text(&mut rig, "山田");
    rig.pass(300);
    assert!(!rig.is_asked(is_search));
    assert_eq!(lookup(&rig).status, Some("Searching records…"));
    rig.pass(200);
    let (id, request) = searched(&mut rig);
    assert_eq!((request.find.as_deref(), request.phones, request.targets.len()), (Some("山田"), true, 3));
    let found = Found { records: vec![with_number("03-1234-5678", false)], ..Found::default() };
    rig.answer(id, Ok(HostReply::Found(found)));
    let option = lookup(&rig).options.pop().unwrap();
    assert_eq!((option.kind, option.number.as_str()), (LookupKind::Record, "Phone 03-1234-5678"));
    rig.user(UserAction::Desk(DeskAction::DialTarget(option.target)));
    let record = Some(AttachedRecord { record_id: hanako().id, name: Some(hanako().name) });
    let dial =
        Command::Dial { number: "0312345678".to_owned(), record, extension: None, presented: None, callback: None };
    assert_eq!(rig.command().1, dial, "nobody asks the record again");
}

#[test]
fn a_search_that_fails_is_told_and_nothing_is_asked_where_records_are_not_linked() {
    let mut rig = Rig::live();
    type_text(&mut rig, "yamada");
    rig.pass(500);
    let (id, _) = searched(&mut rig);
    rig.answer(id, Err(HostError::TimedOut));
    assert_eq!(lookup(&rig).status, Some("The records could not be searched"));
    for integration in ["none", "custom"] {
        let mut rig = Rig::set(&[("Integration", integration)]);
        type_text(&mut rig, "yamada");
        rig.pass(1_000);
        assert!(!rig.is_asked(is_search));
    }
}

#[test]
fn a_record_that_says_not_to_call_is_asked_about_once_more() {
    let mut rig = Rig::live();
    find(&mut rig, "yamada", with_number("03-1234-5678", true));
    let option = lookup(&rig).options.pop().unwrap();
    assert_eq!(option.warning, Some("Do not call"));
    rig.user(UserAction::Desk(DeskAction::DialTarget(option.target.clone())));
    assert_eq!(dials(&rig), 0);
    let question = "Hanako Yamada 03-1234-5678 The record says not to call. Dial it?";
    assert_eq!(rig.panel.dial().question.as_deref(), Some(question));
    rig.user(UserAction::CancelDial);
    assert_eq!(dials(&rig), 0);
    rig.user(UserAction::Desk(DeskAction::DialTarget(option.target)));
    rig.user(UserAction::ConfirmDial);
    rig.user(UserAction::ConfirmDial);
    assert_eq!(dials(&rig), 1);
}

#[test]
fn a_typed_number_of_such_a_record_is_asked_about_too() {
    let mut rig = Rig::live();
    type_text(&mut rig, "0312345678");
    rig.pass(500);
    let (id, request) = searched(&mut rig);
    assert!(request.numbers.contains(&"0312345678".to_owned()) && request.find.is_none());
    let found = Found { records: vec![with_number("03-1234-5678", true)], ..Found::default() };
    rig.answer(id, Ok(HostReply::Found(found)));
    rig.user(UserAction::Dial("0312345678".to_owned()));
    assert_eq!((dials(&rig), rig.panel.dial().question.is_some()), (0, true));
}

fn click(rig: &mut Rig, id: &str) {
    let record = Some(AttachedRecord { record_id: id.to_owned(), name: Some("Hanako Yamada".to_owned()) });
    rig.input(Input::HostEvent(HostEvent::ClickToDial { number: "03-1234-5678".to_owned(), record }));
}

#[test]
fn a_click_asks_the_record_whether_its_owner_may_be_called() {
    for (is_forbidden, expected) in [(true, 0), (false, 1)] {
        let mut rig = Rig::live();
        click(&mut rig, &hanako().id);
        let (id, request) = searched(&mut rig);
        assert_eq!((request.ids, request.targets[0].object.as_str()), (vec![hanako().id], "Contact"));
        assert!(rig.panel.dial().is_dialling);
        let found = Found { records: vec![with_number("03", is_forbidden)], ..Found::default() };
        rig.answer(id, Ok(HostReply::Found(found)));
        assert_eq!((dials(&rig), rig.panel.dial().question.is_some()), (expected, is_forbidden));
    }
}

#[test]
fn a_record_that_does_not_answer_holds_nothing_up() {
    let mut rig = Rig::live();
    click(&mut rig, &hanako().id);
    rig.pass_live(1_900);
    assert_eq!(dials(&rig), 0);
    rig.pass_live(200);
    assert_eq!(dials(&rig), 1);
    let (id, _) = searched(&mut rig);
    let found = Found { records: vec![with_number("03", true)], ..Found::default() };
    rig.answer(id, Ok(HostReply::Found(found)));
    assert_eq!((dials(&rig), rig.panel.dial().question), (1, None), "a late answer asks nothing");
    rig.done();
    click(&mut rig, "500000000000001AAA");
    assert_eq!(dials(&rig), 2, "a case says nothing about it");
}

#[test]
fn the_last_number_is_dialled_again() {
    let mut rig = Rig::live();
    rig.user(UserAction::Desk(DeskAction::Redial));
    assert_eq!((dials(&rig), rig.panel.dial().last), (0, None));
    rig.user(UserAction::Dial("03-1234-5678".to_owned()));
    rig.done();
    assert_eq!(rig.panel.dial().last.as_deref(), Some("03-1234-5678"));
    type_text(&mut rig, "");
    assert_eq!(lookup(&rig).options[0].kind, LookupKind::Last);
    rig.user(UserAction::Desk(DeskAction::Redial));
    assert_eq!(dials(&rig), 2);
}

#[test]
fn what_is_no_number_is_told_in_words() {
    let mut rig = Rig::live();
    for (text, words) in [
        ("", "Type a number"),
        ("山田", "There are letters in it. To dial by name, choose from the list"),
        ("2026-11-22", "This looks like a date. Type a telephone number"),
        ("¥12,345", "This looks like an amount. Type a telephone number"),
        ("〒123-4567", "This looks like a postal code. Type a telephone number"),
    ] {
        rig.user(UserAction::Dial(text.to_owned()));
        assert_eq!(rig.panel.dial().error.as_deref(), Some(words), "{text}");
    }
}

#[test]
fn a_chosen_entry_without_a_number_dials_nothing() {
    let mut rig = Rig::live();
    rig.user(UserAction::Desk(DeskAction::DialTarget(Target::default())));
    assert!(dials(&rig) == 0 && rig.panel.dial().error.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is pasted: the panel dials digits only, or says in words why not, or asks; it never does two of these.
    #[test]
    fn pasted_garbage_is_dialled_as_digits_or_refused_in_words(
        text in r"(\PC|[0-9０-９+\-()内線x#*/・ ]){0,60}"
    ) {
        let mut rig = Rig::live();
        type_text(&mut rig, &text);
        rig.user(UserAction::Dial(text.clone()));
        let dial = rig.panel.dial();
        let numbers: Vec<String> = rig.commands().into_iter().filter_map(|(_, command)| match command {
            Command::Dial { number, .. } => Some(number),
            _ => None,
        }).collect();
        let outcomes = [
            !numbers.is_empty(),
            dial.error.is_some(),
            dial.question.is_some(),
            !dial.numbers.is_empty(),
        ];
        prop_assert_eq!(outcomes.into_iter().filter(|outcome| *outcome).count(), 1, "{:?}: {:?}", text, dial);
        for number in numbers {
            let digits = number.strip_prefix('+').unwrap_or(&number);
            prop_assert!(digits.chars().all(|c| c.is_ascii_digit() || c == '*' || c == '#'), "{}", number);
        }
        rig.pass_live(3_000);
        rig.user(UserAction::EditDial);
        prop_assert!(rig.panel.dial().question.is_none());
    }
}
