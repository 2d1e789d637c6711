//! The hub's end of the store: hands changes to the writer's thread, and goes on if that fails or is too slow.

use super::{
    Change, Restored, StoreError, StoreHealth,
    config::StoreConfig,
    history::HistoryQuery,
    memory::MemoryHistory,
    reader::Reader,
    schema,
    writer::{Job, Writer},
};
use crate::clock;
use denwa_protocol::Call;
use std::{
    path::Path,
    sync::mpsc,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// The failure if the thread that writes has ended.
const THREAD_ENDED: &str = "the store's thread has ended";

/// How long a commit may take. A slower disk counts as failing, so that calls go on.
const COMMIT_TIMEOUT: Duration = Duration::from_secs(1);

/// How many changes may wait behind a commit that takes too long.
const MAX_QUEUED: usize = 100_000;

/// The wait before a failed store is tried again; it doubles up to `MAX_RETRY`.
const MIN_RETRY: Duration = Duration::from_secs(2);
const MAX_RETRY: Duration = Duration::from_mins(1);

/// The hub's end of the store.
#[derive(Debug, Default)]
pub struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
    lock: Option<schema::Lock>,
    /// Reads past calls; `None` without a store.
    reader: Option<Reader>,
    /// The past calls of a server without a store.
    memory: MemoryHistory,
    failing: Option<Failing>,
    health: StoreHealth,
}

/// A store that fails, or is too slow.
#[derive(Debug)]
struct Failing {
    retry_at: Instant,
    pause: Duration,
    /// The result of a commit that takes too long.
    late: Option<oneshot::Receiver<Result<(), String>>>,
    /// How many changes wait behind that commit.
    queued: usize,
    /// Whether changes were dropped, so that the whole state has to be written.
    has_lost: bool,
}

impl Store {
    /// Returns a store that keeps nothing.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// Opens the store and returns what it has kept. `name` differs from the name of every other start of the server.
    /// A broken file is set aside, and a disk that cannot be used is tried again later: both are logged, and the server
    /// starts.
    ///
    /// # Errors
    /// If the store is newer than the server, belongs to another program, or is in use.
    pub fn open(config: &StoreConfig, name: &str) -> Result<(Self, Restored), StoreError> {
        let Some(path) = config.path.as_deref().filter(|_| config.enabled == Some(true)) else {
            return Ok((Self::off(), Restored::nothing(name)));
        };
        let mut store = Self::off();
        store.health.is_on = true;
        let (writer, restored) = match store.open_writer(path, config.max_megabytes, name) {
            Ok(opened) => opened,
            Err(error) if error.needs_decision() => return Err(error),
            Err(error) => {
                store.fail(&error.to_string());
                // Larger than the number of any start that the store knows.
                let boot = clock::micros();
                let restored = Restored { boots: vec![(boot, name.to_owned())], ..Restored::default() };
                (Writer::closed(path, config.max_megabytes, (boot, name.to_owned())), restored)
            }
        };
        let (jobs, receiver) = mpsc::channel();
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(move || writer.run(&receiver))?;
        (store.jobs, store.thread) = (Some(jobs), Some(thread));
        store.reader = Some(Reader::start(path)?);
        Ok((store, restored))
    }

    fn open_writer(&mut self, path: &Path, max_megabytes: u32, name: &str) -> Result<(Writer, Restored), StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        self.lock = Some(schema::Lock::take(path)?);
        match Writer::open(path, max_megabytes, name) {
            Err(error) if error.is_broken() => {
                let aside = schema::set_aside(path)?;
                tracing::error!(
                    "the store {} is broken ({error}): it is kept as {}, and the server starts with an empty store",
                    path.display(),
                    aside.display()
                );
                self.health.set_aside = Some(aside);
                Writer::open(path, max_megabytes, name)
            }
            other => other,
        }
    }

    /// Returns the store's state.
    #[must_use]
    pub fn health(&self) -> &StoreHealth {
        &self.health
    }

    /// Returns whether the whole state has to be written now, because changes were lost while the store failed.
    pub fn wants_everything(&mut self) -> bool {
        self.check_late_commit();
        let is_due = |failing: &Failing| failing.late.is_none() && failing.retry_at <= Instant::now();
        self.failing.as_ref().is_some_and(is_due)
    }

    /// Commits changes; when it returns, the operating system has them. If the store is too slow, they wait behind the
    /// late commit. If it fails, they are dropped, and [`Store::wants_everything`] becomes true later.
    pub async fn commit(&mut self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        if self.jobs.is_none() {
            return changes.into_iter().for_each(|change| self.memory.apply(change));
        }
        self.check_late_commit();
        match (&mut self.failing, &self.jobs) {
            (None, _) => self.write(changes, false).await,
            (Some(failing), Some(jobs))
                if failing.late.is_some() && failing.queued + changes.len() <= MAX_QUEUED && !failing.has_lost =>
            {
                failing.queued += changes.len();
                // Their result shows in the next commit: after a failure the writer refuses all changes.
                let (done, _) = oneshot::channel();
                failing.has_lost = jobs.send(Job { changes, is_everything: false, done }).is_err();
            }
            (Some(failing), _) => failing.has_lost = true,
        }
    }

    /// Reads past calls, the newest first. The answer is an error if the store fails; it comes without a value if too many
    /// questions wait.
    #[must_use]
    pub fn read_history(&self, query: HistoryQuery) -> oneshot::Receiver<Result<Vec<Call>, String>> {
        if let Some(reader) = &self.reader {
            return reader.ask(query);
        }
        let (done, answer) = oneshot::channel();
        // The receiver is here.
        let _ = done.send(Ok(self.memory.read(&query)));
        answer
    }

    /// Replaces what the store has by the whole state.
    pub async fn commit_everything(&mut self, changes: Vec<Change>) {
        if let Some(failing) = &mut self.failing {
            (failing.has_lost, failing.queued) = (false, 0);
        }
        self.write(changes, true).await;
    }

    async fn write(&mut self, changes: Vec<Change>, is_everything: bool) {
        let Some(jobs) = &self.jobs else { return };
        let (done, mut result) = oneshot::channel();
        if jobs.send(Job { changes, is_everything, done }).is_err() {
            return self.fail(THREAD_ENDED);
        }
        match tokio::time::timeout(COMMIT_TIMEOUT, &mut result).await {
            Ok(Ok(Ok(()))) => self.recover(),
            Ok(Ok(Err(error))) => self.fail(&error),
            Ok(Err(_)) => self.fail(THREAD_ENDED),
            Err(_) => {
                self.fail("the disk is too slow");
                if let Some(failing) = &mut self.failing {
                    (failing.late, failing.has_lost) = (Some(result), false);
                }
            }
        }
    }

    /// Takes the result of a late commit if it has come.
    fn check_late_commit(&mut self) {
        let Some(failing) = &mut self.failing else { return };
        let Some(late) = &mut failing.late else { return };
        let result = match late.try_recv() {
            Err(oneshot::error::TryRecvError::Empty) => return,
            Err(oneshot::error::TryRecvError::Closed) => Err(THREAD_ENDED.to_owned()),
            Ok(result) => result,
        };
        failing.late = None;
        match result {
            Ok(()) if !failing.has_lost => self.recover(),
            Ok(()) => {}
            Err(error) => self.fail(&error),
        }
    }

    fn recover(&mut self) {
        if self.failing.take().is_some() {
            self.health.failure = None;
            tracing::warn!("the store works again");
        }
    }

    fn fail(&mut self, error: &str) {
        let pause = self.failing.as_ref().map_or(MIN_RETRY, |failing| (failing.pause * 2).min(MAX_RETRY));
        if self.failing.is_none() {
            self.health.failures += 1;
            tracing::error!("the store fails, so a restart would forget what happens now: {error}");
        }
        self.health.failure = Some(error.to_owned());
        let retry_at = Instant::now() + pause;
        self.failing = Some(Failing { retry_at, pause, late: None, queued: 0, has_lost: true });
    }
}

impl Drop for Store {
    /// Waits until everything is written.
    fn drop(&mut self) {
        // First, so that the writer's connection is the last and tidies up.
        drop(self.reader.take());
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been printed; there is nothing else to do about it.
            let _ = thread.join();
        }
    }
}
