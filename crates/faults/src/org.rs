//! What Salesforce has: the Tasks, and the package's rows with their unique key.

use crate::{plan::Protection, site};
use denwa_core::{
    HostReply,
    host::LogRecord,
    package::save_log::{LogPiece, LogValue},
};
use std::collections::BTreeMap;

/// A Task.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// The user who wrote it.
    pub user: String,
    /// The call, as the package's row names it.
    pub call: String,
    /// The values of its fields.
    pub fields: BTreeMap<String, LogValue>,
}

impl Task {
    /// The text of a field; empty where there is none.
    pub fn text(&self, field: &str) -> &str {
        match self.fields.get(field) {
            Some(LogValue::Text(text)) => text,
            _ => "",
        }
    }
}

/// The organisation's data.
#[derive(Debug, Default)]
pub struct Org {
    without: Option<Protection>,
    /// The package's rows: the Task's ID, unless the log was withdrawn, by user and call.
    rows: BTreeMap<(String, String), Option<String>>,
    /// The Tasks, by ID.
    pub tasks: BTreeMap<String, Task>,
    /// How often a log was asked for.
    pub asked: u64,
    last: u64,
}

impl Org {
    /// Makes an empty organisation. `without` the key it writes a Task whenever it is asked.
    pub fn new(without: Option<Protection>) -> Self {
        Self { without, ..Self::default() }
    }

    /// Writes a log as the package does: one transaction, one row for each key.
    pub fn save_log(&mut self, agent: usize, log: LogRecord) -> HostReply {
        self.asked += 1;
        let key = (site::user_of(agent), log.call_id.clone());
        if self.without == Some(Protection::LogKey) && log.id.is_none() {
            self.rows.remove(&key);
        }
        let row = self.rows.get(&key).cloned();
        if log.withdraw.contains(&LogPiece::Record) {
            if let Some(Some(task)) = &row {
                self.tasks.remove(task);
            }
            self.rows.insert(key, None);
            return HostReply::LogWithdrawn;
        }
        if row == Some(None) && !log.restore {
            return HostReply::LogWithdrawn;
        }
        let known = row.flatten();
        if log.create_only
            && let Some(id) = &known
        {
            return HostReply::LogSaved { id: id.clone(), kept: Vec::new() };
        }
        let id = known.unwrap_or_else(|| {
            self.last += 1;
            format!("00T{:012}AAA", self.last)
        });
        let task = self.tasks.entry(id.clone()).or_default();
        (task.user, task.call) = key.clone();
        task.fields.extend(log.fields);
        self.rows.insert(key, Some(id.clone()));
        HostReply::LogSaved { id, kept: Vec::new() }
    }
}
