//! Dependencies: which are banned, their licences, where they come from (deny.toml), and known vulnerabilities where the
//! database can be had.

use std::process::Command;

use anyhow::Result;

use super::{Run, Step};
use crate::setup::Need;
use crate::{paths, run};

pub const STEP: Step = Step {
    name: "deny",
    what: "bans, licences, sources and advisories of the dependencies (cargo deny)",
    needs: &[&[Need::Deny]],
    run: check,
};

fn check(run: &mut Run) -> Result<String> {
    let program = run.tools.deny()?;
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(paths::root()).args(["--workspace"]).args(arguments);
        command
    };
    run::run("cargo deny", &mut deny(&["check", "bans", "licenses", "sources"]))?;
    if run::run("cargo deny fetch", &mut deny(&["fetch", "db"])).is_err() {
        return Ok(
            "bans, licences and sources are good; advisories SKIPPED: their database cannot be fetched".to_string()
        );
    }
    run::run("cargo deny advisories", &mut deny(&["check", "advisories"]))?;
    Ok("bans, licences, sources and advisories are good".to_string())
}
