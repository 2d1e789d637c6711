//! Properties that hold for every text.

use super::super::{dialable, display, is_emergency_with, parse, same, search_forms, search_forms_with};
use proptest::prelude::*;

/// Texts of the pieces that people and machines write in and around numbers.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[0-9]{1,6}",
        2 => "[０-９]{1,4}",
        3 => "[-ー−‐ 　().+*#/,:;@x〜]",
        1 => prop::sample::select(vec![
            "+81", "(0)", "010", "184", "186", "0120", "0033", "0037-68", "0312345678", "03-1234-5678", "+49 30 ", "内線", "ext.", "tel:",
            "sip:", "@pbx", "(代)", "〒", "円", "<", ">", ";ext=", ".0", "・", "～", "'", "=\"", " / ", "平日9-17時", "山田", "E+", "☎️", "😀",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![nearly(), any::<String>(), "\\PC{0,24}"]
}

/// Up to 10,000 characters: many pieces, or a piece again and again.
fn long() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(nearly(), 0..60).prop_map(|parts| parts.concat()),
        ("[\u{202e}\u{200f}😀0-9 /・+-]{1,8}", 1..1250_usize).prop_map(|(part, times)| part.repeat(times)),
    ]
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_search_forms_are_clean(text in anything(), prefix in "[0-9]{0,3}") {
        let prefixes = [prefix];
        let forms = search_forms_with(&text, &prefixes);
        prop_assert!(forms.len() <= 32);
        for (at, form) in forms.iter().enumerate() {
            prop_assert!(form.bytes().all(|b| b.is_ascii_digit() || b"+-".contains(&b)), "{form}");
            prop_assert!(digits(form).len() >= 3, "{form}");
            prop_assert!(!forms[..at].contains(form), "twice: {form}");
        }
        let _ = (display(&text), is_emergency_with(&text, &prefixes));
    }

    #[test]
    fn long_texts_are_read_or_refused(text in long()) {
        let _ = (display(&text), search_forms(&text));
        prop_assert_eq!(same(&text, &text), parse(&text).is_ok());
    }

    #[test]
    fn a_number_is_found_among_words(name in "[ぁ-んァ-ヶ一-龠]{1,6}", number in "0[3-9][0-9]{8}", at in 2..6_usize) {
        let number = format!("{}-{}", &number[..at], &number[at..]);
        // 三 may be a digit of the number, 内 marks an extension.
        prop_assume!(!name.contains(|c: char| c.is_numeric() || "円内一二三四五六七八九十".contains(c)));
        let expected = dialable(&number);
        for text in [
            format!("{name} {number}"),
            format!("{number}（{name}）"),
            format!("{number} {name}"),
            format!("{number} (平日9-17時)"),
            format!("'{number}"),
        ] {
            prop_assert_eq!(dialable(&text), expected.clone(), "{}", text);
        }
    }

    #[test]
    fn each_of_two_numbers_is_found(
        a in "0[3-9][1-9][0-9]{7}", b in "0[3-9][1-9][0-9]{7}", between in prop::sample::select(vec![" / ", "/", " ", "、", ", ", " FAX ", "\n"]),
    ) {
        let text = format!("{a}{between}{b}");
        prop_assert_eq!(dialable(&text), Ok(a.clone()));
        prop_assert!(same(&text, &a) && same(&text, &b), "{}", text);
        let forms = search_forms(&text);
        prop_assert!(forms.contains(&a) && forms.contains(&b), "{:?}", forms);
    }

    #[test]
    fn a_prefix_is_dialled_as_it_is_written(prefix in prop::sample::select(vec!["184", "186", "0033", "003768", "001"]), number in "0[3-9][1-9][0-9]{7}") {
        prop_assume!(search_forms(&number).iter().any(|form| form.starts_with("+81-")));
        let text = format!("{prefix}-{number}");
        prop_assert_eq!(dialable(&text), Ok(format!("{prefix}{number}")));
        prop_assert!(same(&text, &number), "{}", text);
    }

    #[test]
    fn showing_a_shown_number_changes_nothing(text in anything()) {
        let shown = display(&text);
        prop_assert_eq!(display(&shown), shown);
    }

    #[test]
    fn a_shown_number_is_still_the_same_number(text in anything()) {
        prop_assert_eq!(same(&text, &display(&text)), parse(&text).is_ok());
    }

    #[test]
    fn plain_digits_keep_their_digits(text in "[0-9]{1,20}") {
        prop_assume!(!text.starts_with("010") && !text.starts_with("81"));
        prop_assert_eq!(digits(&display(&text)), text);
    }

    #[test]
    fn a_dialled_number_dials_itself(text in anything()) {
        if let Ok(dialled) = dialable(&text) {
            prop_assert!(dialled.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit() || b"*#".contains(&b)), "{dialled}");
            prop_assert!(dialled.matches('+').count() <= 1);
            prop_assert_eq!(dialable(&dialled), Ok(dialled.clone()));
            prop_assert!(same(&text, &dialled), "{dialled}");
        }
    }

    #[test]
    fn each_search_form_is_the_number(text in anything()) {
        for form in search_forms(&text) {
            prop_assert!(same(&form, &text) || digits(&form).len() <= 8, "{form}");
        }
    }

    #[test]
    fn sameness_is_symmetric(a in nearly(), b in nearly()) {
        prop_assert_eq!(same(&a, &b), same(&b, &a));
    }

    #[test]
    fn all_ways_to_write_a_japanese_number_are_the_same(number in "0[1-9][0-9]{8}", at in 2..6_usize) {
        prop_assume!(!number.starts_with("010"));
        let significant = &number[1..];
        let wide: String = number.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        for other in [
            format!("{}-{}", &number[..at], &number[at..]),
            format!("+81{significant}"),
            format!("+81 (0){significant}"),
            format!("tel:+81-{significant};ext=12"),
            format!("sip:{number}@pbx.example"),
            format!("184-{number}"),
            format!("{wide} 内線12"),
        ] {
            prop_assert!(same(&number, &other), "{other}");
        }
    }
}
