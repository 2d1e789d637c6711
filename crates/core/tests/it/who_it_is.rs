//! Searching, choosing and opening records.

use crate::rig::*;
use denwa_core::host::{Found, HostRequest, LayoutPop, Pop};
use denwa_core::{HostError, HostReply, UserAction};
use denwa_protocol::{AttachedRecord, Cause};

fn call_from(number: &str) -> Rig {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", number);
    rig.call(&call);
    rig
}

#[test]
fn a_number_is_tried_in_at_most_four_ways_at_once_and_the_matches_are_united() {
    let mut rig = call_from("0312345678");
    let numbers: Vec<String> = rig
        .asked
        .iter()
        .filter_map(|(_, request)| match request {
            HostRequest::Search { number, .. } => Some(number.clone()),
            _ => None,
        })
        .collect();
    assert!((2..=4).contains(&numbers.len()), "{numbers:?}");
    assert!(numbers.contains(&"0312345678".to_owned()) && numbers.contains(&"+81312345678".to_owned()), "{numbers:?}");
    let mut records = vec![hanako(), record("001000000000001AAA", "Account", "Aozora")];
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: records.pop().into_iter().collect(), ..Found::default() };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert_eq!(rig.card().matches.len(), 2);
}

#[test]
fn several_matches_are_listed_and_the_chosen_one_opens_and_is_logged() {
    let mut rig = call_from("0311112222");
    rig.found(vec![hanako(), record("00Q000000000001AAA", "Lead", "Saburo")]);
    assert!(rig.popped().is_empty());
    let card = rig.card();
    assert_eq!((card.headline.as_str(), card.count.as_str()), ("Several matches", "2 matches"));
    assert_eq!(card.matches[1].about, "Lead");
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: "00Q000000000001AAA".to_owned() });
    assert_eq!(rig.popped(), [Pop::Record { id: "00Q000000000001AAA".to_owned() }]);
    assert_eq!(rig.card().headline, "Saburo");
    assert_eq!(rig.card().pop, "success");
    let call = ringing(&rig, "c1", "0311112222");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.save_log("00T1").who.as_deref(), Some("00Q000000000001AAA"));
    // She chose the wrong one: the log follows.
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: hanako().id });
    let (_, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.who), (Some("00T1"), Some(hanako().id)));
    let forgotten = ("WhatId".to_owned(), denwa_core::config::Json::Null);
    assert!(log.fields.members().contains(&forgotten), "it may have named another record before");
}

#[test]
fn a_new_record_is_offered_only_after_the_answer() {
    let mut rig = call_from("0699990000");
    rig.found(vec![]);
    assert_eq!(rig.card().count, "No match");
    assert!(!rig.card().offers_new_record, "it would cover the panel while it rings");
    rig.user(UserAction::NewRecord("c1".to_owned()));
    assert!(!rig.is_asked(is_pop));
    let call = answered(&rig, &ringing(&rig, "c1", "0699990000"));
    rig.call(&call);
    assert!(rig.card().offers_new_record);
    rig.user(UserAction::NewRecord("c1".to_owned()));
    assert_eq!(
        rig.popped(),
        [Pop::NewRecord { object: "Contact".to_owned(), fields: vec![("Phone".to_owned(), "0699990000".to_owned())] }]
    );
}

#[test]
fn what_the_layout_wants_opens_only_if_its_search_found_everything() {
    let page = LayoutPop { covers_panel: false, data: "{}".to_owned() };
    for (whole, pops) in [(true, Pop::Layout(page.clone())), (false, Pop::Record { id: hanako().id })] {
        let mut rig = call_from("0312345678");
        let mut first = true;
        while rig.is_asked(is_search) {
            let (id, _) = rig.ask(is_search);
            // The layout's page comes with the first search; the record with the same one, or with another.
            let records = if first == whole { vec![hanako()] } else { vec![] };
            let layout_pop = first.then(|| page.clone());
            rig.answer(id, Ok(HostReply::Found(Found { records, layout_pop })));
            first = false;
        }
        assert_eq!(rig.popped(), [pops]);
    }
}

#[test]
fn a_page_that_covers_the_panel_waits_for_the_answer() {
    let mut rig = call_from("0699990000");
    let window = LayoutPop { covers_panel: true, data: "new lead".to_owned() };
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: vec![], layout_pop: Some(window.clone()) };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert!(rig.popped().is_empty());
    assert_eq!(rig.card().search, "A page opens once the call is answered");
    let call = answered(&rig, &ringing(&rig, "c1", "0699990000"));
    rig.call(&call);
    assert_eq!(rig.popped(), [Pop::Layout(window.clone())]);
    rig.user(UserAction::NewRecord("c1".to_owned()));
    assert_eq!(rig.popped(), [Pop::Layout(window)]);
}

#[test]
fn a_host_that_never_answers_is_said_and_the_call_goes_on() {
    let mut rig = call_from("0312345678");
    rig.pass(4_900);
    rig.message(denwa_protocol::ServerMessage::Ping { at: 0 });
    assert_eq!(rig.card().search, "Searching…");
    rig.pass(200);
    assert!(rig.card().search.contains("The call goes on"));
    assert!(rig.card().buttons.iter().all(|button| button.disabled.is_none()));
    // A late answer is shown, and opens nothing by itself.
    let (id, _) = rig.ask(is_search);
    rig.answer(id, Ok(HostReply::Found(Found { records: vec![hanako()], ..Found::default() })));
    assert_eq!(rig.card().headline, "Hanako Yamada");
    assert!(!rig.is_asked(is_pop));
}

#[test]
fn a_search_that_failed_can_be_tried_again() {
    let mut rig = call_from("0312345678");
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        rig.answer(id, Err(HostError::Refused { transient: true, detail: "busy".to_owned() }));
    }
    assert!(rig.card().can_search_again);
    rig.user(UserAction::SearchAgain("c1".to_owned()));
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped().len(), 1);
}

#[test]
fn a_record_that_does_not_open_is_said() {
    let mut rig = call_from("0312345678");
    rig.found(vec![hanako()]);
    let (id, _) = rig.ask(is_pop);
    rig.answer(id, Err(HostError::TimedOut));
    assert_eq!(rig.card().pop, "warning");
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: hanako().id });
    assert_eq!(rig.popped().len(), 1, "she can open it herself");
}

#[test]
fn the_record_a_call_carries_opens_before_any_search() {
    let mut rig = Rig::live();
    let mut call = ringing(&rig, "c1", "0312345678");
    call.record = Some(AttachedRecord { record_id: "500000000000001AAA".to_owned(), name: Some("Case 7".to_owned()) });
    rig.call(&call);
    assert!(!rig.is_asked(is_search));
    assert_eq!(rig.popped(), [Pop::Record { id: "500000000000001AAA".to_owned() }]);
    rig.call(&ended(&rig, &call, Cause::Missed));
    let log = rig.save_log("00T1");
    assert_eq!((log.who, log.what.as_deref()), (None, Some("500000000000001AAA")));
}

#[test]
fn numbers_that_make_no_sense_are_not_searched_for() {
    for number in ["", "anonymous", "*77", "#", "ab", "0", "🦀"] {
        let rig = call_from(number);
        assert!(!rig.is_asked(is_search), "{number}");
    }
}

#[test]
fn a_contact_and_its_account_are_one_to_the_agent_whatever_the_layout_makes_of_two() {
    let mut rig = call_from("0312345678");
    let mut contact = hanako();
    contact.account = Some("001000000000001AAA".to_owned());
    let both = vec![record("001000000000001AAA", "Account", "Aozora"), contact];
    let list = LayoutPop { covers_panel: false, data: "a search page".to_owned() };
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: both.clone(), layout_pop: Some(list.clone()) };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
}
