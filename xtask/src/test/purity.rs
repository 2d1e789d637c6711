//! Checks that the core neither depends on a browser nor on anything asynchronous, and that its source has no async code.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{paths, run};

const FORBIDDEN: [&str; 12] = [
    "axum",
    "futures",
    "futures-core",
    "gloo-net",
    "gloo-timers",
    "js-sys",
    "leptos",
    "tokio",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "async-trait",
];

pub fn check() -> Result<()> {
    let tree = ["tree", "--package", "denwa-core", "--edges", "normal", "--prefix", "none", "--target", "all"];
    let tree = run::output(run::cargo().args(tree)).context("`cargo tree --package denwa-core` did not work")?;
    ensure!(tree.starts_with("denwa-core "), "`cargo tree` did not speak of denwa-core:\n{tree}");
    let impure = impure_dependencies(&tree);
    ensure!(impure.is_empty(), "denwa-core depends on {}, which it must not", impure.join(", "));
    let mut found = Vec::new();
    asynchronous(&paths::root().join("crates/core/src"), &mut found)?;
    ensure!(found.is_empty(), "denwa-core must not be asynchronous:\n{}", found.join("\n"));
    Ok(())
}

fn impure_dependencies(tree: &str) -> Vec<&str> {
    tree.lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| FORBIDDEN.contains(name) || name.starts_with("gloo") || name.starts_with("futures"))
        .collect()
}

fn asynchronous(folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            asynchronous(&path, found)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path)?;
            let lines = text.lines().enumerate().filter(|(_, line)| is_asynchronous(line));
            found.extend(lines.map(|(number, line)| format!("{}:{}: {}", path.display(), number + 1, line.trim())));
        }
    }
    Ok(())
}

/// Whether a line's code, without its comment, is asynchronous.
fn is_asynchronous(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.contains(".await")
        || code.split(|char: char| !char.is_alphanumeric() && char != '_').any(|word| word == "async")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_crate_is_noticed() {
        let tree = "denwa-core v0.1.0 (/x)\nserde v1.0.0\ngloo-timers v0.4.0\nfutures-util v0.3.0\ntokio v1.0.0 (*)";
        assert_eq!(impure_dependencies(tree), ["gloo-timers", "futures-util", "tokio"]);
    }

    #[test]
    fn code_counts_and_comments_do_not() {
        assert!(is_asynchronous("    pub async fn go() {"));
        assert!(is_asynchronous("    go().await;"));
        assert!(!is_asynchronous("    // async is not for here"));
        assert!(!is_asynchronous("    let asynchronous = is_async;"));
    }
}
