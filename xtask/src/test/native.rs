//! Tests that need neither browser nor PBX: those of the crates and of the scripts, and the core's purity and layers.

use std::process::Command;

use anyhow::Result;

use super::{Run, Step, layers, node, purity};
use crate::setup::Need;
use crate::{paths, run};

pub const STEP: Step = Step {
    name: "native",
    what: "tests without a browser or a PBX, and the core's dependencies",
    needs: &[&[Need::WebTools]],
    run: check,
};

/// The test program that another step runs.
const NOT_HERE: &str = "asterisk";

fn check(_: &mut Run) -> Result<String> {
    purity::check()?;
    layers::check()?;
    let mut found = vec![crates()?];
    let scripts = node::tests(&["tools/web/test", "tools/docs/test", "crates/lightning/page/test"])?;
    let ran = node::run("native node", &scripts, &mut Command::new("node"))?;
    found.push(format!("scripts: {ran}"));
    Ok(found.join("; "))
}

fn crates() -> Result<String> {
    let dev = |command: &mut Command| {
        command
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_TEST_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never");
    };
    let nextest = paths::which("cargo-nextest").is_some();
    let mut tests = run::cargo();
    if nextest {
        tests.args(["nextest", "run"]);
    } else {
        tests.arg("test");
    }
    tests.args(["--workspace", "--all-features", "--no-fail-fast", "--lib", "--bins"]);
    for name in test_programs()? {
        tests.args(["--test", &name]);
    }
    dev(&mut tests);
    run::run("native", &mut tests)?;
    let mut docs = run::cargo();
    docs.args(["test", "--workspace", "--all-features", "--doc"]);
    dev(&mut docs);
    run::run("native doc", &mut docs)?;
    let log = std::fs::read_to_string(run::log_of("native"))?;
    Ok(if nextest { summary(&log) } else { sum(&log) })
}

/// The test programs of all crates, without [`NOT_HERE`].
fn test_programs() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(paths::root().join("crates"))?.flatten() {
        for file in std::fs::read_dir(entry.path().join("tests")).into_iter().flatten().flatten() {
            let path = file.path();
            let is_program = path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file();
            if let Some(name) = path.file_stem().and_then(|name| name.to_str()).filter(|_| is_program) {
                names.push(name.to_string());
            }
        }
    }
    names.retain(|name| name != NOT_HERE);
    names.sort();
    names.dedup();
    Ok(names)
}

/// nextest's summary line.
fn summary(log: &str) -> String {
    let line = log.lines().rev().find(|line| line.contains("tests run:")).unwrap_or_default();
    line.split_once("] ").map_or(line, |(_, rest)| rest).trim().to_string()
}

/// The sum of `cargo test`'s summary lines, one a test program.
fn sum(log: &str) -> String {
    let passed: u32 = log
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next()?.parse::<u32>().ok())
        .sum();
    format!("{passed} passed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runners_say_in_the_end_is_found() {
        let log = "x\n     Summary [   0.031s] 12 tests run: 12 passed, 1 skipped\n";
        assert_eq!(summary(log), "12 tests run: 12 passed, 1 skipped");
        assert_eq!(sum("test result: ok. 3 passed; 0 failed\n\ntest result: ok. 4 passed; 0 failed"), "7 passed");
    }
}
