//! Who changed what.

use crate::config::History;
use crate::edits::SlotKind;
use crate::package::history::PastChange;
use crate::settings::{Key, Level, List, StoredContent};
use std::sync::Arc;

/// Who changed what.
#[derive(Clone, Debug, PartialEq)]
pub enum HistoryView {
    /// The org has been asked.
    Waiting,
    /// The changes, newest first.
    There(Arc<Vec<HistoryEntry>>),
    /// The history did not come.
    Failed {
        /// The host's own words; empty where the time ran out.
        detail: String,
    },
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// The name of the user who made it; empty where nobody knows.
    pub by: String,
    /// What was changed; an API name that this panel does not know, as it is.
    pub what: Result<SlotKind, String>,
    /// The level; none for a lock.
    pub level: Option<Level>,
    /// The name of the organisation, profile or user; empty for a lock.
    pub name: String,
    /// What was stored before.
    pub from: StoredContent,
    /// What was stored then.
    pub to: StoredContent,
}

impl HistoryView {
    pub(super) fn new(history: &History) -> Self {
        match history {
            History::Waiting => Self::Waiting,
            History::There(changes) => Self::There(Arc::new(changes.iter().map(HistoryEntry::new).collect())),
            History::Failed { detail } => Self::Failed { detail: detail.clone() },
        }
    }
}

impl HistoryEntry {
    fn new(change: &PastChange) -> Self {
        let is_lock = change.level == "lock";
        let setting = Key::of_field(&change.field).map(if is_lock { SlotKind::Lock } else { SlotKind::Value });
        let what = setting.or_else(|| List::of_object(&change.field).map(SlotKind::List));
        Self {
            at: change.at,
            by: change.by.clone().unwrap_or_default(),
            what: what.ok_or_else(|| change.field.clone()),
            level: Level::from_code(&change.level),
            name: change.name.clone().unwrap_or_default(),
            from: change.from.clone(),
            to: change.to.clone(),
        }
    }
}
