//! Numbers as people keep them in records: the tables in `tests/field`, which the Lightning simulator plays too.

use super::super::{NumberError, dialable, dialable_numbers, is_emergency, parse, parse_all, same, search_forms};

const NUMBERS: &str = include_str!("../../../tests/field/numbers.tsv");
const SAME: &str = include_str!("../../../tests/field/same.tsv");

/// The rows of a table, each with its columns. A line that begins with `# ` is the heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

#[test]
fn texts_are_dialled_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows(NUMBERS) {
        let (text, dialled) = (row[0], row[1]);
        let extension = row.get(2).copied().filter(|digits| !digits.is_empty());
        let expected = Some(dialled).filter(|dialled| *dialled != "-");
        let read = (dialable(text).ok(), parse(text).ok().and_then(|number| number.extension));
        if read != (expected.map(str::to_owned), extension.map(str::to_owned)) {
            wrong.push(format!("{row:?}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_are_the_same_line_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows(SAME) {
        let (a, b, expected) = (row[0], row[1], row[2] == "yes");
        if (same(a, b), same(b, a)) != (expected, expected) {
            wrong.push(format!("{row:?}"));
        }
        let shared =
            search_forms(a).iter().any(|form| same(form, b)) && search_forms(b).iter().any(|form| same(form, a));
        if shared != expected {
            wrong.push(format!("{row:?}, searched"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_of_ten_thousand_characters_are_refused() {
    let parts = [
        "0",
        "03-1234-5678 / ",
        "0 ",
        "1.",
        "😀",
        "\u{202e}",
        "\u{200f}3",
        "内線1 ",
        "x1",
        "+",
        "((",
        "・1",
        "e1",
        "<sip:",
        "%20",
    ];
    for part in parts {
        let text: String = part.chars().cycle().take(10_000).collect();
        assert_eq!(parse_all(&text), Err(NumberError::TooLong), "{part}");
        assert_eq!(dialable_numbers(&text, &["0".to_owned()]), Err(NumberError::TooLong), "{part}");
        assert!(search_forms(&text).is_empty() && !same(&text, &text) && !is_emergency(&text), "{part}");
    }
}
