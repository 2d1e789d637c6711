//! `saveSettings`: changes stored settings, all in one transaction or none.

use super::Method;
use crate::settings::{Reason, StoredContent, StoredSettings};
use serde::{Deserialize, Serialize};

/// Changes that are made in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SaveSettingsRequest {
    /// The changes. Answers name each by its place here.
    pub changes: Vec<Change>,
}

impl Method for SaveSettingsRequest {
    const NAME: &'static str = "saveSettings";
    type Answer = SaveSettingsAnswer;
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The place that changes.
    #[serde(flatten)]
    pub target: ChangeTarget,
    /// What the panel saw there. The package refuses to overwrite anything else.
    pub from: StoredContent,
    /// What to store there; null unsets a value.
    pub to: StoredContent,
}

/// A place where something is stored, by API names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ChangeTarget {
    /// A field at a level.
    Field {
        /// The level's code.
        level: String,
        /// The ID of the organisation, profile or user.
        id: String,
        /// The field.
        field: String,
    },
    /// All rows of a list at a level.
    List {
        /// The level's code.
        level: String,
        /// The ID of the organisation, profile or user.
        id: String,
        /// The list custom setting.
        list: String,
    },
    /// Whether agents may not change a field for themselves.
    Lock {
        /// The field.
        lock: String,
    },
}

/// The answer, also where nothing was saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveSettingsAnswer {
    /// Why nothing was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<SaveError>,
    /// With [`SaveError::Conflict`]: what somebody else changed meanwhile.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// With [`SaveError::Refused`] and [`SaveError::Locked`]: the changes that are not allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<ChangeFault>,
    /// The running user's settings as they are stored now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<StoredSettings>,
}

/// Why nothing was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SaveError {
    /// Somebody else changed some of it meanwhile.
    Conflict,
    /// A value is not allowed.
    Refused,
    /// An agent tried to change a locked setting.
    Locked,
}

/// What is stored now where a change was to be made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conflict {
    /// The place of the change in the request.
    pub change: Option<usize>,
    /// What somebody else stored there.
    pub theirs: StoredContent,
    /// Who stored it; none where nobody knows.
    pub by: Option<String>,
    /// When, in milliseconds since the Unix epoch; none where nobody knows.
    pub at: Option<u64>,
}

/// A change that is not allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeFault {
    /// The place of the change in the request.
    pub change: Option<usize>,
    /// Why it is not allowed; a reason that this panel does not know counts as [`Reason::Forbidden`].
    pub reason: Reason,
    /// With [`Reason::Taken`]: the user who has the login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// With [`Reason::Gone`] and [`Reason::Unsuitable`]: the name of the object or field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<SaveSettingsRequest, SaveSettingsAnswer>("saveSettings");
    }
}
