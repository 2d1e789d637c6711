//! Runs programs to their end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::paths;
use crate::process::{Process, tail};

/// How often the last output line of a long-running program is printed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

/// Runs a program with its output in `target/xtask/logs/NAME.log`. If it fails, the error holds the end of that log.
pub fn run(name: &str, command: &mut Command) -> Result<()> {
    let log = log_of(name);
    let _ = std::fs::remove_file(&log);
    append(name, command, &log)
}

/// The log of the program with that name.
pub fn log_of(name: &str) -> PathBuf {
    paths::logs().join(format!("{}.log", name.replace([' ', '/'], "-")))
}

/// Like [`run`], but appends to a log.
pub fn append(name: &str, command: &mut Command, log: &Path) -> Result<()> {
    let mut next = SIGN_OF_LIFE;
    let status = Process::start(name, command, log)?.wait(|elapsed| {
        if elapsed > next {
            next += SIGN_OF_LIFE;
            let last = tail(log, 1);
            let last: String = last.trim().chars().take(100).collect();
            println!("      {name}, {} s: {last}", elapsed.as_secs());
        }
    })?;
    if status.success() {
        return Ok(());
    }
    bail!("{name} failed ({status}); the end of {}:\n{}", log.display(), tail(log, 60))
}

/// A program's output, or `None` if it fails or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// `cargo` in the repository.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(paths::root());
    // Cargo set these for xtask itself; build scripts of other packages would misread them.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}
