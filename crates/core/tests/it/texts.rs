//! Every word of the panel, in both languages: complete, in the right language, and written as Salesforce writes.

use denwa_core::Language;
use denwa_core::settings::schema::{ColumnKind, Group, Kind, LISTS, Level, ROWS};
use denwa_core::settings::{List, Reason};
use denwa_core::text::doctor::{CheckGroupText, CheckStateText, CheckText, Diagnosis, GrantText, SeenText};
use denwa_core::text::settings::Expected;
use denwa_core::text::{AttentionMsg, DoctorMsg, Msg, SettingsMsg};

/// A text and what it belongs to.
type Text = (String, String);

/// Every text of a language that is no sentence with values.
fn texts(language: Language) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut add = |owner: String, text: &str| texts.push((owner, text.to_owned()));
    macro_rules! messages {
        ($($messages:ident),*) => { $(for message in $messages::ALL { add(format!("{message:?}"), message.t(language)); })* };
    }
    messages!(
        Msg,
        AttentionMsg,
        SettingsMsg,
        DoctorMsg,
        CheckGroupText,
        CheckText,
        CheckStateText,
        SeenText,
        GrantText
    );
    for diagnosis in Diagnosis::ALL {
        add(format!("{diagnosis:?} means"), diagnosis.means(language));
        add(format!("{diagnosis:?} fix"), diagnosis.fix(language));
    }
    for group in Group::ALL {
        add(format!("{group:?}"), group.label(language));
    }
    for level in Level::ALL {
        add(format!("{level:?}"), level.label(language));
    }
    for row in ROWS {
        add(format!("{:?} label", row.key), row.key.label(language));
        add(format!("{:?} help", row.key), row.key.help(language));
        for code in codes(row.kind) {
            let label = row.key.choice_label(code, language);
            add(
                format!("{:?} {code}", row.key),
                label.unwrap_or_else(|| panic!("{:?} has no word for {code}", row.key)),
            );
        }
    }
    for row in LISTS {
        add(format!("{:?} label", row.list), row.list.label(language));
        add(format!("{:?} help", row.list), row.list.help(language));
        for (at, column) in row.columns.iter().enumerate() {
            add(format!("{:?} {}", row.list, column.field), row.list.column_label(at, language));
        }
    }
    for expected in expectations() {
        for reason in Reason::ALL {
            add(format!("{reason:?} {expected:?}"), &reason.words(expected, language));
        }
    }
    texts
}

fn codes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Switch => &["on", "off"],
        Kind::Choice(codes) => codes,
        _ => &[],
    }
}

/// Everything that a refused value can be held against.
fn expectations() -> Vec<Expected> {
    let settings = ROWS.iter().map(|row| Expected::Value(row.kind));
    let columns = LISTS.iter().flat_map(|list| list.columns).map(|column| Expected::from(column.kind));
    let lists = LISTS.iter().map(|row| Expected::Rows(row.list));
    settings.chain(columns).chain(lists).chain([Expected::Unknown]).collect()
}

/// Hiragana, Katakana and Kanji.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

#[test]
fn no_text_is_empty() {
    for language in Language::ALL {
        for (owner, text) in texts(language) {
            assert!(!text.is_empty() && text.trim() == text, "{owner}: {text:?}");
            assert!(!text.contains(['<', '>']), "{owner} holds markup");
        }
    }
}

#[test]
fn japanese_is_japanese_and_english_is_english() {
    for (owner, text) in texts(Language::Ja) {
        let is_name = text.chars().all(|c| c.is_ascii_uppercase());
        assert!(text.contains(is_japanese) || is_name, "{owner}: {text}");
        // Salesforce's present spelling, and no exclamation marks.
        let bare = text.replace("ユーザー", "").replace("マネージャー", "").replace("ブラウザー", "");
        for wrong in ["ユーザ", "マネージャ", "ブラウザ", "！", "!"] {
            assert!(!bare.contains(wrong), "{owner}: {text}");
        }
    }
    for (owner, text) in texts(Language::En) {
        assert!(!text.contains(is_japanese) && !text.contains('!'), "{owner}: {text}");
    }
}

#[test]
fn both_languages_name_the_same_placeholders() {
    let placeholders = |text: &str| {
        let found = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        found.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    for ((owner, ja), (_, en)) in texts(Language::Ja).into_iter().zip(texts(Language::En)) {
        assert_eq!(placeholders(&ja), placeholders(&en), "{owner}");
    }
}

#[test]
fn helps_tell_the_range() {
    for language in Language::ALL {
        for row in ROWS {
            let help = row.key.help(language);
            let tells = |what: &str| assert!(help.contains(what), "{:?}: {help} does not tell {what:?}", row.key);
            // The page adds the default.
            assert!(!help.contains("既定:") && !help.contains("efault:"), "{help}");
            match row.kind {
                Kind::WholeOrNone(most) => {
                    tells(&most.to_string());
                    tells("0");
                }
                Kind::Whole(most) | Kind::Text(most) | Kind::Template(most) => tells(&most.to_string()),
                _ => {}
            }
        }
    }
}

#[test]
fn reasons_say_what_is_expected() {
    let words = |reason: Reason, kind: Kind| reason.words(kind, Language::Ja);
    // A text in a field for a number is told its range, as a number out of it is.
    assert_eq!(words(Reason::Type, Kind::Whole(60)), "1～60の整数で入力してください。");
    assert_eq!(words(Reason::Range, Kind::WholeOrNone(600)), "0～600の整数で入力してください。");
    assert_eq!(words(Reason::TooLong, Kind::Text(40)), "長すぎます。40文字まで入力できます。");
    assert_eq!(words(Reason::Insecure, Kind::Url), "https:// で始まるアドレスを入力してください。");
    assert_eq!(words(Reason::Insecure, Kind::SocketUrl), "wss:// で始まるアドレスを入力してください。");
    assert!(words(Reason::Malformed, Kind::Page).contains("例: /001/e"));
    assert!(Reason::TooMany.words(Expected::Rows(List::Lines), Language::Ja).contains("500行"));
    // Whatever is written wrongly is told its form, but for choices, whose form is plain to see.
    let free = ROWS.iter().filter(|row| codes(row.kind).is_empty());
    let bounded = |kind| matches!(kind, Kind::Whole(_) | Kind::WholeOrNone(_) | Kind::Text(_) | Kind::Template(_));
    for row in free.filter(|row| !bounded(row.kind)) {
        assert!(words(Reason::Malformed, row.kind).contains("例: "), "{:?}", row.key);
    }
    for column in LISTS.iter().flat_map(|list| list.columns) {
        if matches!(column.kind, ColumnKind::Field | ColumnKind::Fields) {
            assert!(Reason::Malformed.words(column.kind, Language::Ja).contains("例: "), "{}", column.field);
        }
    }
}

#[test]
fn groups_bear_the_names_administrators_know() {
    let names = Group::ALL.iter().map(|group| group.label(Language::Ja));
    let known = [
        "接続設定",
        "基本設定",
        "ステータス",
        "連携対象電話番号",
        "ポップアップ",
        "Salesforce連携",
        "履歴・録音ファイルの連携",
        "カスタム連携",
        "モニタリング・カスハラ対応",
    ];
    assert_eq!(names.collect::<Vec<_>>(), known);
}

#[test]
fn the_plain_words_name_the_buttons() {
    let names =
        [Msg::Answer, Msg::Decline, Msg::Hold, Msg::Retrieve, Msg::HangUp, Msg::Dial, Msg::Ready, Msg::NotReady];
    assert_eq!(
        names.map(|message| message.t(Language::En)),
        ["Answer", "Decline", "Hold", "Retrieve", "Hang up", "Dial", "Ready", "Not ready"]
    );
}
