//! Finds the tests of each setting by their names: a scenario of the core, named after the field, and end-to-end tests of the setting's group,
//! with the group's code in square brackets.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use denwa_core::settings::schema::{Group, LISTS, ROWS};

use crate::paths;

/// The folder with the scenarios.
const SCENARIOS: &str = "crates/core/tests/it/settings";
/// The folder with the end-to-end tests.
const BROWSER: &str = "tests/e2e";

/// Tests by the settings that they prove.
pub struct Proofs {
    /// Names of scenarios, by field or list as in [`names`].
    scenarios: BTreeMap<String, Vec<String>>,
    /// Files and titles, by the group's code.
    browser: BTreeMap<String, Vec<(String, String)>>,
}

/// Every field and list, as in names of tests: in lower case, without `__c`.
fn names() -> impl Iterator<Item = String> {
    ROWS.iter().map(|row| row.field).chain(LISTS.iter().map(|list| list.object)).map(name_of)
}

/// A field or a list, as in names of tests.
pub fn name_of(field: &str) -> String {
    field.trim_end_matches("__c").to_lowercase()
}

impl Proofs {
    pub fn read() -> Result<Self> {
        let mut found = Self { scenarios: BTreeMap::new(), browser: BTreeMap::new() };
        for (_, text) in files(SCENARIOS, "rs")? {
            for test in tests_in(&text) {
                // Names may begin alike: `timeout_url_ringing`, `timeout_url`. The longest is meant.
                let of =
                    names().filter(|name| test.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('_')));
                if let Some(name) = of.max_by_key(String::len) {
                    found.scenarios.entry(name).or_default().push(test);
                }
            }
        }
        for (file, text) in files(BROWSER, "mjs")? {
            for title in titles_in(&text) {
                for group in Group::ALL.iter().map(|group| group.code()) {
                    if title.contains(&format!("[{group}]")) {
                        found.browser.entry(group.to_owned()).or_default().push((file.clone(), title.clone()));
                    }
                }
            }
        }
        Ok(found)
    }

    /// The scenario of a field or list.
    pub fn scenario(&self, field: &str) -> Option<&str> {
        self.scenarios.get(&name_of(field))?.first().map(String::as_str)
    }

    /// The end-to-end tests of a group: files and titles.
    pub fn browser(&self, group: Group) -> &[(String, String)] {
        self.browser.get(group.code()).map_or(&[], Vec::as_slice)
    }

    /// Fields, lists and groups without a test.
    pub fn missing(&self) -> Vec<String> {
        let rows = names().filter(|name| !self.scenarios.contains_key(name));
        let groups = Group::ALL.iter().filter(|group| self.browser(**group).is_empty());
        rows.chain(groups.map(|group| format!("[{}] in the browser", group.code()))).collect()
    }
}

/// Name and text of the files of a folder, in order.
fn files(folder: &str, end: &str) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let folder = paths::root().join(folder);
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|other| other == end) {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            files.push((name(&path), text));
        }
    }
    files.sort();
    Ok(files)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Names of test functions that are not ignored.
fn tests_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if line != "#[test]" {
            continue;
        }
        let next = lines.next().unwrap_or_default();
        let name = next.strip_prefix("fn ").and_then(|rest| rest.split('(').next());
        found.extend(name.map(str::to_owned));
    }
    found
}

/// Titles of `test('…'`.
fn titles_in(text: &str) -> Vec<String> {
    let starts = text.lines().filter_map(|line| line.strip_prefix("test("));
    let quoted = |rest: &str| {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
        rest[1..].split(quote).next().map(str::to_owned)
    };
    starts.filter_map(quoted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_and_ignored_ones_are_not() {
        let text = "#[test]\nfn popup_size_opens() {}\n\n  #[test]\n  #[ignore]\n  fn login_x() {}\nfn helper() {}\n";
        assert_eq!(tests_in(text), ["popup_size_opens"]);
        assert_eq!(
            titles_in("test('[popup] opens', async (t) => {\n  test.skip('no')\ntest(`a [lines]`, x"),
            ["[popup] opens", "a [lines]"]
        );
    }
}
