//! Checks whether Salesforce would accept the package, as far as that is possible without an org.

use std::process::Command;

use anyhow::Result;

use super::{generate, project};
use crate::{paths, run};

/// Checks that the generated files are current and runs all checks of `tools/org`. Returns a summary.
pub fn check() -> Result<String> {
    let made = generate::check()?;
    let script = paths::root().join("tools/org/check.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(project()).arg("--repository").arg(paths::root());
    run::run("org check", &mut node)?;
    let log = std::fs::read_to_string(run::log_of("org check"))?;
    Ok(format!("{}; {made} files as the table says", log.lines().last().unwrap_or_default()))
}
