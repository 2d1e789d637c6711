//! Plays calls through panels, event server and simulated PBX in one process, breaks things by a seed, and balances the books.

use std::process::Command;

use anyhow::{Context, Result};

use crate::args::Faults;
use crate::{paths, run};

pub fn command(options: &Faults) -> Result<()> {
    println!("building the harness (release) …");
    run::run("faults build", run::cargo().args(["build", "--release", "-p", "denwa-faults"]))?;
    let folder = paths::target().join("xtask/faults");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let Faults { seed, calls, without } = options;
    let suffix = without.as_ref().map(|name| format!("-without-{name}")).unwrap_or_default();
    let report = folder.join(format!("seed-{seed}-calls-{calls}{suffix}.txt"));
    let mut harness = Command::new(paths::target().join("release/denwa-faults"));
    harness.args(["--seed", seed, "--calls", &calls.to_string()]);
    harness.arg("--keep").arg(&report);
    if let Some(name) = without {
        harness.args(["--without", name]);
    }
    let played = run::run("faults", &mut harness);
    print!("{}", std::fs::read_to_string(&report).unwrap_or_default());
    println!("kept in {}", report.display());
    played.context("the books do not balance")
}
