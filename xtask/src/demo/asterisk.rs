//! A real Asterisk for the demo, started and stopped with it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::paths;
use crate::process::{Process, tail};

/// It is up in a second where nothing else runs.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Asterisk {
    /// The script that started it, and Asterisk with it.
    process: Process,
    /// What the event server is to read.
    config: PathBuf,
    run: PathBuf,
}

impl Asterisk {
    /// Starts the one unpacked in `unpacked`; what it writes goes to a folder below `folder`.
    pub fn start(unpacked: &Path, folder: &Path) -> Result<Self> {
        let run = folder.join("asterisk");
        let log = folder.join("asterisk.log");
        let mut command = Command::new("bash");
        command.arg(paths::root().join("tests/asterisk/start.sh")).arg(unpacked).arg(&run);
        let mut process = Process::start("asterisk", &mut command, &log)?;
        // The script prints Asterisk's process ID when it is up.
        if process.line("", PATIENCE).is_err() || !run.join("pid").is_file() {
            bail!("Asterisk did not start:\n{}", tail(&log, 30));
        }
        let config = paths::root().join("crates/server/config/asterisk-demo.toml");
        Ok(Self { process, config, run })
    }

    pub fn config(&self) -> &Path {
        &self.config
    }

    /// Fails when it has ended.
    pub fn check(&mut self) -> Result<()> {
        let pid = std::fs::read_to_string(self.run.join("pid")).unwrap_or_default();
        if Path::new("/proc").join(pid.trim()).is_dir() {
            return Ok(());
        }
        bail!("Asterisk ended:\n{}", tail(self.process.log(), 30));
    }

    /// Tells a program of tests how to reach it.
    pub fn tell(&self, command: &mut Command) {
        command.env("DENWA_ASTERISK_RUN", &self.run);
    }

    pub fn how_to_call(&self) -> String {
        format!(
            "A call for the panel's agent (佐藤 健, extension 2001), without any phone:\n  \
             {}/rx channel originate Local/customer@robots extension 2001@internal",
            self.run.display()
        )
    }
}
