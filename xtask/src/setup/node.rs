//! Node, and npm packages in the versions of their lock files.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Step, debian};
use crate::{paths, run};

/// The oldest version of Node that all packages accept.
const OLDEST: u32 = 20;

/// Installs a folder's packages, unless those of its lock file are installed.
pub fn packages(step: Step, folder: &str, what: &str) -> Result<()> {
    node()?;
    let folder = paths::root().join(folder);
    if up_to_date(&folder) {
        step.say(&format!("{what}: there"));
        return Ok(());
    }
    step.say(&format!("{what}: installing with npm …"));
    // No package needs its install scripts, and without them none can run anything.
    run::run("npm ci", Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))
        .with_context(|| format!("`npm ci` in {} did not work", folder.display()))?;
    std::fs::copy(folder.join("package-lock.json"), stamp(&folder))?;
    Ok(())
}

/// A copy of the lock file, made when its packages were installed.
fn stamp(folder: &Path) -> std::path::PathBuf {
    folder.join("node_modules/.installed-lock.json")
}

fn up_to_date(folder: &Path) -> bool {
    let read = |file| std::fs::read(file).ok();
    let installed = read(stamp(folder));
    installed.is_some() && installed == read(folder.join("package-lock.json"))
}

fn node() -> Result<()> {
    if version().is_some_and(|version| version >= OLDEST) && paths::which("npm").is_some() {
        return Ok(());
    }
    if debian::may_install() && version().is_none() {
        println!("      Node: installing Debian's nodejs and npm …");
        debian::install(&["nodejs", "npm"])?;
    }
    match version() {
        Some(version) if version >= OLDEST => Ok(()),
        Some(version) => bail!("Node {version} is too old: install Node {OLDEST} or newer with npm"),
        None => bail!("there is no Node: install Node {OLDEST} or newer with npm"),
    }
}

/// `v20.20.2` → 20.
fn version() -> Option<u32> {
    let text = run::output(Command::new("node").arg("--version"))?;
    text.strip_prefix('v')?.split('.').next()?.parse().ok()
}
