//! Java, in which the tools for Apex run.

use std::process::Command;

use anyhow::{Result, bail};

use super::{Step, debian};
use crate::run;

/// The oldest version that these tools accept.
const OLDEST: u32 = 11;

pub fn prepare(step: Step) -> Result<()> {
    if let Some(version) = version() {
        if version >= OLDEST {
            step.say(&format!("Java: there ({version})"));
            return Ok(());
        }
        bail!("Java {version} is too old: install Java {OLDEST} or newer");
    }
    if debian::may_install() {
        step.say("Java: installing Debian's default-jre-headless …");
        debian::install(&["default-jre-headless"])?;
    }
    match version() {
        Some(version) if version >= OLDEST => Ok(()),
        Some(version) => bail!("Java {version} is too old: install Java {OLDEST} or newer"),
        None => bail!("there is no Java: install Java {OLDEST} or newer"),
    }
}

fn version() -> Option<u32> {
    read(&run::output(Command::new("java").arg("--version"))?)
}

/// `openjdk 17.0.15 2025-04-15` → 17.
fn read(text: &str) -> Option<u32> {
    text.split_whitespace().nth(1)?.split(['.', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read() {
        assert_eq!(read("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime"), Some(17));
        assert_eq!(read("openjdk 21-ea 2023-09-19"), Some(21));
        assert_eq!(read("not found"), None);
    }
}
