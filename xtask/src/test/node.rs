//! Node's test runner.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{paths, run};

/// The test files of folders, sorted. A missing folder has none.
pub fn tests(folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(paths::root().join(folder)) else { continue };
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if [".test.mjs", ".test.js"].iter().any(|end| name.ends_with(end)) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Runs test files one after the other and returns how many tests passed. It is an error if none ran.
pub fn run(name: &str, files: &[PathBuf], node: &mut Command) -> Result<String> {
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files).current_dir(paths::root());
    run::run(name, node)?;
    let log = std::fs::read_to_string(run::log_of(name))?;
    let passed = passed(&log).with_context(|| format!("{name}: Node's runner did not say how many tests passed"))?;
    ensure!(passed > 0, "{name}: no test ran");
    Ok(format!("{passed} passed"))
}

/// The number in the last line `ℹ pass N`.
fn passed(log: &str) -> Option<u32> {
    log.lines()
        .rev()
        .find_map(|line| line.trim_start_matches(['ℹ', '#', ' ']).strip_prefix("pass ")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_count_is_read() {
        assert_eq!(passed("✔ a\nℹ tests 9\nℹ pass 8\nℹ fail 1\n"), Some(8));
        assert_eq!(passed("nothing"), None);
    }
}
