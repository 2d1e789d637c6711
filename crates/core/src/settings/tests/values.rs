//! What is taken, as what, and why not.

use super::super::schema::{ColumnKind, Key, Kind, LISTS, ROWS};
use super::super::value::{check, check_column, check_setting, stored_value, text_of};
use super::super::{List, Reason, StoredValue};

#[track_caller]
fn taken(kind: Kind, text: &str, stored: &str) {
    assert_eq!(check(kind, text).as_deref(), Ok(stored), "{text:?}");
    assert_eq!(check(kind, stored).as_deref(), Ok(stored), "again {stored:?}");
}

#[track_caller]
fn refused(kind: Kind, reason: Reason, texts: &[&str]) {
    for text in texts {
        assert_eq!(check(kind, text), Err(reason), "{text:?}");
    }
}

#[test]
fn defaults_are_valid() {
    for row in ROWS {
        assert_eq!(check_setting(row.key, row.default, "").as_deref(), Ok(row.default), "{}", row.field);
        let stored = stored_value(row.kind, row.default);
        let text = text_of(row.kind, &stored).unwrap();
        assert_eq!(text, row.default, "{}", row.field);
    }
}

#[test]
fn switches_and_choices() {
    taken(Kind::Switch, " ON\n", "on");
    taken(Kind::Choice(&["ringing", "manual"]), "Manual", "manual");
    refused(Kind::Switch, Reason::Code, &["true", "する", "1", "o n"]);
    assert_eq!(text_of(Kind::Switch, &StoredValue::Flag(false)), Ok("off".to_owned()));
    assert_eq!(text_of(Kind::Choice(&["on"]), &StoredValue::Flag(true)), Err(Reason::Type));
    assert_eq!(text_of(Kind::Switch, &StoredValue::Number(1.0)), Err(Reason::Type));
}

#[test]
fn whole_numbers() {
    taken(Kind::Whole(60), "５", "5");
    taken(Kind::Whole(60), "\t60\r\n", "60");
    taken(Kind::WholeOrNone(600), "000", "0");
    refused(Kind::Whole(60), Reason::Range, &["0", "61", "-1", "99999999999999999999"]);
    refused(Kind::WholeOrNone(60), Reason::Range, &["61", "-0", "−5"]);
    refused(Kind::Whole(60), Reason::Type, &["5.0", "1e1", "0x5", "５秒", "-", "NaN", "五", "5 5"]);
    let stored = |number| text_of(Kind::Whole(60), &StoredValue::Number(number));
    assert_eq!(stored(30.0), Ok("30".to_owned()));
    assert_eq!(stored(-0.0), Ok("0".to_owned()));
    for number in [f64::NAN, f64::INFINITY, 30.5, 1e-300] {
        assert_eq!(stored(number), Err(Reason::Type), "{number}");
    }
    for number in [-1.0, 1e300, 1e6] {
        assert_eq!(stored(number), Err(Reason::Range), "{number}");
    }
}

#[test]
fn texts() {
    taken(Kind::Text(4), "\u{3000}非通知\u{feff} ", "非通知");
    taken(Kind::Text(4), "😀😀", "😀😀");
    refused(Kind::Text(4), Reason::TooLong, &["12345", "😀😀😀"]);
    refused(Kind::Text(40), Reason::Control, &["a\nb", "a\tb", "a\u{0}b", "a\u{202e}b", "a\u{2028}b", "a\u{85}b"]);
    taken(Kind::Template(255), "{ani} {Result}", "{ANI} {RESULT}");
    refused(Kind::Template(255), Reason::Placeholder, &["{", "{FOO}", "100%}"]);
    refused(Kind::Template(8), Reason::TooLong, &["{ANI}{ANI}"]);
}

#[test]
fn addresses() {
    let socket = Kind::SocketUrl;
    taken(socket, " wss://cti.example.co.jp:8443/v1?x=1\n", "wss://cti.example.co.jp:8443/v1?x=1");
    taken(socket, "ws://127.0.0.1:8430/ws", "ws://127.0.0.1:8430/ws");
    refused(socket, Reason::Insecure, &["ws://cti.example/", "https://cti.example/", "javascript:alert(1)", "data:,x"]);
    refused(
        socket,
        Reason::Malformed,
        &["cti.example", "wss://", "wss://a b/", "wss://x/#f", "wss://u:p@x/", "wss://x/{ANI}"],
    );

    let base = Kind::LibraryBase;
    taken(base, "https://Acme.my.salesforce.com/", "https://acme.my.salesforce.com");
    taken(base, "http://localhost:8421", "http://localhost:8421");
    refused(
        base,
        Reason::OtherHost,
        &["https://evil.example", "https://salesforce.com.evil.example", "https://acme.force.com"],
    );
    refused(base, Reason::Insecure, &["http://acme.my.salesforce.com", "javascript:alert(1)"]);
    refused(
        base,
        Reason::Malformed,
        &["acme.my.salesforce.com", "https://acme.my.salesforce.com/x", "https://acme.my.salesforce.com@e.example"],
    );

    let url = Kind::Url;
    taken(url, "https://crm.example/o?tel={ani}&n={NAME}#x", "https://crm.example/o?tel={ANI}&n={NAME}#x");
    refused(
        url,
        Reason::Insecure,
        &["http://crm.example/", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc"],
    );
    refused(
        url,
        Reason::Malformed,
        &[
            "crm.example/",
            "//crm.example/",
            "https://{ANI}.example/",
            "https://crm.example/a b",
            "https://crm.example\\@e.example/",
        ],
    );
    refused(url, Reason::Control, &["https://crm.example/\n?x", "java\tscript:alert(1)"]);
    refused(url, Reason::Placeholder, &["https://crm.example/{PASSWORD}", "https://crm.example/}"]);
    refused(url, Reason::TooLong, &[&format!("https://crm.example/{}", "x".repeat(240))]);
}

#[test]
fn hosts_of_addresses() {
    let check = |key, text| check_setting(key, text, "crm.example,*.example.jp").map(drop);
    assert_eq!(check(Key::UrlRinging, "https://crm.example/{ANI}"), Ok(()));
    assert_eq!(check(Key::RecordingUrl, "https://rec.example.jp/{REQUESTID}?{RESULT}"), Ok(()));
    assert_eq!(check(Key::UrlRinging, "https://evil.example/"), Err(Reason::OtherHost));
    assert_eq!(check(Key::UrlRinging, "https://crm.example/{RESULT}"), Err(Reason::TooEarly));
    assert_eq!(check(Key::UrlEnded, "https://crm.example/{RESULT}"), Ok(()));
    assert_eq!(check(Key::UrlEnded, ""), Ok(()));
}

#[test]
fn pages() {
    taken(Kind::Page, "/001/e", "/001/e");
    taken(Kind::Page, "flow:New_Caller", "flow:New_Caller");
    taken(Kind::Page, "/apex/Search?tel={ani}", "/apex/Search?tel={ANI}");
    taken(Kind::Page, "https://acme.lightning.force.com/lightning/o/Case/new", "/lightning/o/Case/new");
    refused(Kind::Page, Reason::OtherHost, &["https://evil.example/001/e"]);
    refused(Kind::Page, Reason::Insecure, &["javascript:alert(1)", "data:,x", "http://acme.my.salesforce.com/001"]);
    refused(Kind::Page, Reason::TooEarly, &["/001/e?x={DURATION}"]);
}

#[test]
fn numbers_and_lists_in_one_text() {
    taken(Kind::Number, "０３（１２３４）５６７８", "0312345678");
    taken(Kind::Number, "+81 3 1234 5678", "0312345678");
    taken(Kind::Number, "9999", "9999");
    refused(Kind::Number, Reason::Malformed, &["abc", "2026-11-22", "taro@example.jp", "電話"]);
    taken(Kind::Prefixes, "0、 8 9，００", "0,8,9,00");
    refused(Kind::Prefixes, Reason::Malformed, &["0,a", "123456789", "+81"]);
    taken(Kind::Hosts, "CRM.example *.example.jp, https://crm.example/x", "crm.example,*.example.jp");
    refused(Kind::Hosts, Reason::Malformed, &["*", "*.com", "a..b", "crm.example/x", "*.*.example.jp", "電話.example"]);
    refused(Kind::Hosts, Reason::Insecure, &["http://crm.example/"]);
    taken(Kind::Object, "Order__c", "Order__c");
    refused(Kind::Object, Reason::Malformed, &["001", "Order c", "取引先", "Order-c", "Order__", "a.b"]);
    taken(Kind::Version, "６６", "66.0");
    refused(Kind::Version, Reason::Malformed, &["66.1", "v66", "066.0", "6", "66.0/.."]);
    refused(Kind::Version, Reason::Range, &["42.0"]);
}

#[test]
fn columns() {
    let target = List::Targets.row().columns;
    assert_eq!(check_column(&target[1], "Phone, MobilePhone Phone").as_deref(), Ok("Phone,MobilePhone"));
    assert_eq!(check_column(&target[1], "Phone;DROP TABLE x--"), Err(Reason::Malformed));
    assert_eq!(check_column(&target[0], " "), Err(Reason::Missing));
    assert_eq!(check_column(&target[3], ""), Ok(String::new()));
    assert_eq!(check_column(&List::LogFields.row().columns[1], "a\nb"), Err(Reason::Control));
    for column in LISTS.iter().flat_map(|list| list.columns) {
        let long = "x".repeat(300);
        let most = if column.kind == ColumnKind::Fields { 255 } else { 80 };
        assert!(check_column(column, &long).is_err(), "{} takes more than {most}", column.field);
    }
}
