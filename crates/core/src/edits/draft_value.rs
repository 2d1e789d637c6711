//! What a draft wants to store, as it was typed.

use crate::settings::StoredContent;
use serde::{Deserialize, Serialize};

/// The texts of a row, one for each column.
pub type Cells = Vec<String>;

/// What a draft wants to store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DraftValue {
    /// A value, as it was typed; empty to unset it.
    Text(String),
    /// The rows of a list, as they were typed.
    Rows(Vec<Cells>),
    /// A lock.
    Lock(bool),
    /// What was stored before: the draft puts it back as it was, right or wrong.
    Restored(StoredContent),
}
