//! What is asked of the package, and what it answers, as docs/apex.md has it.

use super::desk::{Act, Desk, ORG, OTHER, is_save, of, row};
use denwa_core::HostReply;
use denwa_core::config::Outcome;
use denwa_core::host::{HostRequest, Subject};
use denwa_core::settings::{Key, Level, List, Place, Raw, RawSettings, Reason, merge};
use serde_json::{Value, json};

/// What was asked last by that method.
fn asked(desk: &Desk, method: &str) -> Value {
    let of = |(_, request): &(_, HostRequest)| match request {
        HostRequest::Package(asked, request) if *asked == method => Some(request.clone()),
        _ => None,
    };
    let request = desk.rig.asked.iter().rev().find_map(of).expect("it is asked");
    serde_json::from_str(&request).expect("it is JSON")
}

#[test]
fn changes_are_the_interfaces() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::SessionMinutes, Raw::Number(30.0));
    desk.put(ORG, Key::TimeoutPop, Raw::Number(0.5));
    desk.put(ORG, Key::WithheldName, Raw::Text("\"\n\u{1d}\u{1e}\\".into()));
    desk.lists.push(row(List::Results, Level::User, OTHER, &[("Label__c", "受注")]));
    desk.act(Act::TryAgain);
    desk.act(Act::Unset(Key::SessionMinutes));
    desk.type_in(Key::TimeoutPop, "9");
    desk.type_in(Key::WithheldName, "匿名");
    desk.act(Act::Lock(Key::PopUpSize, true));
    desk.act(Act::Look(Subject::User(OTHER.into()), "Suzuki".into()));
    desk.act(Act::UnsetList(List::Results));
    desk.act(Act::Cell { list: List::Targets, row: 0, column: 2, text: "Title".into() });
    desk.answers = false;
    desk.act(Act::Save);
    assert_eq!(
        asked(&desk, "saveSettings"),
        json!({"v": 1, "changes": [
            {"level": "organisation", "id": ORG, "field": "Session_Minutes__c", "from": 30, "to": null},
            {"level": "organisation", "id": ORG, "field": "Timeout_Pop__c", "from": 0.5, "to": 9},
            {"level": "organisation", "id": ORG, "field": "Withheld_Name__c", "from": "\"\n\u{1d}\u{1e}\\", "to": "匿名"},
            {"lock": "Popup_Size__c", "from": false, "to": true},
            {"level": "user", "id": OTHER, "list": "Denwa_Call_Result__c", "from": [{"Label__c": "受注"}], "to": []},
            {"level": "user", "id": OTHER, "list": "Denwa_Search_Target__c", "from": [], "to": [
                {"Object__c": "Contact", "Show_Fields__c": "Title"}, {"Object__c": "Account"}, {"Object__c": "Lead"}
            ]},
        ]})
    );
    desk.answers = true;
    desk.serve();
    assert_eq!(*desk.view().outcome(), Outcome::Saved(6));
}

#[test]
fn what_was_not_saved_is_an_answer_too() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.act(Act::Lock(Key::CopyNumber, true));
    let mut answer = |answer: Value| {
        desk.answers = false;
        desk.act(Act::Save);
        let (id, _) = desk.rig.ask(is_save);
        desk.rig.answer(id, Ok(HostReply::Package(of(answer))));
        desk.answers = true;
        desk.serve();
        (
            desk.view().outcome().clone(),
            desk.view().conflicts().iter().map(|one| one.theirs.clone()).collect::<Vec<_>>(),
        )
    };
    let faults =
        json!([{"change": 0, "reason": "range"}, {"change": 1, "reason": "moon"}, {"change": 9}, {"reason": "type"}]);
    let (outcome, _) = answer(json!({"v": 1, "error": "locked", "faults": faults}));
    assert_eq!(outcome, Outcome::Refused);
    let theirs = |change: usize, theirs: Value| json!({"change": change, "theirs": theirs, "by": "田中 実", "at": 5});
    let conflicts = json!([theirs(0, json!(20)), theirs(1, Value::Null), theirs(2, json!(true)), {"theirs": 1}]);
    let (outcome, told) = answer(json!({"v": 1, "error": "conflict", "conflicts": conflicts}));
    assert_eq!(outcome, Outcome::Conflicts);
    assert!(told.len() <= 3, "what was read again since settles them");
    assert_eq!(desk.field(Key::PopUpSeconds).reason, Some(Reason::Range));
    assert_eq!(desk.field(Key::PopUpSize).reason, Some(Reason::Forbidden), "a reason that is not known");
}

#[test]
fn people_objects_fields_and_the_past() {
    let mut desk = Desk::closed(true);
    desk.answers = false;
    desk.show(denwa_core::Page::Settings);
    assert_eq!(asked(&desk, "describe"), json!({"v": 1}));
    desk.act(Act::Fields("Contact".into()));
    assert_eq!(asked(&desk, "describe"), json!({"v": 1, "object": "Contact"}));
    desk.act(Act::Find("a\"".into()));
    assert_eq!(asked(&desk, "people"), json!({"v": 1, "find": "a\""}));
    desk.act(Act::Logins("a@b,x\nc@d,y".into()));
    assert_eq!(asked(&desk, "people"), json!({"v": 1, "usernames": ["a@b", "c@d"]}));
    desk.act(Act::History(None));
    assert_eq!(asked(&desk, "history"), json!({"v": 1, "limit": 50}));
    desk.act(Act::History(Some(Key::PopUpSize)));
    assert_eq!(asked(&desk, "history"), json!({"v": 1, "limit": 50, "field": "Popup_Size__c"}));

    let mut answer = |method: &str, answer: Value| {
        let (id, _) = desk.rig.ask(|request| matches!(request, HostRequest::Package(asked, _) if *asked == method));
        desk.rig.answer(id, Ok(HostReply::Package(of(answer))));
    };
    answer("describe", json!({"objects": [{"name": "Contact", "label": "取引先責任者", "prefix": "003"}]}));
    answer("describe", json!({"fields": [{"name": "Phone", "label": "電話", "type": "phone", "writable": true}]}));
    answer(
        "people",
        json!({"profiles": [{"id": "00e", "name": "P"}], "users": [{"id": "005", "username": "u", "login": null}]}),
    );
    let view = desk.view();
    assert_eq!(view.objects()[0].get("prefix").text(), "003");
    assert_eq!(
        (view.fields()[0].0.as_str(), view.fields()[0].1.list("fields")[0].get("type").text()),
        ("Contact", "phone")
    );
    assert_eq!((view.people().list("profiles").len(), view.people().list("users")[0].get("username").text()), (1, "u"));
}

#[test]
fn everything_is_kept_as_it_stands() {
    let settings = RawSettings(of(json!({
        "revision": "r",
        "levels": [
            {"level": "organisation", "id": "00D", "name": "Denwa", "values": {
                "Log_Type__c": "x", "Timeout_Pop__c": 1.5, "Skip_Internal__c": true, "Several__c": null, "acme__Sandbox__c": [1],
            }},
            {"level": "moon"}, 7,
        ],
        "lists": [{"list": "Denwa_Line__c", "level": "user", "id": "005", "values": {"Number__c": "03", "Linked__c": "off"}}],
        "locks": {"Popup_Size__c": true, "Sandbox__c": false, "Odd__c": "x"},
    })));
    let value = |key: Key| settings.value(Level::Organisation, key).clone();
    assert_eq!(value(Key::LogType), Raw::Text("x".into()));
    assert_eq!(value(Key::TimeoutPop), Raw::Number(1.5));
    assert_eq!(value(Key::SkipInternal), Raw::Bool(true));
    assert_eq!(value(Key::Several), Raw::Null);
    assert_eq!(value(Key::Sandbox), Raw::Array(vec![Raw::Number(1.0)]));
    assert!(settings.level(Level::Organisation).is_some() && settings.level(Level::Profile).is_none());
    let rows = |level: Level| settings.rows(List::Lines, level).map(|row| row.get("values").members().len());
    assert_eq!((rows(Level::User).collect::<Vec<_>>(), rows(Level::Organisation).count()), (vec![2], 0));
    let merged = merge(&settings);
    assert!(merged.is_locked(Key::PopUpSize) && !merged.is_locked(Key::Sandbox));
    let told = |place: Place, name: &str| merged.faults.iter().any(|fault| fault.place == place && fault.name == name);
    assert!(told(Place::Level, "") && told(Place::Lock, "Odd__c"));
}

#[test]
fn what_is_none_is_empty() {
    for none in [Value::Null, json!({}), json!(7), json!({"levels": {}, "lists": "x", "locks": []})] {
        assert_eq!(merge(&RawSettings(of(none.clone()))), merge(&RawSettings::default()), "{none}");
    }
}
