//! The tables, their version, and how a store's file is opened and checked.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

/// `PRAGMA application_id`: "Dnwa". Marks the file as a store of the event server.
const APPLICATION_ID: i32 = 0x446e_7761;

/// Brings a store to the next version. The first makes the tables; a later version appends a step and never changes an
/// old one. `PRAGMA user_version` counts the steps done.
const MIGRATIONS: &[fn(&Transaction<'_>) -> rusqlite::Result<()>] = &[make_tables, add_tokens, add_history, add_desk];

/// The version of stores that this server writes.
#[must_use]
pub fn version() -> usize {
    MIGRATIONS.len()
}

fn make_tables(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "-- The starts of the server.
         CREATE TABLE boot (n INTEGER PRIMARY KEY, name TEXT NOT NULL);
         -- `floor_seq` and `floor_boot`: the last event of the agent's stream that is no longer in `event`.
         CREATE TABLE agent (
             n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, state TEXT,
             floor_seq INTEGER NOT NULL DEFAULT 0, floor_boot INTEGER NOT NULL DEFAULT 0);
         CREATE TABLE call (
             agent INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (agent, id)) WITHOUT ROWID;
         CREATE TABLE command (
             agent INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
             PRIMARY KEY (agent, id)) WITHOUT ROWID;
         -- In the order in which they were added, so that adding and removing touches few pages.
         CREATE TABLE event (
             n INTEGER PRIMARY KEY, agent INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
             boot INTEGER NOT NULL, body TEXT NOT NULL);",
    )
}

fn add_history(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE agent ADD COLUMN missed TEXT;
         ALTER TABLE agent ADD COLUMN messages TEXT;
         -- Past calls, in the order in which they end: sorted by agent, each would change a page of its own, and checkpoints
         -- would hold up the commits. `find`: the text in which they are looked for.
         CREATE TABLE history (
             agent INTEGER NOT NULL, began_at INTEGER NOT NULL, id TEXT NOT NULL, missed INTEGER NOT NULL,
             find TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (agent, began_at, id));
         CREATE INDEX history_by_time ON history (began_at);",
    )
}

fn add_desk(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE agent ADD COLUMN work TEXT;
         CREATE TABLE callback (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
         -- What supervisors did, and hands that agents raised. Rows are only ever added.
         CREATE TABLE supervision (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL);",
    )
}

fn add_tokens(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE token (
             organisation TEXT NOT NULL, id TEXT NOT NULL, instance TEXT NOT NULL, expires_at INTEGER NOT NULL,
             PRIMARY KEY (organisation, id)) WITHOUT ROWID;",
    )
}

/// A file that no other server may use meanwhile. The lock ends with the process, however that ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "dropping the file ends the lock")] File);

impl Lock {
    /// Locks a store's file, by a file beside it.
    pub fn take(path: &Path) -> Result<Self, StoreError> {
        let beside = with_suffix(path, ".lock");
        let cannot = |error: std::io::Error| StoreError::Unusable(format!("{}: {error}", beside.display()));
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&beside).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(cannot(error)),
        }
    }
}

/// Opens a store's file for the thread that writes it, makes or migrates its tables, and checks it.
pub fn open(path: &Path, max_megabytes: u32) -> Result<Connection, StoreError> {
    let mut connection = connect(path)?;
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let is_empty = connection.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(())).optional()?.is_none();
    if id != APPLICATION_ID && !is_empty {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let found: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > version() {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: version() });
    }
    let checked: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if checked != "ok" {
        return Err(StoreError::Broken(checked));
    }
    let page: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    let pages = u64::from(max_megabytes) * 1024 * 1024 / page.max(512);
    connection.pragma_update(None, "max_page_count", i64::try_from(pages).unwrap_or(i64::MAX))?;
    let transaction = connection.transaction()?;
    for (done, migrate) in MIGRATIONS.iter().enumerate().skip(found) {
        migrate(&transaction)?;
        transaction.pragma_update(None, "user_version", done + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(connection)
}

/// Opens a file as a database with a write-ahead log: a commit appends to the log, which the operating system keeps if
/// this process is killed. SQLite itself syncs only at checkpoints (`NORMAL`); [`super::sync`] syncs the log.
pub fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Unusable(format!("journal mode {mode}")));
    }
    connection
        .execute_batch("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;")?;
    Ok(connection)
}

/// Opens a store's file for reading beside the writer.
pub fn connect_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    Ok(connection)
}

/// Moves a broken store's files out of the way, and returns the new name.
pub fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let free = (1..u32::MAX).map(|n| with_suffix(path, &format!(".broken-{n}"))).find(|name| !name.exists());
    let aside = free.ok_or(std::io::ErrorKind::AlreadyExists)?;
    std::fs::rename(path, &aside)?;
    for end in ["-wal", "-shm"] {
        let file = with_suffix(path, end);
        if file.exists() {
            std::fs::rename(file, with_suffix(&aside, end))?;
        }
    }
    Ok(aside)
}

/// Returns the path with a text after its last name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
