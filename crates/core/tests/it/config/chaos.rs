//! Anything in any order, with somebody else at work: nothing panics, what is shown and what is stored agree, nothing wrong is ever sent.

use super::desk::{Act, Desk, ME, ORG, OTHER, PROFILE};
use denwa_core::Page;
use denwa_core::config::{Json, Outcome};
use denwa_core::host::Subject;
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::{Key, Level, Raw, Stored, merge};
use denwa_protocol::{Event, Line};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Do(Act),
    /// Somebody else writes.
    Write(&'static str, Key, Raw),
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

fn action() -> impl Strategy<Value = Act> {
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
        6 => (key(), text()).prop_map(|(key, text)| Act::Type(key, text)),
        1 => key().prop_map(Act::Unset),
        1 => key().prop_map(Act::Revert),
        1 => (key(), any::<bool>()).prop_map(|(key, locked)| Act::Lock(key, locked)),
        4 => (list(), place(), place(), text())
            .prop_map(|(list, row, column, text)| Act::Cell { list, row, column, text }),
    ];
    let listing = prop_oneof![
        list().prop_map(Act::AddRow),
        (list(), place()).prop_map(|(list, row)| Act::RemoveRow(list, row)),
        (list(), place(), any::<bool>()).prop_map(|(list, row, up)| Act::MoveRow(list, row, up)),
        list().prop_map(Act::UnsetList),
        list().prop_map(Act::RevertList),
        (text(), any::<bool>()).prop_map(|(number, on)| Act::Tick(number, on)),
        Just(Act::TickAll),
        text().prop_map(Act::AddTarget),
    ];
    let others = prop_oneof![
        1 => subject.prop_map(|subject| Act::Look(subject, "name".to_owned())),
        1 => prop::sample::select(Level::ALL.to_vec()).prop_map(Act::SetAt),
        4 => Just(Act::Save),
        2 => Just(Act::Undo),
        2 => (0..3_usize, any::<bool>()).prop_map(|(conflict, mine)| Act::Settle { conflict, mine }),
        1 => text().prop_map(Act::Logins),
        1 => Just(Act::SaveLogins),
        1 => Just(Act::ApplyImport),
    ];
    prop_oneof![3 => typing, 2 => listing, 2 => others]
}

fn step() -> impl Strategy<Value = Step> {
    let owner = prop::sample::select(vec![ORG, PROFILE, ME, OTHER]);
    let key = prop::sample::select(ROWS).prop_map(|row| row.key);
    prop_oneof![
        12 => action().prop_map(Step::Do),
        2 => (owner, key, text()).prop_map(|(owner, key, text)| Step::Write(owner, key, Raw::Text(text))),
        1 => prop::collection::vec("0[1-9][0-9]{8}", 0..4).prop_map(Step::Lines),
        1 => Just(Step::Close),
        1 => Just(Step::Reload),
    ]
}

fn is_her_own(change: &Json) -> bool {
    change.maybe("field").is_some() && change.get("level").text() == "user" && change.get("id").text() == ME
}

/// What the org would hold of that, looked at as a panel does.
fn is_right(changes: &[Json], desk: &Desk) -> bool {
    let all = Stored { levels: desk.levels.clone(), lists: desk.lists.clone(), ..Stored::default() };
    let hosts = merge(&all.into()).settings.text(Key::AllowedHosts).to_owned();
    changes.iter().all(|change| {
        let Some(key) = Key::of_field(change.get("field").text()) else { return true };
        let text = denwa_core::settings::value::text_of(key.row().kind, change.get("to"));
        // A host may have been forbidden since by somebody else.
        text.is_ok_and(|text| denwa_core::settings::value::check(key.row().kind, &text).is_ok() || hosts.is_empty())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn whatever_is_done(administrator in prop::bool::weighted(0.8), steps in prop::collection::vec(step(), 0..40)) {
        let mut desk = Desk::open(administrator);
        for step in steps {
            let before = desk.saves.len();
            match step {
                Step::Do(action) => desk.act(action),
                Step::Write(owner, key, raw) => desk.put(owner, key, raw),
                Step::Lines(numbers) => {
                    let lines = numbers.into_iter().map(|number| Line { number, name: None }).collect();
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
            prop_assert!(view.wrong() <= view.unsaved());
            prop_assert!(view.conflicts().len() <= view.unsaved());
            prop_assert!(*view.outcome() != Outcome::Saving, "the org answers at once");
            for row in ROWS {
                let field = desk.field(row.key);
                prop_assert!(administrator || !field.unsaved || field.editable || view.subject() != Some(&Subject::Me));
            }
            for list in LISTS {
                let list = desk.list(list.list);
                let columns = list.list.row().columns.len();
                prop_assert!((0..list.len()).all(|row| list.row(row).cells().count() == columns));
            }
            let export = desk.rig.panel.config_export();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&export).is_ok(), "{}", export);
            if let Some(changes) = desk.saves.get(before) {
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
            desk.put(ORG, KEYS[*at], Raw::Number(f64::from(*number)));
        }
        desk.act(Act::Save);
        while !desk.view().conflicts().is_empty() {
            desk.act(Act::Settle { conflict: 0, mine: true });
        }
        desk.act(Act::Save);
        for (at, key) in KEYS.into_iter().enumerate() {
            let wanted = mine.get(&at).or(theirs.get(&at));
            prop_assert_eq!(desk.stored(ORG, key), wanted.map_or(Raw::Null, |number| Raw::Number(f64::from(*number))));
        }
        prop_assert_eq!(desk.view().unsaved(), 0);
    }
}
