//! Levels, origins, locks and faults.

use super::super::{
    Fault, Key, Level, List, LogPart, Merged, Place, PopUpSize, Reason, Settings, StoredLevel, StoredSettings,
    StoredValue, UnusableName, merge,
};
use super::{is, level, row, stored};
use std::time::Instant;

fn told(merged: &Merged) -> Vec<(Option<Level>, Place, &str, Reason)> {
    merged.faults.iter().map(|Fault { level, place, name, reason, .. }| (*level, *place, &**name, *reason)).collect()
}

#[test]
fn nothing_stored_is_the_defaults() {
    let merged = merge(&StoredSettings::default());
    assert_eq!(merged.settings, Settings::default());
    assert_eq!(merged.origin(Key::PopUpSize).level, None);
    assert!(merged.is_locked(Key::Login) && !merged.is_locked(Key::PopUpSize));
    assert!(merged.faults.is_empty());
}

#[test]
fn the_nearest_level_wins_and_says_so() {
    let merged = merge(&stored(
        vec![
            level("organisation", vec![is("Session_Minutes__c", 60.0), is("Popup_Size__c", "large")]),
            level("profile", vec![is("Session_Minutes__c", StoredValue::Null), is("acme__POPUP_SECONDS__c", 10.0)]),
            level("user", vec![is("popup_size__c", "none"), is("Skip_Internal__c", " ")]),
        ],
        Vec::new(),
    ));
    assert_eq!(merged.settings.session_interval_ms(), 60 * 60_000);
    assert_eq!(merged.settings.pop_up_ms(), 10_000);
    assert_eq!(merged.settings.pop_up_size(), PopUpSize::Closed);
    assert!(merged.settings.skips_internal());
    let origin = merged.origin(Key::PopUpSeconds);
    assert_eq!((origin.level, origin.id, origin.name), (Some(Level::Profile), "profile-id", "the profile"));
    assert_eq!(merged.origin(Key::SkipInternal).level, None);
    assert!(merged.faults.is_empty());
}

#[test]
fn a_wrong_value_leaves_the_one_above() {
    let merged = merge(&stored(
        vec![
            level("organisation", vec![is("Session_Minutes__c", 60.0), is("Timeout_Pop__c", 61.0)]),
            level("user", vec![is("Session_Minutes__c", 1441.0), is("Allowed_Hosts__c", "a.example")]),
        ],
        Vec::new(),
    ));
    assert_eq!(merged.settings.session_interval_ms(), 60 * 60_000);
    assert_eq!(merged.origin(Key::SessionMinutes).level, Some(Level::Organisation));
    assert_eq!(merged.settings.timeout_pop_ms(), 5_000);
    assert_eq!(merged.settings.allowed_hosts(), "");
    let shared = merge(&stored(vec![level("profile", vec![is("Login__c", "shared")])], Vec::new()));
    assert_eq!((shared.settings.login(), shared.faults[0].reason), ("", Reason::Forbidden));
    let nothing = merge(&stored(vec![level("profile", vec![is("Allowed_Hosts__c", ", ;")])], Vec::new()));
    assert_eq!((nothing.settings.allowed_hosts(), nothing.faults), ("", Vec::new()));
    let user = Some(Level::User);
    let mut told = told(&merged);
    told.sort();
    assert_eq!(
        told,
        [
            (Some(Level::Organisation), Place::Setting(Key::TimeoutPop), "", Reason::Range),
            (user, Place::Setting(Key::AllowedHosts), "", Reason::Forbidden),
            (user, Place::Setting(Key::SessionMinutes), "", Reason::Range),
        ]
    );
    let fault = merged.faults.iter().find(|fault| fault.place == Place::Setting(Key::SessionMinutes)).unwrap();
    let level = fault.level.unwrap();
    assert_eq!((fault.seen.as_str(), merged.owner(level).1), ("1441", "the user"));
}

#[test]
fn addresses_count_only_on_allowed_hosts() {
    let url = "https://crm.example/{ANI}";
    let values = vec![is("Url_Ringing__c", url), is("Allowed_Hosts__c", "crm.example")];
    assert_eq!(merge(&stored(vec![level("organisation", values)], Vec::new())).settings.url_ringing(), url);
    let merged = merge(&stored(vec![level("organisation", vec![is("Url_Ringing__c", url)])], Vec::new()));
    assert_eq!(merged.settings.url_ringing(), "");
    assert_eq!(told(&merged)[0].3, Reason::OtherHost);
}

#[test]
fn productions_addresses_are_held_back_in_a_sandbox_however_they_are_written() {
    let url = " https://CRM.example/{ANI} ";
    let values = || vec![is("Url_Ringing__c", url), is("Allowed_Hosts__c", "crm.example")];
    let mut all = stored(vec![level("organisation", values())], Vec::new());
    assert!(merge(&all).settings.url_ringing().starts_with("https://"));
    all.unusable = vec![UnusableName { reason: Reason::Copied, ..unusable(None, "Url_Ringing__c", None, url) }];
    let merged = merge(&all);
    assert_eq!(merged.settings.url_ringing(), "");
    assert_eq!(merged.settings.allowed_hosts(), "crm.example");
    assert_eq!(told(&merged), [(Some(Level::Organisation), Place::Setting(Key::UrlRinging), "", Reason::Copied)]);
}

fn unusable(list: Option<&str>, field: &str, object: Option<&str>, name: &str) -> UnusableName {
    UnusableName {
        list: list.map(str::to_owned),
        level: "organisation".to_owned(),
        field: field.to_owned(),
        object: object.map(str::to_owned),
        name: name.to_owned(),
        reason: Reason::Gone,
    }
}

#[test]
fn names_that_the_org_does_not_have_are_replaced_and_told() {
    let targets = Some("Denwa_Search_Target__c");
    let mut all = stored(
        vec![level("organisation", vec![is("Log_Target__c", "Nope__c"), is("Phonetic_Field__c", "Reading__c")])],
        vec![
            row(
                "Denwa_Search_Target__c",
                "organisation",
                vec![is("Object__c", "Contact"), is("Phone_Fields__c", "Phone, Away__c")],
            ),
            row("Denwa_Search_Target__c", "organisation", vec![is("Object__c", "Gone__c")]),
            row(
                "Denwa_Search_Target__c",
                "organisation",
                vec![is("Object__c", "Lead"), is("Phone_Fields__c", "Away__c")],
            ),
        ],
    );
    assert_eq!(merge(&all).settings.log_target(), "Nope__c");
    all.unusable = vec![
        unusable(None, "Log_Target__c", None, "Nope__c"),
        unusable(None, "Phonetic_Field__c", None, "Reading__c"),
        unusable(targets, "Phone_Fields__c", Some("Contact"), "Away__c"),
        unusable(targets, "Object__c", Some("Gone__c"), "Gone__c"),
    ];
    let merged = merge(&all);
    assert_eq!((merged.settings.log_target(), merged.settings.phonetic_field()), ("Task", ""));
    let rows = merged.rows(List::Targets);
    let cells: Vec<&[String]> = rows.iter().map(|row| &row.cells[..2]).collect();
    assert_eq!(cells, [["Contact", "Phone"], ["Lead", "Away__c"]], "another object may have that field");
    let organisation = Some(Level::Organisation);
    assert_eq!(
        told(&merged),
        [
            (organisation, Place::Setting(Key::PhoneticField), "", Reason::Gone),
            (organisation, Place::Setting(Key::LogTarget), "", Reason::Gone),
            (organisation, Place::Row(List::Targets, 0), "Phone_Fields__c", Reason::Gone),
            (organisation, Place::Row(List::Targets, 1), "Object__c", Reason::Gone),
        ]
    );
    let seen: Vec<&str> = merged.faults.iter().map(|fault| fault.seen.as_str()).collect();
    assert_eq!(seen, ["Reading__c", "Nope__c", "Away__c", "Gone__c"]);
}

#[test]
fn what_is_no_setting_is_told() {
    let merged = merge(&StoredSettings {
        levels: vec![
            level("organisation", vec![is("Nonsense__c", 1.0), is("Log_Type__c", "a"), is("x__Log_Type__c", "b")]),
            level("organisation", vec![is("Log_Type__c", "c")]),
            level("galaxy", vec![]),
        ],
        lists: vec![row("Nonsense__c", "user", vec![]), row("Denwa_Line__c", "galaxy", vec![])],
        locks: [is("Nonsense__c", true), is("SEVERAL__c", false), is("Several__c", true)].into(),
        revision: String::new(),
        unusable: Vec::new(),
    });
    assert_eq!(merged.settings.log_type(), "a");
    assert!(!merged.is_locked(Key::Several));
    let organisation = Some(Level::Organisation);
    assert_eq!(
        told(&merged),
        [
            (organisation, Place::Field, "Nonsense__c", Reason::Unknown),
            (organisation, Place::Field, "x__Log_Type__c", Reason::Duplicate),
            (organisation, Place::Level, "organisation-id", Reason::Duplicate),
            (None, Place::Level, "galaxy-id", Reason::Unknown),
            (None, Place::Lock, "Nonsense__c", Reason::Unknown),
            (None, Place::Lock, "Several__c", Reason::Duplicate),
            (Some(Level::User), Place::List, "Nonsense__c", Reason::Unknown),
            (None, Place::List, "Denwa_Line__c", Reason::Unknown),
        ]
    );
}

fn line(level: &str, number: &str, linked: &str) -> super::StoredRow {
    row("Denwa_Line__c", level, vec![is("Number__c", number), is("Linked__c", linked)])
}

#[test]
fn lines_merge_number_by_number() {
    let merged = merge(&stored(
        Vec::new(),
        vec![
            line("organisation", "03-1234-5678", "on"),
            line("organisation", "0612345678", "off"),
            line("user", "+81 3 1234 5678", "off"),
            line("user", "0612345678", "perhaps"),
            line("user", "0312345678", "on"),
        ],
    ));
    let settings = &merged.settings;
    assert!(!settings.is_linked_line("03-1234-5678") && !settings.is_linked_line("0612345678"));
    assert!(settings.is_linked_line("0999"), "the default");
    assert_eq!(merged.rows(List::Lines)[0].level, Some(Level::User));
    let at = |row| Place::Row(List::Lines, row);
    assert_eq!(
        told(&merged),
        [(Some(Level::User), at(1), "Linked__c", Reason::Code), (Some(Level::User), at(2), "", Reason::Duplicate),]
    );
}

#[test]
fn targets_count_as_a_whole() {
    let target = |level, object| row("ns__denwa_search_target__C", level, vec![is("Object__c", object)]);
    let names = |rows| -> Vec<String> {
        let merged = merge(&stored(Vec::new(), rows));
        merged.settings.targets(None).map(|target| target.object.clone()).collect()
    };
    let above = vec![target("organisation", "Lead"), target("organisation", "Order__c")];
    assert_eq!(names(above.clone()), ["Lead", "Order__c"]);
    let mut rows = above.clone();
    rows.push(target("profile", "Contact"));
    assert_eq!(names(rows), ["Contact"]);
    let mut rows = above;
    rows.push(target("user", "取引先"));
    assert_eq!(names(rows), ["Lead", "Order__c"], "no valid row: the level above");
    assert_eq!(names(vec![target("user", "")]), ["Contact", "Account", "Lead"]);
}

#[test]
fn a_part_of_the_log_can_be_taken_back() {
    let part = |level, part: &str, field: &str| {
        row("Denwa_Log_Field__c", level, vec![is("Part__c", part), is("Field__c", field)])
    };
    let merged = merge(&stored(
        Vec::new(),
        vec![
            part("organisation", "number", "Number__c"),
            part("organisation", "QUEUE", "Queue__c"),
            part("user", "queue", ""),
        ],
    ));
    assert_eq!(merged.settings.log_field(LogPart::Number), Some("Number__c"));
    assert_eq!(merged.settings.log_field(LogPart::Queue), None);
    assert!(merged.faults.is_empty());
}

#[test]
fn rows_of_somebody_else_and_too_many() {
    let levels = vec![level("user", vec![])];
    let mut foreign = line("user", "0312345678", "off");
    foreign.id = "somebody".to_owned();
    let mut rows = vec![foreign];
    rows.extend((0..600).map(|number| line("user", &format!("03{number:08}"), "off")));
    let merged = merge(&stored(levels, rows));
    assert!(merged.settings.is_linked_line("0312345678"));
    assert_eq!(merged.rows(List::Lines).len(), 499);
    let at = |row| Place::Row(List::Lines, row);
    assert_eq!(
        told(&merged),
        [(Some(Level::User), at(0), "", Reason::Unknown), (Some(Level::User), at(500), "", Reason::TooMany)]
    );
}

#[test]
fn five_hundred_lines_at_each_level_are_quick() {
    let levels: Vec<StoredLevel> = ["organisation", "profile", "user"].map(|code| level(code, vec![])).into();
    let rows = levels.iter().flat_map(|level| {
        let code = level.level.clone();
        (0..500).rev().map(move |number| line(&code, &format!("03-{:04}-{number:04}", number % 97 + 1_000), "off"))
    });
    let all = stored(levels.clone(), rows.collect());
    // The best of some: others use the machine as well.
    let took = (0..5).map(|_| {
        let began = Instant::now();
        let merged = merge(&all);
        assert_eq!((merged.rows(List::Lines).len(), merged.faults.len()), (500, 0));
        began.elapsed()
    });
    let took = took.min().expect("five");
    // Not optimised, on a busy machine; something squared would take longer.
    assert!(took.as_millis() < 1_000, "{took:?}");
}
