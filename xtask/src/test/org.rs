//! Checks the org package, and checks that check by packages with known faults.

use std::process::Command;

use anyhow::{Context, Result};

use super::{Run, Step, node};
use crate::setup::Need;
use crate::{org, paths, run};

pub const STEP: Step = Step {
    name: "org",
    what: "the org package, and the check of it against bad ones",
    needs: &[Need::ORG],
    run: check,
};

fn check(_: &mut Run) -> Result<String> {
    let found = org::check::check()?;
    let ran = node::run("org tests", &node::tests(&["tools/org/test"])?, &mut Command::new("node"))?;
    Ok(format!("{found}; tests of the check: {ran}; of the Lightning web components: {}", components()?))
}

/// Runs Jest in the Salesforce project. Returns how many tests passed.
fn components() -> Result<String> {
    let name = "lwc tests";
    let tools = paths::root().join("tools/org");
    let mut jest = Command::new("node");
    jest.arg(tools.join("node_modules/jest/bin/jest.js")).arg("--config").arg(tools.join("jest.config.cjs"));
    run::run(name, jest.args(["--no-cache", "--colors=false"]).current_dir(org::project()))?;
    let log = std::fs::read_to_string(run::log_of(name))?;
    let passed =
        log.lines().find_map(|line| line.strip_prefix("Tests:")).context("Jest did not say how many tests passed")?;
    Ok(passed.trim().to_owned())
}
