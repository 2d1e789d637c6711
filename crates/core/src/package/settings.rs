//! `settings`: the stored settings of the running user, or of somebody else.

pub use crate::settings::{StoredFields, StoredLevel, StoredRow, StoredSettings, StoredValue};

use super::Method;
use serde::{Deserialize, Serialize};

/// Whose settings are read. Without a user or a profile the running user's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsRequest {
    /// The ID of a user; for administrators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The ID of a profile; for administrators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

impl Method for SettingsRequest {
    const NAME: &'static str = "settings";
    type Answer = SettingsAnswer;
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SettingsAnswer {
    /// What is stored.
    pub settings: StoredSettings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<SettingsRequest, SettingsAnswer>("settings");
    }
}
