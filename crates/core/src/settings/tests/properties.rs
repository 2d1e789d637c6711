//! Ten thousand records: whatever stands there, what is in force is valid, and every fault is told once.

use super::super::schema::{LISTS, ListRow, ROWS};
use super::super::value::{check_column, check_setting, text_of};
use super::super::{
    Fault, Key, Level, List, LogPart, Merged, Place, Reason, StoredFields, StoredLevel, StoredRow, StoredSettings,
    StoredValue, merge,
};
use super::is;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Texts as people, programs and enemies leave them.
fn text() -> impl Strategy<Value = String> {
    let good = prop::sample::select(vec![
        "on",
        "OFF",
        "large",
        "manual",
        "salesforce",
        "30",
        "５",
        "0312345678",
        "+81-6-1234-5678",
        "9999",
        "0,8 9",
        "wss://cti.example/ws",
        "https://crm.example/{ANI}",
        "crm.example,*.example.jp",
        "/001/e",
        "flow:New",
        "Contact",
        "Order__c",
        "Phone,MobilePhone",
        "number",
        "recording",
        "受注",
        "{NAME} {result}",
        "66.0",
        "https://acme.my.salesforce.com",
    ]);
    let bad = prop::sample::select(vec![
        "",
        " ",
        "\t\n",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>",
        "http://crm.example/",
        "https://evil.example/{ANI}",
        "https://crm.example@evil.example/",
        "{\"v\":1,\"settings\":{\"lev",
        "[1,2",
        "null",
        "NaN",
        "-1",
        "1e400",
        "0x1f",
        "😀😀😀",
        "a\u{0}b",
        "\u{202e}txt",
        "a\r\nb",
        "{ANI",
        "{SECRET}",
        "&#\"'<>",
        "٣",
        "五",
        "..",
        "'; DROP TABLE",
        "取引先",
    ]);
    prop_oneof![
        6 => good.prop_map(str::to_owned),
        5 => bad.prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[ -~]{0,300}",
        1 => ".{0,6}".prop_map(|text| text.repeat(100)),
    ]
}

fn value() -> impl Strategy<Value = StoredValue> {
    prop_oneof![
        1 => Just(StoredValue::Null),
        1 => any::<bool>().prop_map(StoredValue::Flag),
        2 => any::<f64>().prop_map(StoredValue::Number),
        2 => (-10..2000_i32).prop_map(|number| StoredValue::Number(f64::from(number))),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 0.5, 1e308, f64::MIN_POSITIVE]).prop_map(StoredValue::Number),
        6 => text().prop_map(StoredValue::Text),
        1 => Just(StoredValue::Unreadable),
    ]
}

/// A field's name as an org may write it, or one that is none.
fn named(names: Vec<&'static str>) -> impl Strategy<Value = String> {
    let known = (prop::sample::select(names), 0..6_u8).prop_map(|(name, how)| match how {
        0 => name.to_lowercase(),
        1 => format!("acme__{name}"),
        2 => name.to_uppercase(),
        _ => name.to_owned(),
    });
    prop_oneof![12 => known, 1 => "[A-Za-z_]{0,12}(__c)?", 1 => any::<String>()]
}

fn code() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => prop::sample::select(vec!["organisation", "profile", "user"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn values(names: Vec<&'static str>, most: usize) -> impl Strategy<Value = StoredFields> {
    prop::collection::btree_map(named(names), value(), 0..most)
}

fn levels() -> impl Strategy<Value = Vec<StoredLevel>> {
    let fields: Vec<_> = ROWS.iter().map(|row| row.field).collect();
    let one = (code(), values(fields, 20)).prop_map(|(level, values)| StoredLevel {
        id: format!("{level}-id"),
        name: "名前".to_owned(),
        level,
        values,
    });
    prop::collection::vec(one, 0..5)
}

fn rows() -> impl Strategy<Value = Vec<StoredRow>> {
    let of = |list: &ListRow| {
        let columns: Vec<_> = list.columns.iter().map(|column| column.field).chain(["Order__c", "Level__c"]).collect();
        let object = prop_oneof![20 => named(vec![list.object]), 1 => any::<String>()];
        let owner = prop_oneof![20 => Just(None), 1 => any::<String>().prop_map(Some)];
        (object, code(), owner, values(columns, 6)).prop_map(|(list, level, owner, values)| StoredRow {
            list,
            id: owner.unwrap_or_else(|| format!("{level}-id")),
            level,
            values,
        })
    };
    prop::collection::vec(prop::strategy::Union::new(LISTS.iter().map(of)), 0..12)
}

fn records() -> impl Strategy<Value = StoredSettings> {
    let lockable: Vec<_> = ROWS.iter().map(|row| row.field).collect();
    let locks = prop::collection::btree_map(named(lockable), any::<bool>().prop_map(StoredValue::Flag), 0..6);
    (levels(), rows(), locks).prop_map(|(levels, lists, locks)| StoredSettings {
        levels,
        lists,
        locks,
        ..StoredSettings::default()
    })
}

/// Everything in force passes the check that is made where it is typed, and stays as it is.
fn all_valid(merged: &Merged) {
    let hosts = merged.settings.text(Key::AllowedHosts);
    for row in ROWS {
        let value = merged.settings.text(row.key);
        assert_eq!(check_setting(row.key, value, hosts).as_deref(), Ok(value), "{}", row.field);
    }
    for list in LISTS {
        for row in merged.rows(list.list) {
            for (at, column) in list.columns.iter().enumerate() {
                assert_eq!(check_column(column, row.cell(at)).as_deref(), Ok(row.cell(at)), "{}", column.field);
            }
        }
    }
    assert!(merged.settings.targets(None).count() > 0 || !merged.rows(List::Targets).is_empty());
    let is_name = |field: &str| !field.is_empty() && field.is_ascii();
    assert!(LogPart::ALL.iter().all(|part| merged.settings.log_field(*part).is_none_or(is_name)));
}

/// What stands for a setting, looked at by itself.
fn is_right(key: Key, level: Level, stored: &StoredValue, hosts: &str) -> bool {
    let row = key.row();
    match text_of(row.kind, stored) {
        Ok(text) if text.is_empty() => true,
        // A list with nothing between its commas says nothing, at whatever level.
        Ok(text) => check_setting(key, &text, hosts).is_ok_and(|checked| checked.is_empty() || key.is_of(level)),
        Err(_) => false,
    }
}

/// Every field that is wrong is told once, and none that is right.
fn told_once(stored: &StoredSettings, merged: &Merged) {
    let hosts = merged.settings.text(Key::AllowedHosts);
    let count = |level, wanted: &Place| {
        merged.faults.iter().filter(|fault| fault.level == Some(level) && fault.place == *wanted).count()
    };
    for level in Level::ALL {
        for row in ROWS {
            let right = is_right(row.key, level, stored.value(level, row.key), hosts);
            assert_eq!(count(level, &Place::Setting(row.key)), usize::from(!right), "{} {level:?}", row.field);
        }
        let Some(own) = stored.level(level) else { continue };
        let filled = || own.values.iter().filter(|(_, value)| !value.is_null());
        let known: Vec<_> = filled().filter_map(|(field, _)| Key::of_field(field)).collect();
        let unknown = filled().count() - known.len();
        let twice = known.len() - known.iter().collect::<BTreeSet<_>>().len();
        let fields = |fault: &&Fault| fault.level == Some(level) && fault.place == Place::Field;
        assert_eq!(merged.faults.iter().filter(fields).count(), unknown + twice);
    }
    let known = stored.levels.iter().filter_map(StoredLevel::level).collect::<BTreeSet<_>>().len();
    let of_levels = merged.faults.iter().filter(|fault| fault.place == Place::Level).count();
    assert_eq!(of_levels, stored.levels.len() - known);
    told_rows(stored, merged);
}

/// A row counts, or is told; and no place in a row is told twice, but for fields that stand there twice.
fn told_rows(stored: &StoredSettings, merged: &Merged) {
    let nowhere = stored.lists.iter().filter(|row| row.list().is_none() || row.level().is_none()).count();
    let told = merged.faults.iter().filter(|fault| fault.place == Place::List).count();
    assert_eq!(told, nowhere);
    for list in LISTS {
        for level in Level::ALL {
            for (place, row) in stored.rows(list.list, level).enumerate() {
                let faults: Vec<_> = merged
                    .faults
                    .iter()
                    .filter(|fault| fault.level == Some(level))
                    .filter(|fault| fault.place == Place::Row(list.list, place))
                    .map(|fault| (&fault.name, fault.reason))
                    .collect();
                let cells: Vec<_> = list
                    .columns
                    .iter()
                    .map(|column| {
                        let text = text_of(column.kind.kind(), row.cell(column.field));
                        text.and_then(|text| check_column(column, &text))
                    })
                    .collect();
                if faults.is_empty() {
                    assert!(cells.iter().all(Result::is_ok), "a wrong row that is not told");
                } else {
                    for column in list.columns {
                        let wrong = faults
                            .iter()
                            .filter(|(field, reason)| *field == column.field && *reason != Reason::Duplicate);
                        assert!(wrong.count() <= 1);
                    }
                    // A field without a name is an unknown one, and may stand there twice.
                    let whole = |(field, reason): &&(&String, Reason)| field.is_empty() && *reason != Reason::Unknown;
                    assert!(faults.iter().filter(whole).count() <= 1);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_stored(stored in records()) {
        let merged = merge(&stored);
        all_valid(&merged);
        told_once(&stored, &merged);
    }

    #[test]
    fn what_is_typed(text in text()) {
        for row in ROWS {
            if let Ok(taken) = check_setting(row.key, &text, "crm.example") {
                prop_assert_eq!(check_setting(row.key, &taken, "crm.example"), Ok(taken));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The order of levels, and of rows about different things, does not count.
    #[test]
    fn order_says_nothing(
        stored in records(),
        lines in prop::collection::btree_map("0[1-9][0-9]{8}", any::<bool>(), 0..20),
        turn in 0..20_usize,
    ) {
        let mut stored = stored;
        let mut seen = BTreeSet::new();
        stored.levels.retain(|level| seen.insert(level.level.clone()));
        stored.locks.clear();
        stored.lists = lines.iter().map(|(number, on)| StoredRow {
            list: "Denwa_Line__c".to_owned(),
            level: "user".to_owned(),
            id: "user-id".to_owned(),
            values: [is("Number__c", number.as_str()), is("Linked__c", *on)].into(),
        }).collect();
        let one = merge(&stored);
        stored.levels.reverse();
        let turn = turn.min(stored.lists.len());
        stored.lists.rotate_left(turn);
        let other = merge(&stored);
        prop_assert_eq!(&one.settings, &other.settings);
        prop_assert_eq!(one.faults.len(), other.faults.len());
        for row in ROWS {
            prop_assert_eq!(one.origin(row.key), other.origin(row.key));
        }
    }
}
