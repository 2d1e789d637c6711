//! The style sheet holds no class that no view has.

use std::collections::BTreeSet;
use std::path::Path;

/// The text of every file below a folder.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        text += &if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() };
    }
    text
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || "-_".contains(c)
}

#[test]
fn every_style_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let used = [sources(&root.join("src/view")), read("index.html"), read("static/boot.js")].concat();
    let sheet = read("static/panel.css");
    let classes = sheet.split(".dw-").skip(1).filter_map(|rest| rest.split(|c| !is_part_of_name(c)).next());
    let is_whole = |name: &str| {
        let name = format!("dw-{name}");
        used.match_indices(&name).any(|(at, _)| !used[at + name.len()..].starts_with(is_part_of_name))
    };
    // What comes after two hyphens may be put in by `format!`.
    let is_made = |name: &str| name.split_once("--").is_some_and(|(stem, _)| used.contains(&format!("dw-{stem}--{{")));
    let unused: BTreeSet<_> = classes.filter(|name| !is_whole(name) && !is_made(name)).collect();
    assert!(unused.is_empty(), "no view has {unused:?}");
}
