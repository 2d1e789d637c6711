//! Checks that the core's modules do not import one another in a circle.
//!
//! A module is a file or folder directly below `src`. It imports another where its code has `crate::other`, or a name that `lib.rs` exports from it.
//! Tests may import anything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::paths;

/// The modules that each module imports, each with a file that does.
type Imports = BTreeMap<String, BTreeMap<String, String>>;

pub fn check() -> Result<()> {
    let root = paths::root().join("crates/core/src");
    let exports = exports(&std::fs::read_to_string(root.join("lib.rs"))?);
    let mut imports = Imports::new();
    read(&root, &root, &exports, &mut imports)?;
    let circle = circle(&imports);
    ensure!(circle.is_none(), "modules of denwa-core import one another in a circle:\n{}", circle.unwrap_or_default());
    Ok(())
}

fn read(root: &Path, folder: &Path, exports: &BTreeMap<String, String>, imports: &mut Imports) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, exports, imports)?;
            continue;
        }
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let module = name.split(['/', '.']).next().context("a file has a name")?.to_owned();
        let is_source = path.extension().is_some_and(|end| end == "rs");
        if !is_source || name == "lib.rs" || name.ends_with("tests.rs") || name.contains("/tests/") {
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        for imported in imported(&text) {
            let imported = exports.get(&imported).cloned().unwrap_or(imported);
            if imported != module {
                imports.entry(module.clone()).or_default().entry(imported).or_insert_with(|| name.clone());
            }
        }
    }
    Ok(())
}

/// Names that `lib.rs` exports, with their modules: from `pub use call::{Card, Phase};`.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for statement in lib.split(';').filter_map(|text| text.split_once("pub use ").map(|(_, path)| path)) {
        let Some((module, names)) = statement.split_once("::") else { continue };
        for name in names.split(|char: char| !char.is_alphanumeric() && char != '_').filter(|name| !name.is_empty()) {
            exports.insert(name.to_owned(), module.to_owned());
        }
    }
    exports
}

/// What follows `crate::` in the code: names, or the first names in a group.
fn imported(text: &str) -> BTreeSet<String> {
    let code: String = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![identifier(path)] };
    let mut depth = 0;
    let mut names = vec![String::new()];
    for char in group.chars() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            char => names.iter_mut().last().into_iter().for_each(|name| name.push(char)),
        }
    }
    names.iter().map(|name| identifier(name.trim())).filter(|name| !name.is_empty()).collect()
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}

/// A circle of imports, an import a line.
fn circle(imports: &Imports) -> Option<String> {
    imports.keys().find_map(|start| {
        let mut way = vec![start.as_str()];
        let mut seen = BTreeSet::new();
        leads_back(imports, start, &mut way, &mut seen).then(|| {
            let steps =
                way.windows(2).map(|step| format!("  {} → {} ({})", step[0], step[1], imports[step[0]][step[1]]));
            steps.collect::<Vec<_>>().join("\n")
        })
    })
}

/// Whether the last module of the way imports its first, directly or through others, which are then added to the way.
fn leads_back<'a>(imports: &'a Imports, start: &str, way: &mut Vec<&'a str>, seen: &mut BTreeSet<&'a str>) -> bool {
    let last = way[way.len() - 1];
    for next in imports.get(last).into_iter().flatten().map(|(name, _)| name.as_str()) {
        if next != start && !seen.insert(next) {
            continue;
        }
        way.push(next);
        if next == start || leads_back(imports, start, way, seen) {
            return true;
        }
        way.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(modules: &[(&str, &[&str])]) -> Imports {
        let of = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "x.rs".to_owned())).collect();
        modules.iter().map(|(module, names)| ((*module).to_owned(), of(names))).collect()
    }

    #[test]
    fn imports_are_found_in_code_only() {
        let text = "use crate::{Card, call::{Phase, who::Who}, host};\n// crate::doctor\nfn a(b: &crate::text::Msg) {}\n\
                    #[cfg(test)]\nmod tests { use crate::panel::Panel; }";
        assert_eq!(imported(text).into_iter().collect::<Vec<_>>(), ["Card", "call", "host", "text"]);
        let exports = exports("mod call;\npub use call::{Card, Phase};\npub use host::HostRequest;");
        assert_eq!((exports["Card"].as_str(), exports["HostRequest"].as_str()), ("call", "host"));
    }

    #[test]
    fn a_circle_is_shown_with_its_steps() {
        assert_eq!(circle(&imports(&[("panel", &["call", "host"]), ("call", &["host"])])), None);
        let found = circle(&imports(&[("a", &["d", "b"]), ("b", &["c"]), ("c", &["a"]), ("d", &["c", "d2"])])).unwrap();
        assert!(found.starts_with("  a → ") && found.ends_with("→ a (x.rs)"), "{found}");
    }
}
