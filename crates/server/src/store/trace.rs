//! The trace of what supervisors did, and of hands that agents raised. Rows are only ever added.

use super::{StoreError, schema};
use denwa_protocol::{ChosenMode, HandKind, MonitorMode, Timestamp};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// An act that leaves a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// When, in wall time.
    pub at: Timestamp,
    /// The organisation; empty if the configuration names none.
    pub organisation: String,
    /// The login of whoever did it.
    pub by: String,
    /// The login of the agent whom it concerns.
    pub agent: String,
    /// The whole call that it is about, by [`denwa_protocol::Call::request_id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// What was done.
    pub act: Act,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Act {
    /// A supervisor began to take part in a call.
    MonitoringBegan {
        /// How.
        mode: MonitorMode,
        /// Whether the agent sees it.
        shown: bool,
    },
    /// A supervisor takes part in another way, or the agent sees it from now on, or no longer.
    MonitoringChanged {
        /// How.
        mode: MonitorMode,
        /// Whether the agent sees it.
        shown: bool,
    },
    /// A supervisor left a call.
    MonitoringEnded,
    /// A supervisor set an agent's mode.
    ModeSet {
        /// The mode.
        mode: ChosenMode,
        /// Why.
        why: String,
    },
    /// An agent raised her hand.
    HandRaised {
        /// Why.
        hand: HandKind,
    },
    /// An agent, or a supervisor, took the hand down.
    HandLowered {
        /// How it ended, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
}

/// Reads the traces since a time from a store's file, which a server may be using, the earliest first.
///
/// # Errors
/// If the file cannot be read, or has a row that this version cannot read.
pub fn read(path: &Path, since: Timestamp) -> Result<Vec<Trace>, StoreError> {
    let connection = schema::connect_reader(path)?;
    let mut statement = connection.prepare("SELECT body FROM supervision WHERE at >= ?1 ORDER BY n")?;
    let rows = statement.query_map([since], |row| row.get::<_, String>(0))?;
    rows.map(|text| serde_json::from_str(&text?).map_err(|error| StoreError::Broken(error.to_string()))).collect()
}
