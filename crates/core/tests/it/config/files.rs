//! Settings as a file: there and back, compared, and half a file refused.

use super::desk::{Act, Desk, ME, ORG, parse, row};
use denwa_core::config::transfer::{Difference, FileFault, ImportView};
use denwa_core::settings::{Key, Level, List, Raw, Reason};

fn differences(desk: &Desk) -> Vec<Difference> {
    match desk.view().import() {
        Some(ImportView::Differences(found)) => found.clone(),
        other => panic!("no comparison: {other:?}"),
    }
}

fn filled() -> Desk {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::SessionMinutes, Raw::Number(15.0));
    desk.put(ORG, Key::WithheldName, Raw::Text("\"引用\"\\\u{7}\n".into()));
    desk.put(ORG, Key::TimeoutPop, Raw::Number(0.5));
    desk.put(ME, Key::PopUpSize, Raw::Text("large".into()));
    desk.lists.push(row(List::Results, Level::Organisation, ORG, &[("Label__c", "受注")]));
    desk.locks.push(("Popup_Size__c".to_owned(), true));
    desk.act(Act::TryAgain);
    desk
}

#[test]
fn what_is_exported_is_json_and_comes_back_without_a_difference() {
    let mut desk = filled();
    let file = desk.rig.panel.config_export();
    let file = parse(&file).expect("it is JSON");
    desk.act(Act::Import(Some(file)));
    // What is wrong where it stands is wrong in the file as well.
    let told: Vec<_> = differences(&desk).iter().map(|one| (one.key(), one.reason)).collect();
    assert_eq!(told, [(Some(Key::TimeoutPop), None), (Some(Key::WithheldName), Some(Reason::Control))]);
}

#[test]
fn a_file_brings_back_what_it_was_made_of() {
    let mut desk = filled();
    desk.put(ORG, Key::WithheldName, Raw::Null);
    desk.put(ORG, Key::TimeoutPop, Raw::Null);
    desk.act(Act::TryAgain);
    let file = parse(&desk.rig.panel.config_export());
    let before = (desk.levels.clone(), desk.lists.clone());
    desk.type_in(Key::SessionMinutes, "60");
    desk.type_in(Key::PopUpSeconds, "1");
    desk.act(Act::AddRow(List::Results));
    desk.act(Act::Cell { list: List::Results, row: 1, column: 0, text: "別".into() });
    desk.act(Act::Lock(Key::PopUpSize, false));
    desk.act(Act::Save);
    desk.act(Act::Import(file));
    let found = differences(&desk);
    assert_eq!(found.len(), 4);
    let minutes = found.iter().find(|one| one.key() == Some(Key::SessionMinutes)).unwrap();
    assert_eq!((minutes.now().as_str(), minutes.then.as_str(), minutes.take), ("60", "15", true));
    assert_eq!(desk.saves.len(), 1, "nothing is written by looking");
    desk.act(Act::ApplyImport);
    assert_eq!((desk.view().import(), desk.view().unsaved()), (None, 4));
    desk.act(Act::Save);
    let filled = |levels: &[denwa_core::settings::StoredLevel]| -> Vec<_> {
        let values = levels.iter().flat_map(|level| &level.values).filter(|(_, raw)| *raw != Raw::Null);
        values
            .map(|(field, raw)| format!("{field} {raw:?}"))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    assert_eq!(filled(&desk.levels), filled(&before.0));
    assert_eq!(desk.lists, before.1);
    assert_eq!(desk.locks, [("Popup_Size__c".to_owned(), true)]);
}

#[test]
fn only_what_was_ticked_is_taken() {
    let mut desk = Desk::open(true);
    let file = r#"{"denwa":"settings","v":1,"levels":[{"level":"organisation","id":"another org","values":
        {"Session_Minutes__c":15,"Popup_Seconds__c":20,"Timeout_Pop__c":900,"Nonsense__c":1,"Several__c":[]}},
        {"level":"user","id":"somebody","values":{"Login__c":"x"}}],
        "lists":[{"list":"Nonsense__c","level":"organisation","rows":[]}],"locks":{"Popup_Size__c":"yes"}}"#;
    desk.act(Act::Import(parse(file)));
    let found = differences(&desk);
    let told: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.reason, one.take)).collect();
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
    desk.act(Act::Take(2, false));
    desk.act(Act::Take(4, true));
    desk.act(Act::ApplyImport);
    assert_eq!((desk.view().unsaved(), desk.field(Key::PopUpSeconds).text.as_str()), (1, "20"));
}

#[test]
fn half_a_file_and_other_files_are_refused_as_a_whole() {
    let mut desk = filled();
    let file = desk.rig.panel.config_export();
    let half: String = file.chars().take(file.chars().count() / 2).collect();
    for (text, fault) in [
        (half.as_str(), FileFault::NotJson),
        ("", FileFault::NotJson),
        ("[1,2]", FileFault::NotSettings),
        (r#"{"v":1}"#, FileFault::NotSettings),
        (r#"{"denwa":"settings","v":2}"#, FileFault::Newer),
    ] {
        desk.act(Act::Import(parse(text)));
        assert_eq!(desk.view().import(), Some(&ImportView::Refused(fault)), "{text}");
        desk.act(Act::ApplyImport);
    }
    desk.act(Act::CloseImport);
    assert_eq!((desk.view().import(), desk.view().unsaved()), (None, 0));
}
