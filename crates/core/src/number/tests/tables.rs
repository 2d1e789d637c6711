//! Texts, and what each of them means.

use super::super::{
    CallerId, NationalKind, NumberError, NumberKind, dialable, display, display_with, is_emergency, is_emergency_with,
    parse, same, search_forms, search_forms_with,
};

fn national(kind: NationalKind, digits: &str) -> NumberKind {
    NumberKind::National { kind, digits: digits.to_owned() }
}

#[test]
fn every_way_to_write_a_japanese_number_is_read() {
    for text in [
        "0312345678",
        "03-1234-5678",
        "03 1234 5678",
        "(03) 1234-5678",
        "03(1234)5678",
        "03.1234.5678",
        "03・1234・5678",
        "０３（１２３４）５６７８",
        "０３ー１２３４ー５６７８",
        "03‐1234‐5678",
        "03−1234−5678",
        "03〜1234〜5678",
        "03–1234—5678",
        "03ｰ1234ｰ5678",
        "\u{202a}03-1234-5678\u{202c}",
        "\u{feff}03\u{a0}1234\u{3000}5678\r\n",
        "+81312345678",
        "+81 3-1234-5678",
        "+81 (0)3-1234-5678",
        "+81-03-1234-5678",
        "(+81) 3 1234 5678",
        "＋８１　３　１２３４　５６７８",
        "81312345678",
        "010-81-3-1234-5678",
        "+0312345678",
        "tel:+81-3-1234-5678",
        "tel:03-1234-5678;phone-context=+81",
        "sip:0312345678@pbx.example",
        "sip:%2B81312345678@pbx.example;transport=tls",
        "\"Hanako\" <sip:+81312345678@10.0.0.1>",
        "0312345678@10.0.0.1",
        "TEL: 03-1234-5678",
        "電話番号：03-1234-5678",
        "☎03-1234-5678",
        "03-1234-5678(代)",
        "03-1234-5678（代表）",
        "03-1234-5678 内線12",
        "03-1234-5678（内線：12）",
        "03-1234-5678 ext. 12",
        "03-1234-5678 x12",
        "tel:+81-3-1234-5678;ext=12",
    ] {
        let number = parse(text).unwrap();
        assert_eq!(number.kind, national(NationalKind::Fixed, "0312345678"), "{text}");
        assert_eq!(
            number.extension.is_some(),
            text.contains("12") && text.ends_with(['2', '）']) && !text.ends_with("（代表）"),
            "{text}"
        );
        assert_eq!(dialable(text).as_deref(), Ok("0312345678"), "{text}");
        assert!(display(text).starts_with("03-1234-5678"), "{text}");
        assert!(same(text, "03-1234-5678"), "{text}");
    }
}

#[test]
fn national_numbers_have_their_kind_and_their_groups() {
    for (text, kind, shown) in [
        ("06012345678", NationalKind::Mobile, "060-1234-5678"),
        ("0601234567", NationalKind::Personal, "060-123-4567"),
        ("0612345678", NationalKind::Fixed, "06-1234-5678"),
        ("0669990000", NationalKind::Fixed, "06-6999-0000"),
        ("0499212345", NationalKind::Fixed, "04992-1-2345"),
        ("0451234567", NationalKind::Fixed, "045-123-4567"),
        ("0422212345", NationalKind::Fixed, "0422-21-2345"),
        ("0980212345", NationalKind::Fixed, "09802-1-2345"),
        ("07012345678", NationalKind::Mobile, "070-1234-5678"),
        ("08012345678", NationalKind::Mobile, "080-1234-5678"),
        ("09012345678", NationalKind::Mobile, "090-1234-5678"),
        ("08001234567", NationalKind::TollFree, "0800-123-4567"),
        ("0120123456", NationalKind::TollFree, "0120-123-456"),
        ("0570012345", NationalKind::Special, "0570-012-345"),
        ("0990123456", NationalKind::Special, "0990-123-456"),
        ("05012345678", NationalKind::Ip, "050-1234-5678"),
        ("02012345678", NationalKind::Machine, "020-1234-5678"),
        ("02001234567890", NationalKind::Machine, "02001234567890"),
        ("0801234567", NationalKind::Unallocated, "0801234567"),
    ] {
        assert_eq!(parse(text).unwrap().kind, national(kind, text));
        assert_eq!(display(text), shown);
    }
}

#[test]
fn short_numbers_codes_and_unknown_numbers_are_never_rewritten() {
    // Services, extensions, feature codes, numbers of no known plan, SIP names.
    for text in [
        "104",
        "110",
        "117",
        "118",
        "119",
        "171",
        "188",
        "0",
        "01",
        "1000",
        "2001",
        "0312",
        "12345678",
        "*72",
        "#7119",
        "#9110",
        "*123#",
        "**1",
        "123456789",
        "3362227000",
        "0036031234567",
        "00441234567890",
        "031234567",
        "999912345678901",
    ] {
        assert_eq!(dialable(text).as_deref(), Ok(text));
        assert_eq!(display(text), text);
    }
    assert_eq!(parse("110"), parse("１１０"));
    let abroad =
        |code: &str, rest: &str| NumberKind::Abroad { country_code: code.to_owned(), subscriber: rest.to_owned() };
    for (text, kind) in [
        ("110", NumberKind::Short("110".to_owned())),
        ("2001", NumberKind::Extension("2001".to_owned())),
        ("内線 2001", NumberKind::Extension("2001".to_owned())),
        ("sip:2001@pbx", NumberKind::Extension("2001".to_owned())),
        ("sip:Taro@example.jp;tag=1", NumberKind::Sip("taro@example.jp".to_owned())),
        ("＃7119", NumberKind::Feature("#7119".to_owned())),
        ("sip:%2A72@pbx", NumberKind::Feature("*72".to_owned())),
        ("123456789", NumberKind::Unknown("123456789".to_owned())),
        ("+1 336 222 7000", abroad("1", "3362227000")),
        ("+353 1 234 5678", abroad("353", "12345678")),
    ] {
        assert_eq!(parse(text).unwrap().kind, kind, "{text}");
    }
    assert_eq!(display("  Yamada Hanako "), "Yamada Hanako");
    assert_eq!(display("（内線 2002）"), "（内線 2002）");
    assert_eq!(display("555-1234-5"), "555-1234-5");
}

#[test]
fn numbers_abroad_are_dialled_with_a_plus() {
    for (text, dialled, shown) in [
        ("+13362227000", "+13362227000", "+1 336-222-7000"),
        ("+1 (336) 222-7000", "+13362227000", "+1 336-222-7000"),
        ("13362227000", "+13362227000", "+1 336-222-7000"),
        ("+15550109001", "+15550109001", "+1 555-010-9001"),
        ("010-1-202-555-0173", "+12025550173", "+1 202-555-0173"),
        ("+44 (0)20 7946 0958", "+442079460958", "+44 2079460958"),
        ("+852 2345 6789", "+85223456789", "+852 23456789"),
        ("+74951234567", "+74951234567", "+7 4951234567"),
        ("tel:+1-336-222-7000;ext=9", "+13362227000", "+1 336-222-7000 x9"),
    ] {
        assert_eq!(dialable(text).as_deref(), Ok(dialled), "{text}");
        assert_eq!(display(text), shown, "{text}");
    }
}

#[test]
fn caller_id_prefixes_are_taken_off_and_put_back() {
    let number = parse("184-03-1234-5678").unwrap();
    assert_eq!(number.caller_id, Some(CallerId::Hide184));
    assert_eq!(parse("１８６０９０１２３４５６７８").unwrap().caller_id, Some(CallerId::Show186));
    assert_eq!(dialable("184-03-1234-5678").as_deref(), Ok("1840312345678"));
    assert_eq!(display("1840312345678"), "184-03-1234-5678");
    assert_eq!(search_forms("184-03-1234-5678")[0], "0312345678");
    assert!(same("186-03-1234-5678", "0312345678"));
    for text in ["184", "1840", "18412345", "184123456789"] {
        assert_eq!(parse(text).unwrap().caller_id, None, "{text}");
    }
}

#[test]
fn dates_amounts_and_words_are_no_numbers() {
    use NumberError::{Amount, Date, Empty, Letters, Nonsense, PostalCode, TooLong, TooShort};
    for (text, error) in [
        ("", Empty),
        (" \u{3000}\t", Empty),
        ("-", Empty),
        ("()", Empty),
        ("+", Empty),
        ("anonymous", Letters),
        ("Anonymous <anonymous@anonymous.invalid>", Letters),
        ("unavailable", Letters),
        ("非通知", Letters),
        ("公衆電話", Letters),
        ("表示圏外", Letters),
        ("P", Letters),
        ("0120-DOCOMO", Letters),
        ("2026年11月22日", Letters),
        ("<script>alert(1)</script>", Letters),
        ("2026-11-22", Date),
        ("2026/11/22", Date),
        ("2026.11.22", Date),
        ("２０２６ー１１ー２２", Date),
        ("11/22", Date),
        ("¥500", Amount),
        ("￥1,000", Amount),
        ("1,000円", Amount),
        ("12,345,678", Amount),
        ("$5.00", Amount),
        ("1234.50", Amount),
        ("98%", Amount),
        ("123-4567", PostalCode),
        ("〒060-0001", PostalCode),
        ("１２３−４５６７", PostalCode),
        ("+81110", TooShort),
        ("+110", TooShort),
        ("+81 3 1234", TooShort),
        ("+81 3 1234 5678 901", Nonsense),
        ("0000000000", Nonsense),
        ("00", Nonsense),
        ("10:41", Nonsense),
        ("03+12345678", Nonsense),
        ("++81312345678", Nonsense),
        ("03-1234-5678-9", Nonsense),
        ("03-1234-5678 5679", Nonsense),
        ("03-1234-5678/5679", Nonsense),
        ("+49 30 1234567/68", Nonsense),
        ("+1 336 222 7000 12", Nonsense),
        ("8.1312345678E+11", Nonsense),
        ("0312345678.00", Amount),
        ("4.0", Amount),
        ("090-1234-567O", Letters),
        ("090-1234-567八", Letters),
        ("090-1234-567\u{668}", Letters),
        ("03-1234-5678 2F", Letters),
        ("注文番号 1000000001", Letters),
        ("#7119 救急", Letters),
        ("*", Nonsense),
        ("+*72", Nonsense),
        ("+1234567890123456", TooLong),
        ("123456789012345678901234567890", TooLong),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
        assert_eq!(dialable(text), Err(error), "{text:?}");
        assert_eq!(display(text), text.trim(), "{text:?}");
        assert!(search_forms(text).is_empty(), "{text:?}");
        assert!(!same(text, text), "{text:?}");
    }
    assert_eq!(dialable("sip:taro@example.jp"), Err(NumberError::Letters));
    assert_eq!(NumberError::Date.to_string(), "a date, not a telephone number");
}

#[test]
fn numbers_are_searched_for_as_records_hold_them() {
    let none: &[&str] = &[];
    for (text, forms) in [
        (
            "0312345678",
            &[
                "0312345678",
                "03-1234-5678",
                "+81312345678",
                "+81-3-1234-5678",
                "312345678",
                "810312345678",
                "0081312345678",
                "00810312345678",
            ][..],
        ),
        ("0120123456", &["0120123456", "0120-123-456", "120123456"]),
        ("0801234567", &["0801234567", "+81801234567", "801234567"]),
        ("+1 336-222-7000", &["+13362227000", "3362227000", "01013362227000"]),
        ("+6512345", &["+6512345", "0106512345"]),
        ("+39 06 1234 5678", &["+390612345678", "010390612345678"]),
        ("+852 2345 6789", &["+85223456789", "23456789", "01085223456789"]),
        ("3362227000", &["3362227000"]),
        ("2001", &["2001"]),
        ("117", &["117"]),
        ("12", none),
        ("110", none),
        ("*72", none),
        ("sip:taro@example.jp", none),
    ] {
        assert_eq!(search_forms(text), forms, "{text}");
    }
    // The likeliest forms are the first; the softphone layout is asked for no others.
    for (text, forms) in [
        ("０９０ー１２３４ー５６７８", ["09012345678", "090-1234-5678", "+819012345678", "+81-90-1234-5678"]),
        ("0499212345", ["0499212345", "04992-1-2345", "+81499212345", "+81-4992-1-2345"]),
        ("03-1234-5678 内線12", ["0312345678", "03-1234-5678", "+81312345678", "+81-3-1234-5678"]),
        ("9012345678", ["9012345678", "09012345678", "090-1234-5678", "+819012345678"]),
    ] {
        assert_eq!(search_forms(text)[..4], forms, "{text}");
    }
}

#[test]
fn opening_hours_and_places_are_no_part_of_a_number() {
    for text in [
        "03-1234-5678 9-17時",
        "03-1234-5678 10:00-18:00",
        "03-1234-5678（平日9:00〜18:00、土日休）",
        "03-1234-5678 (24時間)",
        "第2営業部 03-1234-5678",
        "「03-1234-5678」",
        "①03-1234-5678",
        "03-1234-5678 (本社)",
    ] {
        assert_eq!(dialable(text).as_deref(), Ok("0312345678"), "{text}");
        assert_eq!(parse(text).unwrap().extension, None, "{text}");
    }
}

#[test]
fn a_prefix_of_the_pbx_is_taken_off_only_where_a_number_remains() {
    let prefixes = ["0", "", "9", "85"].map(str::to_owned);
    for (text, first) in [
        ("00312345678", "0312345678"),
        ("009012345678", "09012345678"),
        ("90312345678", "0312345678"),
        ("850312345678", "0312345678"),
        ("09012345678", "09012345678"),
        ("0312345678", "0312345678"),
        ("852001", "852001"),
        ("9201", "9201"),
    ] {
        assert_eq!(search_forms_with(text, &prefixes)[0], first, "{text}");
    }
    assert!(is_emergency_with("0110", &prefixes) && is_emergency_with("0184119", &prefixes));
    assert!(!is_emergency("0110"));
}

#[test]
fn a_prefix_of_the_pbx_is_not_shown_before_a_number() {
    let prefixes = ["0".to_owned()];
    for (text, shown) in [
        ("00311112200", "03-1111-2200"),
        ("001013362227000", "+1 336-222-7000"),
        ("01840312345678", "184-03-1234-5678"),
        ("0311112200", "03-1111-2200"),
        ("02001", "02001"),
        ("0801234567", "0801234567"),
    ] {
        assert_eq!(display_with(text, &prefixes), shown, "{text}");
    }
}

#[test]
fn emergency_numbers_are_recognised() {
    for text in ["110", "118", "119", "１１９", "1 1 0", "tel:110", "184110", "186-119", "sip:110@pbx"] {
        assert!(is_emergency(text), "{text}");
    }
    for text in ["", "117", "1100", "0110", "11", "#110", "03-1234-0110", "+81110", "110番"] {
        assert!(!is_emergency(text), "{text}");
    }
}

#[test]
fn numbers_are_the_same_however_they_are_written() {
    for (a, b) in [
        ("0312345678", "+81-3-1234-5678"),
        ("312345678", "03-1234-5678"),
        ("3362227000", "+1 336-222-7000"),
        ("442079460958", "+44 20 7946 0958"),
        ("0120-123-456", "+81 120 123 456"),
        ("2001", "内線2001"),
        ("sip:2001@pbx", "2001"),
        ("*72", "＊72"),
    ] {
        assert!(same(a, b), "{a} {b}");
    }
    for (a, b) in [
        ("5678", "03-1234-5678"),
        ("110", "0312345110"),
        ("2001", "2002"),
        ("2001", "02001"),
        ("0312345678", "+44312345678"),
        ("03-1234-5678", "06-1234-5678"),
        ("06012345678", "0612345678"),
        ("anonymous", "anonymous"),
        ("", ""),
    ] {
        assert!(!same(a, b), "{a} {b}");
    }
}
