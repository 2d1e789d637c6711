//! The programs that this one starts. Each runs in its own process group, so that all of them can be stopped.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// How long a program may take to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 8 });
const POLL: Duration = Duration::from_millis(50);

/// Set while all programs are being stopped: an end is then no failure.
static STOPPING: AtomicBool = AtomicBool::new(false);
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<Pid>> {
    RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A started program. Dropping it stops it and what it started.
pub struct Process {
    name: String,
    child: Child,
    group: Pid,
    log: PathBuf,
}

impl Process {
    /// Starts a program without input. Its output is appended to `log`.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        Self::start_reading(name, command, Stdio::null(), log)
    }

    /// Starts a program with an input. Its output is appended to `log`.
    pub fn start_reading(name: &str, command: &mut Command, input: Stdio, log: &Path) -> Result<Self> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let out = File::options().create(true).append(true).open(log).with_context(|| log.display().to_string())?;
        command.stdin(input).stdout(out.try_clone()?).stderr(out).process_group(0);
        // Registered under the lock, so that a signal between the two cannot miss it.
        let mut all = running();
        let child = command.spawn().with_context(|| format!("{name} did not start ({command:?})"))?;
        let group = Pid::from_child(&child);
        all.push(group);
        drop(all);
        Ok(Self { name: name.to_string(), child, group, log: log.to_path_buf() })
    }

    /// Waits until the program ends and calls `tick` meanwhile.
    pub fn wait(mut self, mut tick: impl FnMut(Duration)) -> Result<ExitStatus> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.ended()? {
                // Dropping `self` stops what the program left running.
                return Ok(status);
            }
            tick(start.elapsed());
            thread::sleep(POLL);
        }
    }

    /// Waits for a line of output that begins with `start`, and returns the rest of that line.
    pub fn line(&mut self, start: &str, patience: Duration) -> Result<String> {
        let until = Instant::now() + patience;
        loop {
            let ended = self.ended()?;
            let text = std::fs::read_to_string(&self.log).unwrap_or_default();
            // A last line without a line end may be incomplete.
            let whole = text.rfind('\n').map_or("", |end| &text[..end]);
            if let Some(rest) = whole.lines().find_map(|line| line.strip_prefix(start)) {
                return Ok(rest.trim().to_string());
            }
            if let Some(status) = ended {
                bail!("{} ended with {status}:\n{}", self.name, tail(&self.log, 30));
            }
            if Instant::now() > until {
                bail!("{} did not say \"{start}\" within {patience:?}:\n{}", self.name, tail(&self.log, 30));
            }
            thread::sleep(POLL);
        }
    }

    /// The exit status, if the program has ended.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait();
        leave_it_to_the_signal();
        Ok(status?)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn log(&self) -> &Path {
        &self.log
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        stop(&[self.group]);
        // The program has ended: this releases the system's record of it.
        let _ = self.child.wait();
    }
}

/// Parks the calling thread while all programs are being stopped, so that it does not report their end.
pub fn leave_it_to_the_signal() {
    while STOPPING.load(Ordering::SeqCst) {
        thread::park();
    }
}

/// Stops all programs, the last started first. This program must end afterwards.
pub fn stop_all() {
    STOPPING.store(true, Ordering::SeqCst);
    let mut groups = running().clone();
    groups.reverse();
    stop(&groups);
}

/// Asks the groups to end, and kills those that do not.
fn stop(groups: &[Pid]) {
    for group in groups {
        let _ = kill_process_group(*group, Signal::TERM);
    }
    let until = Instant::now() + PATIENCE;
    let mut left: Vec<Pid> = groups.to_vec();
    while !left.is_empty() && Instant::now() < until {
        left.retain(|group| alive(*group));
        if !left.is_empty() {
            thread::sleep(POLL);
        }
    }
    for group in left {
        let _ = kill_process_group(group, Signal::KILL);
    }
    running().retain(|group| !groups.contains(group));
}

/// Whether a process of the group runs. An ended leader is reaped first.
fn alive(group: Pid) -> bool {
    let _ = rustix::process::waitpid(Some(group), rustix::process::WaitOptions::NOHANG);
    test_kill_process_group(group).is_ok()
}

/// The last lines of a log.
pub fn tail(log: &Path, lines: usize) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(name: &str, script: &str) -> Process {
        let log = std::env::temp_dir().join(format!("denwa-process-{name}-{}.log", std::process::id()));
        let _ = std::fs::remove_file(&log);
        Process::start(name, Command::new("sh").args(["-c", script]), &log).unwrap()
    }

    /// A process that has ended has no command line, even before it is reaped.
    fn runs(pid: &str) -> bool {
        std::fs::read(Path::new("/proc").join(pid).join("cmdline")).is_ok_and(|line| !line.is_empty())
    }

    #[test]
    fn dropping_it_stops_what_it_started_too() {
        // Between fork and exec a process may have no command line: the grandchild prints its ID after that.
        let mut process = shell("family", "sh -c 'echo pid: $$; while :; do sleep 1; done' & wait");
        let grandchild = process.line("pid: ", Duration::from_secs(10)).unwrap();
        assert!(runs(&grandchild));
        drop(process);
        assert!(!runs(&grandchild));
    }

    #[test]
    fn one_that_does_not_want_to_end_is_killed() {
        let mut process = shell("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done");
        process.line("ready", Duration::from_secs(10)).unwrap();
        let leader = process.child.id().to_string();
        assert!(runs(&leader));
        drop(process);
        assert!(!runs(&leader));
    }

    #[test]
    fn its_last_words_are_the_error() {
        let mut process = shell("failing", "echo cannot >&2; exit 3");
        let error = process.line("ready", Duration::from_secs(10)).unwrap_err().to_string();
        assert!(error.contains("cannot") && error.contains('3'), "{error}");
        let status = shell("status", "exit 4").wait(|_| ()).unwrap();
        assert_eq!(status.code(), Some(4));
    }
}
