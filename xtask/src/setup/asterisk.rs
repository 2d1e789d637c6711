//! Debian's Asterisk, unpacked into the cache and run from there. Nothing is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Step, debian};
use crate::{paths, run};

/// Debian suites with Asterisk, the preferred first.
const SUITES: [&str; 3] = ["testing", "sid", "bullseye"];
const PACKAGES: [&str; 2] = ["asterisk", "asterisk-moh-opsound-wav"];

/// Returns the folder with the unpacked packages.
pub fn prepare(step: Step) -> Result<PathBuf> {
    prepare_python(step)?;
    let place = paths::cache().join("asterisk");
    // Written last: shows that the folder is complete, and names its suite.
    let stamp = place.join(".suite");
    if let Ok(suite) = std::fs::read_to_string(&stamp) {
        step.say(&format!("Asterisk: there ({suite})"));
        return Ok(place);
    }
    paths::which("apt-get")
        .context("Asterisk is taken from Debian's packages: this needs a Debian with apt (no root)")?;
    let mut problems = Vec::new();
    for suite in SUITES {
        step.say(&format!("Asterisk: fetching Debian {suite}'s (about 90 MB) and unpacking it, about 1 min …"));
        let _ = std::fs::remove_dir_all(&place);
        match unpack(suite, &place) {
            Ok(()) => {
                std::fs::write(&stamp, format!("Debian {suite}'s"))?;
                return Ok(place);
            }
            Err(error) => {
                println!("      not from {suite}: {}", error.to_string().lines().next().unwrap_or_default());
                problems.push(format!("{suite}: {error:#}"));
            }
        }
    }
    bail!("no suite of Debian's gave an Asterisk\n{}", problems.join("\n"))
}

/// Finds or installs Python, in which the field scenarios are played.
fn prepare_python(step: Step) -> Result<()> {
    if paths::which("python3").is_none() && debian::may_install() {
        step.say("Python: installing Debian's python3 …");
        debian::install(&["python3"])?;
    }
    paths::which("python3").map(|_| ()).context("there is no python3, in which the field scenarios are played")
}

fn unpack(suite: &str, place: &Path) -> Result<()> {
    let script = paths::root().join("tests/asterisk/unpack-debian.sh");
    run::run(&format!("asterisk from {suite}"), Command::new("bash").arg(script).arg(suite).arg(place).args(PACKAGES))
}
