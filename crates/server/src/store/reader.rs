//! The thread that reads past calls, beside the writer, so that nobody waits for a search.

use super::{StoreError, history::HistoryQuery, schema};
use denwa_protocol::Call;
use rusqlite::{Connection, params};
use std::{path::Path, sync::mpsc, thread::JoinHandle};
use tokio::sync::oneshot;

/// How many questions may wait.
const MAX_QUEUED: usize = 1_024;

/// A question, and where its answer goes.
struct Job {
    query: HistoryQuery,
    done: oneshot::Sender<Result<Vec<Call>, String>>,
}

/// The running thread. Dropping it ends the thread.
#[derive(Debug)]
pub struct Reader {
    jobs: Option<mpsc::SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Starts the thread for a store's file. The file need not exist yet.
    pub fn start(path: &Path) -> std::io::Result<Self> {
        let (jobs, receiver) = mpsc::sync_channel(MAX_QUEUED);
        let path = path.to_owned();
        let thread = std::thread::Builder::new().name("store-read".to_owned()).spawn(move || run(&path, &receiver))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Asks; the answer is dropped without a value if too many wait.
    pub fn ask(&self, query: HistoryQuery) -> oneshot::Receiver<Result<Vec<Call>, String>> {
        let (done, answer) = oneshot::channel();
        if let Some(jobs) = &self.jobs {
            // An error drops `done`, which the receiver notices.
            let _ = jobs.try_send(Job { query, done });
        }
        answer
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been printed; there is nothing else to do about it.
            let _ = thread.join();
        }
    }
}

fn run(path: &Path, jobs: &mpsc::Receiver<Job>) {
    let mut connection = None;
    while let Ok(Job { query, done }) = jobs.recv() {
        let result = answer(path, &mut connection, &query);
        if result.is_err() {
            // The file may have been set aside: the next question opens it anew.
            connection = None;
        }
        // An error means that nobody waits any more.
        let _ = done.send(result.map_err(|error| error.to_string()));
    }
}

fn answer(path: &Path, open: &mut Option<Connection>, query: &HistoryQuery) -> Result<Vec<Call>, StoreError> {
    let connection = match open {
        Some(connection) => connection,
        None => open.insert(schema::connect_reader(path)?),
    };
    Ok(read(connection, query)?)
}

/// Reads the calls that are asked for, the newest first.
fn read(connection: &Connection, query: &HistoryQuery) -> rusqlite::Result<Vec<Call>> {
    let mut statement = connection.prepare_cached(
        "SELECT began_at, missed, find, body FROM history
         WHERE agent = (SELECT n FROM agent WHERE key = ?1) AND began_at < ?2 ORDER BY began_at DESC, id DESC",
    )?;
    let before = query.before.map_or(i64::MAX, |before| i64::try_from(before).unwrap_or(i64::MAX));
    let mut rows = statement.query(params![query.agent.as_str(), before])?;
    let mut calls = Vec::new();
    while let Some(row) = rows.next()? {
        if calls.len() >= query.limit {
            break;
        }
        let find = row.get_ref(2)?.as_str().unwrap_or_default();
        if !query.wants(row.get(0)?, row.get(1)?, find) {
            continue;
        }
        match serde_json::from_str(row.get_ref(3)?.as_str().unwrap_or_default()) {
            Ok(call) => calls.push(call),
            Err(error) => tracing::error!("the history has a row that cannot be read: {error}"),
        }
    }
    Ok(calls)
}
