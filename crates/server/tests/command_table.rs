//! The second table of commands in docs/asterisk.*.md names end-to-end tests, and they exist.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

/// Returns the tests that a row names, as files and titles.
fn tests_of(row: &str) -> Vec<(&str, &str)> {
    row.split('`')
        .skip(1)
        .step_by(2)
        .map(|test| test.split_once(": ").unwrap_or_else(|| panic!("no title: {test}")))
        .collect()
}

#[test]
fn every_command_names_end_to_end_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut named = Vec::new();
    for (guide, heading) in [("asterisk.en.md", "### Where each is tried"), ("asterisk.ja.md", "### 確かめた場所")]
    {
        let text = fs::read_to_string(root.join("docs").join(guide)).unwrap();
        let (_, table) = text.split_once(heading).unwrap_or_else(|| panic!("{guide}: no {heading}"));
        let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
        assert!(rows.len() >= 20, "{guide}: {} rows", rows.len());
        for row in &rows {
            let tests = tests_of(row);
            assert!(!tests.is_empty(), "no test: {row}");
            for (file, title) in tests {
                let source = fs::read_to_string(root.join(format!("tests/e2e/{file}.test.mjs")));
                let source = source.unwrap_or_else(|error| panic!("{file}: {error}"));
                // A test in both languages has the language behind its title.
                let is_there =
                    [format!("test('{title}'"), format!("test(`{title}`"), format!("test(`{title} (${{lang}})`")];
                assert!(is_there.iter().any(|name| source.contains(name)), "{guide}: no test {file}: {title}");
            }
        }
        named.push(
            rows.into_iter()
                .map(|row| tests_of(row).into_iter().map(|(f, t)| format!("{f}: {t}")).collect::<Vec<_>>())
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(named[0], named[1], "both guides name the same tests");
}
