//! The durable store: what the hub must still know after the server was killed, or the machine lost power.
//!
//! The hub is pure and reports [`Change`]s; `net::hub_task` commits the changes of all waiting inputs as a group before
//! it sends any message that depends on them. So a panel is told nothing that a killed server forgets. A failing store
//! never stops calls: the server says so in log, `/health` and metrics, goes on in memory, and writes the whole state
//! when the store works again.
//!
//! # Why SQLite
//!
//! A commit must survive `kill -9` without waiting for the disk, and a power cut may cost 100 ms. SQLite's write-ahead
//! log does exactly this: a commit is a `write` that the operating system keeps, checksums end the log at a torn write,
//! and one thread syncs the log every 50 ms. redb keeps unsynced commits (`Durability::None`) in the process, so that
//! they die with it; syncing each commit makes events wait for the disk. Measured with 5,000 events a second, each a
//! row of 560 bytes changed and a row added, in groups as they come, on 2 cores that other work kept busy (load 5):
//!
//! | | p50 | p99 | processor (of one core) |
//! | --- | --- | --- | --- |
//! | SQLite, log synced by a thread | 0.4 ms | 7 ms | 19 % |
//! | redb, each commit synced | 5.6 ms | 39 ms | 14 % |
//! | redb, synced every 100 ms (loses 100 ms at `kill -9`) | 0.4 ms | 51 ms | 19 % |
//!
//! With the store, 10,000 panels are signed in again 2.2 s after `kill -9`, all where they were (`denwa-server load
//! --panels 10000 --kill`, same busy machine; the new process listens after 0.4 s).
//!
//! # What is bounded
//!
//! Calls: by age, number and bytes for each agent (`[store]` in the configuration). Past calls: by age and number for each
//! agent; they are written by the hub's changes and read by a thread of its own ([`Store::read_history`]), because the hub
//! does not have them in memory. Commands: ten minutes. Events: five minutes, and the hub keeps 128 for each agent. Used
//! tokens: their life and number. The file: `max_megabytes`. SQLite uses the room of removed rows again.

mod apply;
pub mod callback;
pub mod change;
pub mod config;
mod error;
mod handle;
mod health;
pub mod history;
mod load;
mod memory;
mod reader;
mod schema;
mod sync;
pub mod trace;
pub mod work;
mod writer;

pub use change::{Change, Restored};
pub use error::StoreError;
pub use handle::Store;
pub use health::StoreHealth;
