//! Debian packages, on a Debian where this user may install them.

use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result};

use crate::{paths, run};

/// Whether packages can be installed: as root, with apt.
pub fn may_install() -> bool {
    rustix::process::geteuid().is_root() && paths::which("apt-get").is_some()
}

pub fn installed(package: &str) -> bool {
    run::output(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// Whether the machine's package sources have all these packages.
pub fn available(packages: &[&str]) -> bool {
    let has = |package: &&str| {
        run::output(Command::new("apt-cache").args(["policy", package])).is_some_and(|text| {
            text.lines().any(|line| line.trim().starts_with("Candidate:") && !line.contains("(none)"))
        })
    };
    packages.iter().all(has) || (update().is_ok() && packages.iter().all(has))
}

pub fn install(packages: &[&str]) -> Result<()> {
    update()?;
    let mut apt = Command::new("apt-get");
    apt.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    run::run("apt-get install", apt.env("DEBIAN_FRONTEND", "noninteractive"))
        .with_context(|| format!("apt-get install {} did not work", packages.join(" ")))
}

/// Updates the package lists, once.
fn update() -> Result<()> {
    static DONE: OnceLock<bool> = OnceLock::new();
    if DONE.get().is_none() {
        run::run("apt-get update", Command::new("apt-get").arg("update"))?;
        let _ = DONE.set(true);
    }
    Ok(())
}
