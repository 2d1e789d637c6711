//! static/text/words.json: every word of the configuration view and the doctor, in both languages, and nothing that nobody reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use denwa_core::doctor::{Check, SEEN, State, TEXTS};
use denwa_core::settings::Reason;
use denwa_core::settings::schema::{Column, ColumnKind, Group, Kind, LISTS, ROWS};

type Texts = BTreeMap<String, String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Those in Japanese, and those in English.
fn both() -> [Texts; 2] {
    let file = fs::read_to_string(root().join("static/text/words.json")).expect("it is there");
    let texts: BTreeMap<String, [String; 2]> = serde_json::from_str(&file).expect("two texts by their key");
    // One a line: a key that stands there twice would be lost without a word.
    assert_eq!(file.lines().count(), texts.len() + 2, "a key stands there twice");
    [0, 1].map(|language| texts.iter().map(|(key, text)| (key.clone(), text[language].clone())).collect())
}

/// A choice's own word, or the one it shares with others.
fn choice(texts: &Texts, owner: &str, code: &str) -> String {
    let own = format!("{owner}.{code}");
    if texts.contains_key(&own) { own } else { format!("choice.{code}") }
}

fn codes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Switch => &["on", "off"],
        Kind::Choice(codes) => codes,
        _ => &[],
    }
}

/// What the table of settings asks for.
fn of_the_table(texts: &Texts) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = Group::ALL.iter().map(|group| format!("group.{}", group.code())).collect();
    keys.extend(Reason::ALL.iter().map(|reason| format!("reason.{}", reason.code())));
    for row in ROWS {
        let name = format!("set.{}", row.key.code());
        keys.extend(codes(row.kind).iter().map(|code| choice(texts, &name, code)));
        keys.extend(["label", "help"].map(|what| format!("{name}.{what}")));
    }
    for list in LISTS {
        let name = format!("list.{}", list.object);
        for Column { field, kind, .. } in list.columns {
            let column = format!("{name}.{field}");
            if let ColumnKind::Of(kind) = kind {
                keys.extend(codes(*kind).iter().map(|code| choice(texts, &column, code)));
            }
            keys.insert(column);
        }
        keys.extend(["label", "help"].map(|what| format!("{name}.{what}")));
    }
    keys
}

/// What the doctor asks for.
fn of_the_doctor() -> BTreeSet<String> {
    let states = [State::Ok, State::Warning, State::Error, State::Unknown, State::Running];
    let checks =
        Check::ALL.iter().flat_map(|check| [format!("check.{}", check.code()), format!("group.{}", check.group())]);
    let found = TEXTS.iter().flat_map(|code| ["means", "fix"].map(|what| format!("{code}.{what}")));
    let seen = SEEN.iter().map(|what| format!("seen.{what}"));
    let states = states.iter().map(|state| format!("state.{}", state.code()));
    checks.chain(found).chain(seen).chain(states).map(|key| format!("doctor.{key}")).collect()
}

/// The keys that stand in the sources and the templates as whole literals.
fn in_the_sources() -> BTreeSet<String> {
    fn read(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
                all.push_str(&fs::read_to_string(path).expect("it is there"));
            }
        }
    }
    let mut all = String::new();
    for folder in ["src", "crates/core/src", "static/views"] {
        read(&root().join(folder), &mut all);
    }
    let is_key = |text: &&str| {
        let of = ["config.", "doctor."].iter().any(|start| text.starts_with(start));
        of && text.len() > 7 && !text.ends_with('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
    };
    // A value that is a key itself begins with an @; what goes into a word stands behind it in brackets.
    all.split(['"', '(']).map(|text| text.trim_start_matches('@')).filter(is_key).map(str::to_owned).collect()
}

#[test]
fn every_word_is_there_and_none_is_left_over() {
    for texts in both() {
        let mut wanted = of_the_table(&texts);
        wanted.extend(in_the_sources());
        wanted.extend(of_the_doctor());
        let there: BTreeSet<String> = texts.keys().cloned().collect();
        let missing: Vec<_> = wanted.difference(&there).collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
        let stray: Vec<_> = there.difference(&wanted).collect();
        assert!(stray.is_empty(), "nobody reads {stray:?}");
    }
}

#[test]
fn both_languages_have_the_same_placeholders() {
    let [ja, en] = both();
    let placeholders = |text: &str| {
        let found = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        found.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    for (key, text) in &ja {
        assert_eq!(placeholders(text), placeholders(&en[key]), "{key}");
    }
}

#[test]
fn japanese_is_japanese_and_english_is_english() {
    let japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    let [ja, en] = both();
    for (key, text) in &ja {
        let name =
            text.chars().all(|c| c.is_ascii_uppercase() || c == ' ' || c == ':') || key.starts_with("config.name.");
        assert!(text.contains(japanese) || name, "{key}: {text}");
        // Salesforce's present spelling; no exclamation.
        for wrong in ["ユーザ", "マネージャ", "プロファイラ", "！", "!"] {
            let stripped = text.replace("ユーザー", "").replace("マネージャー", "");
            assert!(!stripped.contains(wrong), "{key}: {text}");
        }
    }
    for (key, text) in &en {
        // The defaults of names are Japanese in both languages.
        let bare = ["非通知", "該当なし", "複数該当"].iter().fold(text.clone(), |text, name| text.replace(name, ""));
        assert!(!bare.contains(japanese) && !bare.contains('!'), "{key}: {text}");
        assert!(!text.trim().is_empty() && text.trim() == text, "{key}");
    }
}

#[test]
fn helps_tell_the_range() {
    for (language, texts) in ["ja", "en"].iter().zip(both()) {
        for row in ROWS {
            let name = format!("set.{}", row.key.code());
            let help = &texts[&format!("{name}.help")];
            let tells = |what: &str| assert!(help.contains(what), "{language} {name}.help does not tell {what:?}");
            // The view puts the default behind it.
            assert!(!help.contains("既定:") && !help.contains("efault:"), "{language} {name}.help");
            match row.kind {
                Kind::WholeOrNone(max) => {
                    tells(&max.to_string());
                    tells("0");
                }
                Kind::Whole(max) | Kind::Text(max) | Kind::Template(max) => tells(&max.to_string()),
                _ => {}
            }
        }
    }
}

#[test]
fn groups_bear_the_names_administrators_know() {
    let [ja, _] = both();
    let names = Group::ALL.iter().map(|group| ja[&format!("group.{}", group.code())].as_str());
    let known = [
        "接続設定",
        "基本設定",
        "連携対象電話番号",
        "ポップアップ",
        "Salesforce連携",
        "履歴・録音ファイルの連携",
        "カスタム連携",
    ];
    assert_eq!(names.collect::<Vec<_>>(), known);
}
