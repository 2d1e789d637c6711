//! `history`: who changed which setting, when, from what to what; for administrators.

use super::Method;
use crate::settings::StoredContent;
use serde::{Deserialize, Serialize};

/// The changes that are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryRequest {
    /// API name of the only field, list or lock that is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How many, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl Method for HistoryRequest {
    const NAME: &'static str = "history";
    type Answer = HistoryAnswer;
}

/// The changes, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryAnswer {
    /// The changes.
    pub changes: Vec<PastChange>,
}

/// A change that was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PastChange {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// The name of the user who made it.
    pub by: Option<String>,
    /// The level's code, or `lock`.
    pub level: String,
    /// The ID of the organisation, profile or user; none for a lock.
    pub id: Option<String>,
    /// The name of the organisation, profile or user; none for a lock.
    pub name: Option<String>,
    /// API name of the field or the list.
    pub field: String,
    /// What was stored before.
    pub from: StoredContent,
    /// What was stored then.
    pub to: StoredContent,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<HistoryRequest, HistoryAnswer>("history");
    }
}
