//! The process that is measured.

use std::{error::Error, ffi::OsStr, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// Starts this program with arguments, and returns the process with the rest of its first line, which begins with `begin`.
pub async fn start(
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    begin: &str,
) -> Result<(Child, String), Box<dyn Error>> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .env("RUST_LOG", "warn,denwa_server::token=error")
        .kill_on_drop(true)
        .spawn()?;
    let output = child.stdout.take().ok_or("the server has no output")?;
    let first = BufReader::new(output).lines().next_line().await?.ok_or("the server did not start")?;
    let rest = first.strip_prefix(begin).ok_or_else(|| format!("the server's first line is {first:?}"))?.to_owned();
    Ok((child, rest))
}

/// Returns a process's resident memory in kB; 0 on systems without `/proc`.
pub fn memory_kb(child: &Child) -> u64 {
    let status = child.id().and_then(|id| std::fs::read_to_string(format!("/proc/{id}/status")).ok());
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
