//! The installation guide names the panel's words as the panel says them, the same ones at the same place in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use denwa_core::Language;
use denwa_core::settings::schema::{Group, LISTS, Level, ROWS};
use denwa_core::text::doctor::{CheckStateText, CheckText};
use denwa_core::text::{DoctorMsg, Msg, SettingsMsg, SetupMsg};

/// The guide in a language.
fn guide(language: Language) -> String {
    let file = format!("../../docs/install.{}.md", language.tag());
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the guide is there")
}

fn other(language: Language) -> Language {
    match language {
        Language::Ja => Language::En,
        Language::En => Language::Ja,
    }
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.strip_prefix('|')?;
    Some(row.trim_end().trim_end_matches('|').split('|').map(str::trim).collect())
}

/// The rows of the table that follows an anchor, without its head.
fn table<'a>(guide: &'a str, anchor: &str) -> Vec<Vec<&'a str>> {
    let (_, part) = guide.split_once(&format!("<a id=\"{anchor}\">")).expect("the anchor is there");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.lines().filter_map(cells).skip(2).collect()
}

/// The words of a line that are set in bold.
fn bold(line: &str) -> Vec<&str> {
    line.split("**").skip(1).step_by(2).collect()
}

/// Names in a language, with what each is called in the other: of groups, settings and lists.
fn names(from: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut names = BTreeMap::<_, BTreeSet<_>>::new();
    let mut add = |name: &dyn Fn(Language) -> &'static str| {
        names.entry(name(from)).or_default().insert(name(other(from)));
    };
    for group in Group::ALL {
        add(&|language| group.label(language));
    }
    for row in ROWS {
        add(&|language| row.key.label(language));
    }
    for row in LISTS {
        add(&|language| row.list.label(language));
    }
    names
}

/// The same, with all that the settings page and the doctor's page say.
fn words(from: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut words = names(from);
    let mut add = |word: &dyn Fn(Language) -> &'static str| {
        words.entry(word(from)).or_default().insert(word(other(from)));
    };
    for level in Level::ALL {
        add(&|language| level.label(language));
    }
    for message in SettingsMsg::ALL {
        add(&|language| message.t(language));
    }
    for message in DoctorMsg::ALL {
        add(&|language| message.t(language));
    }
    for message in SetupMsg::ALL {
        add(&|language| message.t(language));
    }
    for row in LISTS {
        for column in 0..row.columns.len() {
            add(&|language| row.list.column_label(column, language));
        }
    }
    for state in CheckStateText::ALL {
        add(&|language| state.t(language));
    }
    words
}

#[test]
fn what_keeps_somebody_from_working_has_its_row() {
    let named: BTreeMap<String, Msg> = Msg::ALL.iter().map(|message| (format!("{message:?}"), *message)).collect();
    let others = [
        Msg::PbxDown,
        Msg::PhoneUnregistered,
        Msg::NotPrimary,
        Msg::PrimaryElsewhere,
        Msg::SearchFailed,
        Msg::SearchLate,
        Msg::SandboxDisagrees,
        Msg::LogReconciled,
        Msg::NoMatch,
        Msg::PagesFailed,
        Msg::PagesBroken,
    ];
    let is_trouble = |name: &String, message: &Msg| {
        let start = name.starts_with("Start") && named.contains_key(&format!("{name}Fix"));
        let session = ["Outage", "Refused"].iter().any(|start| name.starts_with(start));
        start || session || others.contains(message)
    };
    let trouble: Vec<Msg> = named.iter().filter(|(name, msg)| is_trouble(name, msg)).map(|(_, msg)| *msg).collect();
    assert!(trouble.len() > 25);
    let [ja, en] = Language::ALL.map(guide);
    let first = |line| cells(line).map(|cells| cells[0].to_owned());
    let rows: Vec<_> = ja.lines().map(first).zip(en.lines().map(first)).collect();
    for message in trouble {
        let there = |(ja, en): &(Option<String>, Option<String>)| {
            ja.as_deref() == Some(message.t(Language::Ja)) && en.as_deref() == Some(message.t(Language::En))
        };
        assert!(rows.iter().any(there), "{message:?}: {} · {}", message.t(Language::Ja), message.t(Language::En));
    }
}

#[test]
fn the_doctor_checks_what_the_guide_says_in_its_order() {
    for language in Language::ALL {
        let guide = guide(language);
        let rows: Vec<_> = table(&guide, "messages-doctor").iter().map(|cells| cells[0]).collect();
        let checks: Vec<_> = CheckText::ALL.iter().map(|check| check.t(language)).collect();
        assert_eq!(rows, checks);
    }
}

#[test]
fn settings_have_the_names_of_the_settings_page() {
    for from in Language::ALL {
        let (guide, translated) = (guide(from), guide(other(from)));
        let (names, words) = (names(from), words(from));
        assert_eq!(guide.lines().count(), translated.lines().count());
        // Outside of the chapter on the settings page, words such as Save and Profile are Salesforce's.
        let line_of = |id: &str| guide.lines().position(|line| line.contains(&format!("<a id=\"{id}\">")));
        let (start, end) = (line_of("configure").expect("a chapter"), line_of("sandbox").expect("a chapter"));
        let mut found = 0;
        for (at, (line, translation)) in guide.lines().zip(translated.lines()).enumerate() {
            let known = if (start..=end).contains(&at) { &words } else { &names };
            for word in bold(line) {
                let Some(translations) = known.get(word) else { continue };
                found += 1;
                assert!(
                    bold(translation).iter().any(|word| translations.contains(word)),
                    "line {}: {word}: {translation}",
                    at + 1
                );
            }
        }
        assert!(found > 80, "{found} names in {from:?}");
    }
}

#[test]
fn the_table_for_those_who_come_from_biztel_names_places_that_exist() {
    for language in Language::ALL {
        let (guide, known) = (guide(language), names(language));
        let rows = table(&guide, "biztel");
        assert!(rows.len() > 20);
        for row in rows {
            let [_, group, settings, ..] = row[..] else { panic!("{row:?}") };
            assert!(group.is_empty() || known.contains_key(group), "{group}");
            for name in settings.split(['、']).flat_map(|part| part.split(", ")).filter(|name| !name.is_empty()) {
                let is_known = known.keys().any(|label| *label == name || label.starts_with(&format!("{name}:")));
                assert!(is_known, "{name}");
            }
        }
    }
}
