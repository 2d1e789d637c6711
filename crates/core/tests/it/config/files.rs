//! Settings as a file: there and back, compared, and half a file refused.

use super::desk::{Desk, ME, ORG};
use super::org::row;
use denwa_core::config::{ConfigCommand, FileFault, FileHeader, SettingsFile, SlotKind};
use denwa_core::settings::{Key, Level, List, Reason, StoredContent, StoredLevel, StoredValue};
use denwa_core::view_model::settings::{DifferenceView, ImportView};
use serde_json::Value;
use std::collections::BTreeSet;

/// A file as the panel reads it.
fn read(text: &str) -> Result<SettingsFile, FileFault> {
    let json: Value = serde_json::from_str(text).map_err(|_| FileFault::NotJson)?;
    let header: FileHeader = serde_json::from_value(json.clone()).map_err(|_| FileFault::NotSettings)?;
    header.check()?;
    serde_json::from_value(json).map_err(|_| FileFault::NotSettings)
}

/// The settings as the panel writes them.
fn export(desk: &Desk) -> String {
    serde_json::to_string(&desk.rig.admin.settings_file()).expect("it is JSON")
}

fn differences(desk: &Desk) -> Vec<DifferenceView> {
    match desk.view().import {
        Some(ImportView::Differences(found)) => found,
        other => panic!("no comparison: {other:?}"),
    }
}

fn is_of(difference: &DifferenceView, key: Key) -> bool {
    difference.what == Ok(SlotKind::Value(key))
}

/// The API name in the file.
fn name(difference: &DifferenceView) -> &str {
    match &difference.what {
        Ok(SlotKind::Value(key) | SlotKind::Lock(key)) => key.row().field,
        Ok(SlotKind::List(list)) => list.row().object,
        Err(name) => name,
    }
}

fn reason(difference: &DifferenceView) -> Option<Reason> {
    difference.refusal.map(|refusal| refusal.reason)
}

fn filled() -> Desk {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::SessionMinutes, 15.0);
    desk.put(ORG, Key::WithheldName, "\"引用\"\\\u{7}\n");
    desk.put(ORG, Key::TimeoutPop, 0.5);
    desk.put(ME, Key::PopUpSize, "large");
    desk.org.lists.push(row(List::Results, Level::Organisation, ORG, &[("Label__c", "受注")]));
    desk.org.locks.insert("Popup_Size__c".to_owned(), true.into());
    desk.act(ConfigCommand::TryAgain);
    desk
}

#[test]
fn what_is_exported_is_json_and_comes_back_without_a_difference() {
    let mut desk = filled();
    desk.act(ConfigCommand::Import(read(&export(&desk))));
    // What is wrong where it is stored is wrong in the file as well.
    let found = differences(&desk);
    assert_eq!(found.len(), 2);
    assert!(is_of(&found[0], Key::TimeoutPop) && reason(&found[0]).is_none());
    assert!(is_of(&found[1], Key::WithheldName) && reason(&found[1]) == Some(Reason::Control));
}

#[test]
fn a_file_brings_back_what_it_was_made_of() {
    let mut desk = filled();
    desk.put(ORG, Key::WithheldName, StoredValue::Null);
    desk.put(ORG, Key::TimeoutPop, StoredValue::Null);
    desk.act(ConfigCommand::TryAgain);
    let file = read(&export(&desk));
    let before = (desk.org.levels.clone(), desk.org.lists.clone());
    desk.type_in(Key::SessionMinutes, "60");
    desk.type_in(Key::PopUpSeconds, "1");
    desk.act(ConfigCommand::AddRow(List::Results));
    desk.type_cell(List::Results, 1, 0, "別");
    desk.lock(Key::PopUpSize, false);
    desk.act(ConfigCommand::Save);
    desk.act(ConfigCommand::Import(file));
    let found = differences(&desk);
    assert_eq!(found.len(), 4);
    let minutes = found.iter().find(|one| is_of(one, Key::SessionMinutes)).unwrap();
    let number = |number: f64| StoredContent::Value(number.into());
    assert_eq!((&minutes.now, &minutes.then, minutes.is_taken), (&number(60.0), &number(15.0), true));
    assert_eq!(desk.org.saves.len(), 1, "nothing is written by looking");
    desk.act(ConfigCommand::ApplyImport);
    assert_eq!((desk.view().import, desk.view().unsaved), (None, 4));
    desk.act(ConfigCommand::Save);
    let filled = |levels: &[StoredLevel]| -> BTreeSet<String> {
        let values = levels.iter().flat_map(|level| &level.values).filter(|(_, value)| !value.is_null());
        values.map(|(field, value)| format!("{field} {value:?}")).collect()
    };
    assert_eq!(filled(&desk.org.levels), filled(&before.0));
    assert_eq!(desk.org.lists, before.1);
    assert_eq!(desk.org.locks, [("Popup_Size__c".to_owned(), true.into())].into());
}

#[test]
fn only_what_was_ticked_is_taken() {
    let mut desk = Desk::open(true);
    let file = r#"{"denwa":"settings","v":1,"levels":[{"level":"organisation","id":"another org","values":
        {"Session_Minutes__c":15,"Popup_Seconds__c":20,"Timeout_Pop__c":900,"Nonsense__c":1,"Several__c":[]}},
        {"level":"user","id":"somebody","values":{"Login__c":"x"}}],
        "lists":[{"list":"Nonsense__c","level":"organisation","rows":[]}],"locks":{"Popup_Size__c":"yes"}}"#;
    desk.act(ConfigCommand::Import(read(file)));
    let found = differences(&desk);
    let told: Vec<_> = found.iter().map(|one| (name(one), reason(one), one.is_taken)).collect();
    let wrong = |name, reason| (name, Some(reason), false);
    assert_eq!(
        told,
        [
            wrong("Nonsense__c", Reason::Unknown),
            ("Popup_Seconds__c", None, true),
            ("Session_Minutes__c", None, true),
            wrong("Several__c", Reason::Type),
            wrong("Timeout_Pop__c", Reason::Range),
            wrong("Login__c", Reason::Unknown),
            wrong("Nonsense__c", Reason::Unknown),
            wrong("Popup_Size__c", Reason::Type),
        ]
    );
    desk.act(ConfigCommand::TakeDifference { index: 2, take: false });
    desk.act(ConfigCommand::TakeDifference { index: 4, take: true });
    desk.act(ConfigCommand::ApplyImport);
    assert_eq!((desk.view().unsaved, desk.field(Key::PopUpSeconds).text.as_str()), (1, "20"));
}

#[test]
fn half_a_file_and_other_files_are_refused_as_a_whole() {
    let mut desk = filled();
    let file = export(&desk);
    let half: String = file.chars().take(file.chars().count() / 2).collect();
    for (text, fault) in [
        (half.as_str(), FileFault::NotJson),
        ("", FileFault::NotJson),
        ("[1,2]", FileFault::NotSettings),
        (r#"{"v":1}"#, FileFault::NotSettings),
        (r#"{"denwa":"settings","v":2,"levels":7}"#, FileFault::Newer),
        (r#"{"denwa":"settings","v":1,"levels":7}"#, FileFault::NotSettings),
    ] {
        desk.act(ConfigCommand::Import(read(text)));
        assert_eq!(desk.view().import, Some(ImportView::Refused(fault)), "{text}");
        desk.act(ConfigCommand::ApplyImport);
    }
    desk.act(ConfigCommand::CloseImport);
    assert_eq!((desk.view().import, desk.view().unsaved), (None, 0));
}
