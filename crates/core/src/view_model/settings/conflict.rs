//! A place that two people changed.

use crate::config::{Draft, Rules, Theirs};
use crate::edits::{DraftValue, Slot};
use crate::settings::{StoredContent, StoredValue};

/// A place that two people changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictView {
    /// The place; it settles the conflict.
    pub slot: Slot,
    /// What is to be stored by what was typed here.
    pub mine: StoredContent,
    /// What somebody else stored.
    pub theirs: StoredContent,
    /// Who; empty where nobody knows.
    pub by: String,
    /// When, in milliseconds since the Unix epoch.
    pub at: Option<u64>,
}

impl ConflictView {
    pub(super) fn new(draft: &Draft, theirs: &Theirs, rules: &Rules) -> Self {
        Self {
            slot: draft.slot.clone(),
            mine: draft.checked(rules).unwrap_or_else(|_| unchecked(draft)),
            theirs: theirs.content.clone(),
            by: theirs.by.clone(),
            at: theirs.at,
        }
    }
}

/// What was typed and is wrong.
fn unchecked(draft: &Draft) -> StoredContent {
    match draft.typed() {
        DraftValue::Text(text) if !text.is_empty() => StoredContent::Value(text.into()),
        DraftValue::Rows(rows) => StoredContent::Rows(rows.iter().map(|cells| draft.slot.fields(cells)).collect()),
        _ => StoredContent::Value(StoredValue::Null),
    }
}
