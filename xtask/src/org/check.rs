//! Whether Salesforce would take the package, as far as can be told without one.

use std::process::Command;

use anyhow::Result;

use super::{generate, project};
use crate::{paths, run};

/// Everything: that it is what the table says, and all checks of `tools/org`. Returns what was found in a few words.
pub fn check() -> Result<String> {
    let made = generate::check()?;
    let script = paths::root().join("tools/org/check.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(project()).arg("--repository").arg(paths::root());
    run::run("org check", &mut node)?;
    let log = std::fs::read_to_string(run::log_of("org check"))?;
    Ok(format!("{}; {made} files as the table says", log.lines().last().unwrap_or_default()))
}
