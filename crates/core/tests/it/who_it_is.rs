//! Searching, choosing and opening records.

use crate::rig::*;
use denwa_core::host::{Found, FoundRecord, HostRequest, LayoutPop, LayoutRecord, PageKind, Pop};
use denwa_core::package::describe::{DescribeAnswer, DescribeRequest, FieldInfo, FieldType};
use denwa_core::package::save_log::LogValue;
use denwa_core::text::Msg;
use denwa_core::view_model::{LineTone, SearchView};
use denwa_core::{Effect, HostError, HostReply, Language, UserAction};
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
    assert_eq!((card.headline.as_str(), card.count.as_deref().unwrap_or_default()), ("Several matches", "2 matches"));
    assert_eq!(card.matches[1].about, "Lead");
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: "00Q000000000001AAA".to_owned() });
    assert_eq!(rig.popped(), [Pop::Record { id: "00Q000000000001AAA".to_owned() }]);
    assert_eq!(rig.card().headline, "Saburo");
    assert_eq!(rig.card().pop.unwrap().tone, LineTone::Success);
    let call = ringing(&rig, "c1", "0311112222");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.save_log("00T1").who.as_deref(), Some("00Q000000000001AAA"));
    // She chose the wrong one: the log follows.
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: hanako().id });
    let (_, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.who), (Some("00T1"), Some(hanako().id)));
    assert_eq!(log.fields.get("WhatId"), Some(&LogValue::Null), "it may have named another record before");
}

#[test]
fn a_new_record_is_offered_only_after_the_answer() {
    let mut rig = call_from("0699990000");
    rig.found(vec![]);
    assert_eq!(rig.card().count.as_deref(), Some("No match"));
    assert!(!rig.card().offers_new_record, "it would cover the panel while it rings");
    rig.user(UserAction::NewRecord { call: "c1".to_owned() });
    assert!(!rig.is_asked(is_pop));
    let call = answered(&rig, &ringing(&rig, "c1", "0699990000"));
    rig.call(&call);
    assert!(rig.card().offers_new_record);
    rig.user(UserAction::NewRecord { call: "c1".to_owned() });
    assert_eq!(
        rig.popped(),
        [Pop::NewRecord { object: "Contact".to_owned(), fields: vec![("Phone".to_owned(), "0699990000".to_owned())] }]
    );
}

#[test]
fn what_the_layout_wants_opens_only_if_its_search_found_everything() {
    let page = LayoutPop { kind: PageKind::Record, data: "{}".to_owned() };
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
    let window = LayoutPop { kind: PageKind::NewRecord, data: "new lead".to_owned() };
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: vec![], layout_pop: Some(window.clone()) };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert!(rig.popped().is_empty());
    assert_eq!(rig.card().search.words(), Some("A page opens once the call is answered"));
    let call = answered(&rig, &ringing(&rig, "c1", "0699990000"));
    rig.call(&call);
    assert_eq!(rig.popped(), [Pop::Layout(window.clone())]);
    rig.user(UserAction::NewRecord { call: "c1".to_owned() });
    assert_eq!(rig.popped(), [Pop::Layout(window)]);
}

#[test]
fn no_window_opens_for_a_caller_who_gave_up_during_the_search() {
    let mut rig = call_from("0699990000");
    let call = ringing(&rig, "c1", "0699990000");
    rig.call(&ended(&rig, &call, Cause::Missed));
    let window = LayoutPop { kind: PageKind::NewRecord, data: "new lead".to_owned() };
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        rig.answer(id, Ok(HostReply::Found(Found { records: vec![], layout_pop: Some(window.clone()) })));
    }
    assert!(!rig.is_asked(is_pop), "it would cover the panel");
}

#[test]
fn a_host_that_never_answers_is_said_and_the_call_goes_on() {
    let mut rig = call_from("0312345678");
    rig.pass(4_900);
    rig.message(denwa_protocol::ServerMessage::Ping { at: 0 });
    assert_eq!(rig.card().search.words(), Some("Searching…"));
    rig.pass(200);
    assert!(rig.card().search.words().unwrap().contains("The call goes on"));
    assert!(rig.card().buttons.iter().all(|button| button.unavailable.is_none()));
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
    assert!(matches!(rig.card().search, SearchView::CanRepeat(_)));
    rig.user(UserAction::SearchAgain { call: "c1".to_owned() });
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped().len(), 1);
}

#[test]
fn a_record_that_does_not_open_is_said() {
    let mut rig = call_from("0312345678");
    rig.found(vec![hanako()]);
    let (id, _) = rig.ask(is_pop);
    rig.answer(id, Err(HostError::TimedOut));
    assert_eq!(rig.card().pop.unwrap().tone, LineTone::Warning);
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
    contact.account_id = Some("001000000000001AAA".to_owned());
    let both = vec![record("001000000000001AAA", "Account", "Aozora"), contact];
    let list = LayoutPop { kind: PageKind::Search, data: "a search page".to_owned() };
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: both.clone(), layout_pop: Some(list.clone()) };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
}

#[test]
fn what_opened_is_said_by_its_kind() {
    let nobody = |page: &str| {
        let mut rig = Rig::set(&[("No_Match_Page", page)]);
        let call = ringing(&rig, "c1", "0699990000");
        rig.call(&call);
        rig.found(vec![]);
        rig.call(&answered(&rig, &call));
        rig.popped();
        rig.card().pop.expect("a page opened").text
    };
    assert_eq!(nobody("/001/e"), Msg::NewRecordOpened.t(Language::En));
    assert_eq!(nobody("/003/o"), Msg::PageOpened.t(Language::En));
    assert_eq!(nobody("/_ui/search/ui/UnifiedSearchResults?str={ANI}"), Msg::SearchPageOpened.t(Language::En));
    let mut rig = call_from("0312345678");
    rig.found(vec![hanako()]);
    rig.popped();
    assert_eq!(rig.card().pop.unwrap().text, Msg::RecordOpened.t(Language::En));
}

#[test]
fn where_nothing_is_done_about_several_matches_none_is_listed() {
    let mut rig = Rig::set(&[("Several", "nothing")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako(), record("00Q000000000001AAA", "Lead", "Saburo")]);
    assert_eq!((rig.card().count.as_deref(), rig.card().matches.len()), (Some("2 matches"), 0));
    assert!(!rig.is_asked(is_pop));
}

#[test]
fn the_account_of_a_contact_is_shown_whichever_search_found_it() {
    let mut rig = call_from("0312345678");
    let contact = FoundRecord {
        account_id: Some("001000000000001AAA".to_owned()),
        account_name: Some("Aozora".to_owned()),
        ..hanako()
    };
    rig.found(vec![contact]);
    assert_eq!(rig.card().about, "Aozora");
}

/// The records of an answer of `searchAndScreenPop`.
fn found_by_layout(answer: &str) -> Vec<FoundRecord> {
    let answer: serde_json::Value = serde_json::from_str(answer).expect("the example is JSON");
    let records = answer["response"]["returnValue"].as_object().expect("records by ID");
    let read = |(id, record): (&String, &serde_json::Value)| {
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        let is_other = |name: &&String| !["Id", "RecordType", "object", "displayName"].contains(&name.as_str());
        let shown = |name: &String| record[name].as_str().map_or_else(|| record[name].to_string(), str::to_owned);
        FoundRecord::from(LayoutRecord {
            id: id.clone(),
            object: text("RecordType"),
            label: text("displayName"),
            fields: record
                .as_object()
                .expect("fields by name")
                .keys()
                .filter(is_other)
                .map(|name| (name.clone(), shown(name)))
                .collect(),
            ..LayoutRecord::default()
        })
    };
    records.iter().map(read).collect()
}

#[test]
fn cases_and_orders_are_called_by_their_number_and_subject() {
    let found = found_by_layout(include_str!("../field/found-cases.json"));
    let mut rig = call_from("0312345678");
    rig.found(found.clone());
    let names: Vec<String> = rig.card().matches.iter().map(|record| record.name.clone()).collect();
    assert_eq!(names, ["00001026 修理のご相談", "00001031 請求書の再発行", "00000100"]);
    let about: Vec<String> = rig.card().matches.iter().map(|record| record.about.clone()).collect();
    assert_eq!(about, ["Case・対応中", "Case・新規", "注文・1280000"]);
    // {NAME}, the utility item and the log have the same name.
    let mut rig = Rig::set(&[("Url_Ringing", "https://crm.example/?who={NAME}"), ("Log_Subject", "{NAME}")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(found[..1].to_vec());
    assert_eq!(rig.card().headline, "00001026 修理のご相談");
    let is_label =
        |request: &HostRequest| matches!(request, HostRequest::Label(label) if label.contains("00001026 修理のご相談"));
    assert!(rig.all.iter().any(|effect| matches!(effect, Effect::Host { request, .. } if is_label(request))));
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    let log = rig.save_log("00T1");
    assert_eq!(log.fields.get("Subject"), Some(&LogValue::Text("00001026 修理のご相談".to_owned())));
}

#[test]
fn a_new_record_of_an_object_of_ones_own_gets_the_number_in_its_telephone_field() {
    let page = ("No_Match_Page", "/lightning/o/Order__c/new");
    let fields = |rig: &mut Rig| {
        let call = ringing(rig, "c1", "0699990000");
        rig.call(&call);
        rig.found(vec![]);
        rig.call(&answered(rig, &call));
        match &rig.popped()[..] {
            [Pop::NewRecord { object, fields }] if object == "Order__c" => fields.clone(),
            other => panic!("{other:?}"),
        }
    };
    let number = || vec![("Tel__c".to_owned(), "0699990000".to_owned())];
    // The first telephone field of the search target.
    let target: &[(&str, &[(&str, &str)])] =
        &[("Denwa_Search_Target", &[("Object", "Order__c"), ("Phone_Fields", "Tel__c,Fax__c")])];
    let mut rig = Rig::set_lists(&[page], target);
    assert!(!rig.is_asked(is_describe));
    assert_eq!(fields(&mut rig), number());
    // Without one the first telephone field that the org describes, which is asked for once.
    let mut rig = Rig::set(&[page]);
    let (id, request) = rig.ask(is_describe);
    assert_eq!(request, HostRequest::Describe(DescribeRequest { object: Some("Order__c".to_owned()) }));
    let field =
        |name: &str, kind, writable| FieldInfo { name: name.to_owned(), kind, writable, ..FieldInfo::default() };
    let described = DescribeAnswer {
        fields: vec![
            field("Name", FieldType::Text, true),
            field("Formula__c", FieldType::Phone, false),
            field("Tel__c", FieldType::Phone, true),
        ],
        ..DescribeAnswer::default()
    };
    rig.answer(id, Ok(HostReply::Described(described)));
    assert_eq!(fields(&mut rig), number());
    assert!(!rig.is_asked(is_describe));
}

#[test]
fn a_site_that_cannot_be_told_is_said_by_how_it_was_to_be_told() {
    for (open, message) in [("get", Msg::SiteNotSent), ("workspace", Msg::SiteFailed)] {
        let mut rig = Rig::set(&[
            ("Integration", "custom"),
            ("Allowed_Hosts", "crm.example.com"),
            ("Url_Ringing", "https://crm.example.com/?n={ANI}"),
            ("Open_Ringing", open),
        ]);
        rig.call(&ringing(&rig, "c1", "0312345678"));
        let id = rig.all.iter().rev().find_map(|effect| match effect {
            Effect::Get { id, .. } | Effect::Host { id, request: HostRequest::Pop(_), .. } => Some(*id),
            _ => None,
        });
        rig.answer(id.expect("the site is told"), Err(HostError::BadAnswer));
        assert_eq!(rig.card().remark, Some(message.t(Language::En)));
    }
}
