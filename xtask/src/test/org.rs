//! Checks the org package, and checks that check by packages with known faults.

use std::process::Command;

use anyhow::Result;

use super::{Run, Step, node};
use crate::org;
use crate::setup::Need;

pub const STEP: Step = Step {
    name: "org",
    what: "the org package, and the check of it against bad ones",
    needs: &[Need::ORG],
    run: check,
};

fn check(_: &mut Run) -> Result<String> {
    let found = org::check::check()?;
    let ran = node::run("org tests", &node::tests(&["tools/org/test"])?, &mut Command::new("node"))?;
    Ok(format!("{found}; tests of the check: {ran}"))
}
