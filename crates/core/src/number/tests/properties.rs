//! What holds for every text.

use super::super::{dialable, display, is_emergency_with, parse, same, search_forms, search_forms_with};
use proptest::prelude::*;

/// Text that is nearly a number: what people and machines write around digits.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[0-9]{1,6}",
        2 => "[０-９]{1,4}",
        3 => "[-ー−‐ 　().+*#/,:;@x〜]",
        1 => prop::sample::select(vec![
            "+81", "(0)", "010", "184", "186", "0120", "内線", "ext.", "tel:", "sip:", "@pbx", "(代)", "〒", "円", "<", ">", ";ext=",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![nearly(), any::<String>(), "\\PC{0,24}"]
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_search_forms_are_clean(text in anything(), prefix in "[0-9]{0,3}") {
        let forms = search_forms_with(&text, &prefix);
        prop_assert!(forms.len() <= 4);
        for (at, form) in forms.iter().enumerate() {
            prop_assert!(form.bytes().all(|b| b.is_ascii_digit() || b"+-".contains(&b)), "{form}");
            prop_assert!(digits(form).len() >= 3, "{form}");
            prop_assert!(!forms[..at].contains(form), "twice: {form}");
        }
        let _ = (display(&text), is_emergency_with(&text, &prefix));
    }

    #[test]
    fn showing_what_is_shown_changes_nothing(text in anything()) {
        let shown = display(&text);
        prop_assert_eq!(display(&shown), shown);
    }

    #[test]
    fn what_is_shown_is_the_same_number(text in anything()) {
        prop_assert_eq!(same(&text, &display(&text)), parse(&text).is_ok());
    }

    #[test]
    fn plain_digits_keep_their_digits(text in "[0-9]{1,20}") {
        prop_assume!(!text.starts_with("010") && !text.starts_with("81"));
        prop_assert_eq!(digits(&display(&text)), text);
    }

    #[test]
    fn what_is_dialled_dials_the_same_again(text in anything()) {
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
    fn all_writings_of_a_japanese_number_are_one(number in "0[1-9][0-9]{8}", at in 2..6_usize) {
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
