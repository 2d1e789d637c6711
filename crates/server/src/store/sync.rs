//! The thread that makes commits survive a power cut, and keeps the write-ahead log short.
//!
//! A commit only appends to the log, so this thread syncs the log every [`SYNC_INTERVAL`]: a power cut loses at most the
//! last 100 ms. Checkpoints copy the log into the database. They run here, beside the writer, up to the end of the log;
//! then the writer does the short rest between two commits, after which SQLite begins the log anew.

use super::{StoreError, schema};
use std::{
    fs::File,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc,
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How often the log is synced if there were commits.
const SYNC_INTERVAL: Duration = Duration::from_millis(50);

/// How often the log is copied into the database if there were commits.
const CHECKPOINT_INTERVAL: Duration = Duration::from_secs(2);

/// What the writer and this thread share.
#[derive(Debug, Default)]
pub struct Progress {
    /// Counts commits.
    pub commits: AtomicU64,
    /// The writer should finish a checkpoint before its next commit.
    pub is_checkpoint_due: AtomicBool,
    /// Why the last sync or checkpoint failed.
    failure: Mutex<Option<String>>,
}

impl Progress {
    /// Takes the failure of this thread, if there was one.
    pub fn take_failure(&self) -> Option<String> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn fail(&self, what: &str, error: &dyn std::fmt::Display) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(format!("{what}: {error}"));
    }
}

/// The running thread. Dropping it syncs the log a last time and ends the thread.
#[derive(Debug)]
pub struct Syncer {
    /// Shared with the thread.
    pub progress: Arc<Progress>,
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Syncer {
    /// Starts the thread for a store that the writer has opened.
    pub fn start(path: &Path) -> Result<Self, StoreError> {
        let connection = schema::connect(path)?;
        let log_path = schema::with_suffix(path, "-wal");
        let log =
            File::open(&log_path).map_err(|error| StoreError::Unusable(format!("{}: {error}", log_path.display())))?;
        let progress = Arc::new(Progress::default());
        let (stop, stopped) = mpsc::channel();
        let state = State { connection, log, progress: progress.clone() };
        let thread = std::thread::Builder::new()
            .name("store-sync".to_owned())
            .spawn(move || state.run(&stopped))
            .map_err(|error| StoreError::Unusable(error.to_string()))?;
        Ok(Self { progress, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been printed; there is nothing else to do about it.
            let _ = thread.join();
        }
    }
}

struct State {
    connection: rusqlite::Connection,
    log: File,
    progress: Arc<Progress>,
}

impl State {
    fn run(self, stopped: &mpsc::Receiver<()>) {
        let (mut synced, mut copied, mut copied_at) = (0, 0, Instant::now());
        loop {
            let is_last = stopped.recv_timeout(SYNC_INTERVAL) != Err(mpsc::RecvTimeoutError::Timeout);
            let commits = self.progress.commits.load(Ordering::Acquire);
            if commits != synced {
                synced = commits;
                if let Err(error) = self.log.sync_data() {
                    self.progress.fail("sync", &error);
                }
            }
            if is_last {
                return;
            }
            if commits != copied && copied_at.elapsed() >= CHECKPOINT_INTERVAL {
                (copied, copied_at) = (commits, Instant::now());
                match checkpoint(&self.connection) {
                    Ok(()) => self.progress.is_checkpoint_due.store(true, Ordering::Release),
                    Err(error) => self.progress.fail("checkpoint", &error),
                }
            }
        }
    }
}

/// Copies as much of the log into the database as is possible without waiting.
pub fn checkpoint(connection: &rusqlite::Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}
