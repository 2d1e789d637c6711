//! rustfmt and clippy, of the toolchain in use.

use anyhow::{Context, Result};

use super::Step;
use crate::{paths, run};

pub fn lints(step: Step) -> Result<()> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| run::output(run::cargo().args([command, "--version"])).is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        step.say("rustfmt and clippy: there");
        return Ok(());
    }
    step.say(&format!("{}: installing with rustup …", missing.join(" and ")));
    paths::which("rustup").context("they are missing and there is no rustup: install them with your Rust toolchain")?;
    run::run("rustup component add", std::process::Command::new("rustup").args(["component", "add"]).args(missing))
}
