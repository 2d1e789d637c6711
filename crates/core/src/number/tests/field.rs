//! Numbers as people keep them in records: the tables in `tests/field`, which the Lightning simulator plays too.

use super::super::{dialable, parse, same, search_forms};

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
