//! Drafts as the browser keeps them until the page is loaded again.

use super::{DraftValue, Slot};
use crate::settings::StoredContent;
use serde::{Deserialize, Serialize};

/// The drafts that are kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptDrafts {
    /// The drafts, in the order they were begun.
    pub drafts: Vec<KeptDraft>,
}

/// A draft that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// Where it is to be stored.
    pub slot: Slot,
    /// What was stored there when it was begun.
    pub base: StoredContent,
    /// What was typed.
    pub value: DraftValue,
}

impl KeptDrafts {
    /// Whether there is nothing to keep: the browser's storage is to be cleared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }
}
