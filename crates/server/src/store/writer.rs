//! The thread that writes. It alone changes the tables.

use super::{
    StoreError,
    apply::{self, AgentNumbers},
    change::{Change, Restored},
    load, schema,
    sync::{self, Syncer},
};
use rusqlite::Connection;
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{atomic::Ordering, mpsc},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// For how long events are kept for panels that come back after a restart.
const KEEP_EVENTS: Duration = Duration::from_mins(5);

/// How often old events are removed.
const PRUNE_INTERVAL: Duration = Duration::from_secs(1);

/// How many events are removed at once, so that a commit does not wait long. Twice as many as come in an interval at
/// 5,000 events a second.
const PRUNE_LIMIT: i64 = 10_000;

/// A job for the writer, and where its result goes.
pub struct Job {
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// Whether the changes are the whole state, which replaces what the store has.
    pub is_everything: bool,
    /// Gets the result once the operating system has the changes.
    pub done: oneshot::Sender<Result<(), String>>,
}

/// The writer's state.
pub struct Writer {
    path: PathBuf,
    max_megabytes: u32,
    /// This start of the server: its number and name.
    boot: (u64, String),
    /// Whether the store could not be read when the server started. Then the whole state does not replace what the store
    /// has, which the next start reads.
    is_unread: bool,
    open: Option<Open>,
}

struct Open {
    // Fields are dropped in this order: the thread's connection first, so that the writer's connection, the last, copies
    // the log into the database and removes it.
    syncer: Syncer,
    connection: Connection,
    agents: AgentNumbers,
    pruned_at: Instant,
    /// The last event at past moments.
    marks: VecDeque<(Instant, i64)>,
}

impl Open {
    fn new(path: &Path, connection: Connection) -> Result<Self, StoreError> {
        let marks = VecDeque::from([(Instant::now(), apply::last_event(&connection)?)]);
        let syncer = Syncer::start(path)?;
        Ok(Self { syncer, connection, agents: AgentNumbers::default(), pruned_at: Instant::now(), marks })
    }

    /// Writes changes in one transaction.
    fn write(&mut self, changes: &[Change], replaces_all: bool) -> rusqlite::Result<()> {
        let progress = &self.syncer.progress;
        if progress.is_checkpoint_due.swap(false, Ordering::AcqRel) {
            sync::checkpoint(&self.connection)?;
        }
        let transaction = self.connection.transaction()?;
        if replaces_all {
            apply::clear(&transaction, &mut self.agents)?;
            self.marks.clear();
        }
        for change in changes {
            apply::apply(&transaction, &mut self.agents, change)?;
        }
        if self.pruned_at.elapsed() >= PRUNE_INTERVAL {
            self.pruned_at = Instant::now();
            self.marks.push_back((self.pruned_at, apply::last_event(&transaction)?));
            if let Some((_, last)) = self.marks.front().filter(|(at, _)| at.elapsed() >= KEEP_EVENTS) {
                apply::prune_events(&transaction, *last, PRUNE_LIMIT)?;
                // The mark stays while there is more to remove than the limit allows.
                if apply::first_event(&transaction)?.is_none_or(|first| first >= *last) {
                    self.marks.pop_front();
                }
            }
        }
        transaction.commit()?;
        progress.commits.fetch_add(1, Ordering::Release);
        Ok(())
    }
}

impl Writer {
    /// Opens the store and reads it.
    pub fn open(path: &Path, max_megabytes: u32, name: &str) -> Result<(Self, Restored), StoreError> {
        let connection = schema::open(path, max_megabytes)?;
        let restored = load::load(&connection, name)?;
        let open = Open::new(path, connection)?;
        let boot = restored.boots.last().map_or(0, |(n, _)| *n);
        let boot = (boot, name.to_owned());
        Ok((Self { path: path.to_owned(), max_megabytes, boot, is_unread: false, open: Some(open) }, restored))
    }

    /// Makes a writer whose store cannot be used yet; it tries to open the store when it gets the whole state.
    pub fn closed(path: &Path, max_megabytes: u32, boot: (u64, String)) -> Self {
        Self { path: path.to_owned(), max_megabytes, boot, is_unread: true, open: None }
    }

    /// Does jobs until there is no sender any more.
    pub fn run(mut self, jobs: &mpsc::Receiver<Job>) {
        while let Ok(Job { changes, is_everything, done }) = jobs.recv() {
            let result = self.write(&changes, is_everything);
            if result.is_err() {
                // A failed write may leave the connection in any state: the next attempt opens the file anew.
                self.open = None;
            }
            // An error means that nobody waits any more.
            let _ = done.send(result);
        }
    }

    fn write(&mut self, changes: &[Change], is_everything: bool) -> Result<(), String> {
        if self.open.is_none() && is_everything {
            self.open = Some(self.reopen().map_err(|error| error.to_string())?);
        }
        let open = self.open.as_mut().ok_or("the store is not open")?;
        if let Some(failure) = open.syncer.progress.take_failure() {
            return Err(failure);
        }
        open.write(changes, is_everything && !self.is_unread).map_err(|error| error.to_string())
    }

    /// Opens the file again after a failure. A broken file is set aside: the whole state is about to be written.
    fn reopen(&self) -> Result<Open, StoreError> {
        let connection = match schema::open(&self.path, self.max_megabytes) {
            Err(error) if error.is_broken() => {
                let aside = schema::set_aside(&self.path)?;
                tracing::error!("the store {} is broken ({error}); kept as {}", self.path.display(), aside.display());
                schema::open(&self.path, self.max_megabytes)?
            }
            other => other?,
        };
        let (n, name) = &self.boot;
        connection.execute("INSERT OR REPLACE INTO boot (n, name) VALUES (?1, ?2)", rusqlite::params![n, name])?;
        Open::new(&self.path, connection)
    }
}
