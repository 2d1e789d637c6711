//! Anything in any order, with somebody else at work: nothing panics, what is shown and what is stored agree, nothing wrong is ever sent.

use super::desk::{Desk, ME, ORG, OTHER, PROFILE};
use denwa_core::Page;
use denwa_core::config::{ConfigCommand, Outcome, Subject};
use denwa_core::package::save_settings::{Change, ChangeTarget};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::value::{check, text_of};
use denwa_core::settings::{Key, Level, StoredContent, StoredSettings, StoredValue, merge};
use denwa_protocol::{Event, Line};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Do(ConfigCommand),
    /// The conflict at that place is settled.
    Settle(usize, bool),
    /// Somebody else writes.
    Write(&'static str, Key, String),
    Lines(Vec<String>),
    Close,
    Reload,
}

fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "on",
        "off",
        "large",
        "5",
        "９",
        "900",
        "0312345678",
        "03-1234-5678",
        "Contact",
        "Order__c",
        "003",
        "Phone Fax",
        "crm.example",
        "https://crm.example/{ANI}",
        "javascript:alert(1)",
        "受注",
        "{NAME}",
        "number",
        "\u{1f}a\u{1e}",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn command() -> impl Strategy<Value = ConfigCommand> {
    let key = || prop::sample::select(ROWS).prop_map(|row| row.key);
    let list = || prop::sample::select(LISTS).prop_map(|list| list.list);
    let place = || 0..5_usize;
    let subject = prop::sample::select(vec![
        Subject::Me,
        Subject::Profile(PROFILE.to_owned()),
        Subject::User(OTHER.to_owned()),
        Subject::User("nobody".to_owned()),
    ]);
    let typing = prop_oneof![
        6 => (key(), text()).prop_map(|(key, text)| ConfigCommand::Type { key, text }),
        1 => key().prop_map(ConfigCommand::Unset),
        1 => key().prop_map(ConfigCommand::Revert),
        1 => (key(), any::<bool>()).prop_map(|(key, locked)| ConfigCommand::Lock { key, locked }),
        4 => (list(), place(), place(), text())
            .prop_map(|(list, row, column, text)| ConfigCommand::TypeCell { list, row, column, text }),
    ];
    let listing = prop_oneof![
        list().prop_map(ConfigCommand::AddRow),
        (list(), place()).prop_map(|(list, row)| ConfigCommand::RemoveRow { list, row }),
        (list(), place(), any::<bool>()).prop_map(|(list, row, up)| ConfigCommand::MoveRow { list, row, up }),
        list().prop_map(ConfigCommand::UnsetList),
        list().prop_map(ConfigCommand::RevertList),
        (place(), any::<bool>()).prop_map(|(row, linked)| ConfigCommand::LinkLine { row, linked }),
        Just(ConfigCommand::TickAllLines),
        (list(), text()).prop_map(|(list, text)| ConfigCommand::Add { list, text }),
    ];
    let others = prop_oneof![
        1 => subject.prop_map(|subject| ConfigCommand::LookAt { subject, name: "name".to_owned() }),
        1 => Just(ConfigCommand::SeekSubject),
        1 => prop::sample::select(Level::ALL.to_vec()).prop_map(ConfigCommand::SetLevel),
        4 => Just(ConfigCommand::Save),
        2 => Just(ConfigCommand::Undo),
        1 => text().prop_map(ConfigCommand::ReadLogins),
        1 => Just(ConfigCommand::SaveLogins),
        1 => Just(ConfigCommand::ApplyImport),
    ];
    prop_oneof![3 => typing, 2 => listing, 2 => others]
}

fn step() -> impl Strategy<Value = Step> {
    let owner = prop::sample::select(vec![ORG, PROFILE, ME, OTHER]);
    let key = prop::sample::select(ROWS).prop_map(|row| row.key);
    prop_oneof![
        12 => command().prop_map(Step::Do),
        1 => (0..3_usize, any::<bool>()).prop_map(|(place, mine)| Step::Settle(place, mine)),
        2 => (owner, key, text()).prop_map(|(owner, key, text)| Step::Write(owner, key, text)),
        1 => prop::collection::vec("0[1-9][0-9]{8}", 0..4).prop_map(Step::Lines),
        1 => Just(Step::Close),
        1 => Just(Step::Reload),
    ]
}

fn is_her_own(change: &Change) -> bool {
    matches!(&change.target, ChangeTarget::Field { level, id, .. } if level == "user" && id == ME)
}

/// What the org would store of that, checked as a panel does.
fn is_right(changes: &[Change], desk: &Desk) -> bool {
    let (levels, lists) = (desk.org.levels.clone(), desk.org.lists.clone());
    let all = StoredSettings { levels, lists, ..StoredSettings::default() };
    let hosts = merge(&all).settings.allowed_hosts().to_owned();
    changes.iter().all(|change| {
        let (ChangeTarget::Field { field, .. }, StoredContent::Value(value)) = (&change.target, &change.to) else {
            return true;
        };
        let kind = Key::of_field(field).expect("a setting").row().kind;
        // A host may have been forbidden since by somebody else.
        text_of(kind, value).is_ok_and(|text| check(kind, &text).is_ok() || hosts.is_empty())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn whatever_is_done(administrator in prop::bool::weighted(0.8), steps in prop::collection::vec(step(), 0..40)) {
        let mut desk = Desk::open(administrator);
        for step in steps {
            let before = desk.org.saves.len();
            match step {
                Step::Do(command) => desk.act(command),
                Step::Settle(place, mine) => desk.settle(place, mine),
                Step::Write(owner, key, text) => desk.put(owner, key, text),
                Step::Lines(numbers) => {
                    let lines = numbers.into_iter().map(|number| Line { number, name: None, presentable: false }).collect();
                    desk.rig.event(Event::Lines { lines });
                }
                Step::Close => {
                    desk.show(Page::Calls);
                    desk.show(Page::Settings);
                }
                Step::Reload if administrator => desk.reload(),
                Step::Reload => {}
            }
            let view = desk.view();
            prop_assert!(view.wrong <= view.unsaved);
            prop_assert!(view.conflicts.len() <= view.unsaved);
            prop_assert!(view.outcome != Outcome::Saving, "the org answers at once");
            let is_mine = view.subject == Subject::Me && view.is_subject_resolved;
            for field in &view.fields {
                prop_assert!(administrator || !field.is_unsaved || field.is_editable || !is_mine);
            }
            for list in &view.lists {
                let columns = list.list.row().columns.len();
                prop_assert!(list.rows.iter().all(|row| row.cells.len() == columns));
            }
            let export = serde_json::to_string(&desk.rig.admin.settings_file()).expect("it is JSON");
            prop_assert!(serde_json::from_str::<denwa_core::config::SettingsFile>(&export).is_ok(), "{}", export);
            if let Some(changes) = desk.org.saves.get(before) {
                prop_assert!(is_right(changes, &desk), "{changes:?}");
                prop_assert!(administrator || changes.iter().all(is_her_own));
            }
        }
    }

    /// Whatever two have done: once each conflict is settled, what was typed is saved.
    #[test]
    fn nothing_typed_is_lost(
        mine in prop::collection::btree_map(0..5_usize, 1..60_u32, 1..5),
        theirs in prop::collection::btree_map(0..5_usize, 1..60_u32, 0..5),
    ) {
        const KEYS: [Key; 5] =
            [Key::TimeoutPop, Key::TimeoutLog, Key::TimeoutSignIn, Key::TimeoutSettings, Key::SessionMinutes];
        let mut desk = Desk::open(true);
        for (at, number) in &mine {
            desk.type_in(KEYS[*at], &number.to_string());
        }
        for (at, number) in &theirs {
            desk.put(ORG, KEYS[*at], f64::from(*number));
        }
        desk.act(ConfigCommand::Save);
        while !desk.view().conflicts.is_empty() {
            desk.settle(0, true);
        }
        desk.act(ConfigCommand::Save);
        for (at, key) in KEYS.into_iter().enumerate() {
            let wanted = mine.get(&at).or(theirs.get(&at));
            prop_assert_eq!(desk.stored(ORG, key), wanted.map_or(StoredValue::Null, |number| f64::from(*number).into()));
        }
        prop_assert_eq!(desk.view().unsaved, 0);
    }
}
