//! A real Asterisk, started and stopped with the demo or the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{Process, leave_it_to_the_signal, tail};

/// How long Asterisk may take to start. On an idle machine it takes a second.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Asterisk {
    /// The script that starts Asterisk.
    process: Process,
    run: PathBuf,
    /// Environment variables that tell other programs how to reach Asterisk.
    reach: Vec<(String, String)>,
}

impl Asterisk {
    /// Starts the Asterisk unpacked in `unpacked`, which writes into a folder below `folder`.
    pub fn start(unpacked: &Path, folder: &Path) -> Result<Self> {
        let run = folder.join("asterisk");
        let log = folder.join("asterisk.log");
        let mut command = Command::new("bash");
        command.arg(paths::root().join("tests/asterisk/start.sh")).arg(unpacked).arg(&run);
        let mut process = Process::start("asterisk", &mut command, &log)?;
        // The script prints Asterisk's process ID when Asterisk is up.
        process.line("", PATIENCE)?;
        let text = std::fs::read_to_string(run.join("env")).context("tests/asterisk/start.sh left no file `env`")?;
        let reach = text.lines().filter_map(|line| line.split_once('='));
        let reach = reach.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let asterisk = Self { process, run, reach };
        asterisk.check()?;
        Ok(asterisk)
    }

    /// The event server's configuration for Asterisk.
    pub fn config() -> PathBuf {
        paths::root().join("crates/server/config/asterisk-demo.toml")
    }

    /// Fails if Asterisk has ended.
    pub fn check(&self) -> Result<()> {
        let pid = std::fs::read_to_string(self.run.join("pid")).unwrap_or_default();
        if !pid.trim().is_empty() && Path::new("/proc").join(pid.trim()).is_dir() {
            return Ok(());
        }
        leave_it_to_the_signal();
        bail!("Asterisk ended:\n{}", tail(self.process.log(), 30));
    }

    /// Puts Asterisk's addresses into a program's environment.
    pub fn set_env(&self, command: &mut Command) {
        command.envs(self.reach.iter().cloned()).env("DENWA_ASTERISK_RUN", &self.run);
    }

    /// Where phones register, `host:port`.
    pub fn sip(&self) -> Result<&str> {
        let found = self.reach.iter().find(|(name, _)| name == "DENWA_SIP").map(|(_, value)| value.as_str());
        found.context("tests/asterisk/start.sh does not say DENWA_SIP")
    }

    /// The script that runs a command of Asterisk's command line.
    pub fn command_line(&self) -> PathBuf {
        self.run.join("rx")
    }
}
