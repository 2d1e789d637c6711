//! Every line of docs/threat-model.md names tests, and they exist.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::HashMap, fs, path::Path};

#[test]
fn every_line_of_the_threat_model_names_a_test_that_exists() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(crates.join("../docs/threat-model.md")).unwrap();
    let mut sources: HashMap<String, String> = HashMap::new();
    let mut lines = 0;
    for line in text.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let held_by = line.rsplit('|').nth(1).unwrap();
        let tests: Vec<&str> = held_by.split('`').filter(|part| part.contains("::")).collect();
        assert!(!tests.is_empty(), "no test: {line}");
        for test in tests {
            let (file, name) = test.split_once("::").unwrap();
            let source = sources
                .entry(file.to_owned())
                .or_insert_with(|| fs::read_to_string(crates.join(file)).unwrap_or_else(|_| panic!("no file {file}")));
            if Path::new(file).extension().is_some_and(|end| end == "mjs") {
                assert!(source.contains(&format!("test('{name}'")), "no test {test}");
                continue;
            }
            let (before, _) = source.split_once(&format!("fn {name}()")).unwrap_or_else(|| panic!("no test {test}"));
            let attribute = before.lines().rev().find(|line| line.trim().starts_with("#[")).unwrap_or_default();
            assert!(attribute.contains("test"), "{test} is not a test");
        }
        lines += 1;
    }
    assert!(lines > 20, "only {lines} lines were found");
}
