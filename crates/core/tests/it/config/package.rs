//! What is asked of the package, and what it answers, as docs/apex.md has it.

use super::desk::{Desk, ORG, OTHER, is_save};
use super::org::row;
use denwa_core::AdminReply;
use denwa_core::AdminRequest;
use denwa_core::config::{ConfigCommand, Outcome, Subject};
use denwa_core::package::save_settings::SaveSettingsAnswer;
use denwa_core::settings::{Key, Level, List, Place, Reason, StoredContent, StoredSettings, StoredValue, merge};
use serde_json::{Value, json};

/// The save that was asked for last, as JSON without its envelope.
fn save(desk: &Desk) -> Value {
    let save = desk.rig.admin_asked.iter().rev().find_map(|(_, request)| match request {
        AdminRequest::SaveSettings(request) => Some(request),
        _ => None,
    });
    serde_json::to_value(save.expect("it is asked")).expect("it is JSON")
}

#[test]
fn changes_are_the_interfaces() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::SessionMinutes, 30.0);
    desk.put(ORG, Key::TimeoutPop, 0.5);
    desk.put(ORG, Key::WithheldName, "\"\n\u{1d}\u{1e}\\");
    desk.org.lists.push(row(List::Results, Level::User, OTHER, &[("Label__c", "受注")]));
    desk.act(ConfigCommand::TryAgain);
    desk.act(ConfigCommand::Unset(Key::SessionMinutes));
    desk.type_in(Key::TimeoutPop, "9");
    desk.type_in(Key::WithheldName, "匿名");
    desk.lock(Key::PopUpSize, true);
    desk.look_at(Subject::User(OTHER.into()), "Suzuki");
    desk.act(ConfigCommand::UnsetList(List::Results));
    desk.type_cell(List::Targets, 0, 2, "Title");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    assert_eq!(
        save(&desk),
        json!({"changes": [
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
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 6 });
}

#[test]
fn what_was_not_saved_is_an_answer_too() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.lock(Key::CopyNumber, true);
    let mut answer = |answer: Value| {
        desk.answers = false;
        desk.act(ConfigCommand::Save);
        let (id, _) = desk.rig.admin_ask(is_save);
        let answer: SaveSettingsAnswer = serde_json::from_value(answer).expect("an answer");
        desk.rig.admin_answer(id, Ok(AdminReply::SettingsSaved(answer)));
        desk.answers = true;
        desk.serve();
        let theirs: Vec<StoredContent> = desk.view().conflicts.into_iter().map(|one| one.theirs).collect();
        (desk.view().outcome, theirs)
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
    assert_eq!(desk.field(Key::PopUpSeconds).reason(), Some(Reason::Range));
    assert_eq!(desk.field(Key::PopUpSize).reason(), Some(Reason::Forbidden), "a reason that is not known");
}

#[test]
fn everything_is_kept_as_it_stands() {
    let settings: StoredSettings = serde_json::from_value(json!({
        "revision": "r",
        "levels": [
            {"level": "organisation", "id": "00D", "name": "Denwa", "values": {
                "Log_Type__c": "x", "Timeout_Pop__c": 1.5, "Skip_Internal__c": true, "Several__c": null, "acme__Sandbox__c": [1],
            }},
            {"level": "moon", "size": 7},
        ],
        "lists": [{"list": "Denwa_Line__c", "level": "user", "id": "005", "values": {"Number__c": "03", "Linked__c": "off"}}],
        "locks": {"Popup_Size__c": true, "Sandbox__c": false, "Odd__c": "x"},
        "later": {},
    }))
    .expect("settings");
    let value = |key: Key| settings.value(Level::Organisation, key).clone();
    assert_eq!(value(Key::LogType), "x".into());
    assert_eq!(value(Key::TimeoutPop), 1.5.into());
    assert_eq!(value(Key::SkipInternal), true.into());
    assert_eq!(value(Key::Several), StoredValue::Null);
    assert_eq!(value(Key::Sandbox), StoredValue::Unreadable);
    assert!(settings.level(Level::Organisation).is_some() && settings.level(Level::Profile).is_none());
    let rows = |level: Level| settings.rows(List::Lines, level).map(|row| row.values.len());
    assert_eq!((rows(Level::User).collect::<Vec<_>>(), rows(Level::Organisation).count()), (vec![2], 0));
    let merged = merge(&settings);
    assert!(merged.is_locked(Key::PopUpSize) && !merged.is_locked(Key::Sandbox));
    let told = |place: Place, name: &str| merged.faults.iter().any(|fault| fault.place == place && fault.name == name);
    assert!(told(Place::Level, "") && told(Place::Lock, "Odd__c"));
}

#[test]
fn what_is_missing_is_empty_and_what_is_no_settings_is_no_answer() {
    let read = |json: Value| serde_json::from_value::<StoredSettings>(json);
    assert_eq!(read(json!({})).expect("no settings yet"), StoredSettings::default());
    for none in [Value::Null, json!(7), json!({"levels": {}}), json!({"lists": "x"}), json!({"levels": [7]})] {
        assert!(read(none.clone()).is_err(), "{none}");
    }
}
