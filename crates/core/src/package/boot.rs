//! `boot`: who uses the panel, what is set, and the first token, in one call.

use super::Method;
use super::agent_token::TokenAnswer;
use super::settings::StoredSettings;
use serde::{Deserialize, Serialize};

/// Asks for everything a panel needs before it signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BootRequest {
    /// The panel's version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub panel: String,
}

impl BootRequest {
    /// The request of this panel.
    #[must_use]
    pub fn new() -> Self {
        Self { panel: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

impl Default for BootRequest {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for BootRequest {
    const NAME: &'static str = "boot";
    type Answer = BootAnswer;
}

/// Everything a panel needs before it signs in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BootAnswer {
    /// The package's version.
    pub package: String,
    /// The running user.
    pub user: User,
    /// The organisation.
    pub organisation: Organisation,
    /// What the user may do.
    pub permissions: Permissions,
    /// What is stored for the user.
    pub settings: StoredSettings,
    /// The token for the telephony sign-in, or why there is none.
    pub token: TokenAnswer,
}

impl BootAnswer {
    /// Whether the answer names a user and an organisation. Without them there is nobody to work for.
    #[must_use]
    pub fn names_user(&self) -> bool {
        !self.user.id.is_empty() && !self.organisation.id.is_empty()
    }

    /// The key under which the browser keeps something for this user alone: an adapter hosted elsewhere shares its storage with all
    /// organisations open in the browser. None where the answer names nobody.
    pub(crate) fn storage_key(&self, what: &str) -> Option<String> {
        self.names_user().then(|| format!("denwa:{what}:{}:{}", self.organisation.id, self.user.id))
    }
}

/// The running user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct User {
    /// Record ID.
    pub id: String,
    /// Name.
    pub name: String,
    /// User name, with which people log in to Salesforce.
    pub username: String,
    /// Record ID of the profile.
    pub profile_id: String,
    /// Name of the profile.
    pub profile: String,
    /// Language, for instance `ja`.
    pub language: String,
    /// Locale, for instance `ja_JP`.
    pub locale: String,
    /// Time zone, for instance `Asia/Tokyo`.
    pub time_zone: String,
}

/// The organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Organisation {
    /// Record ID.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether it is a sandbox. Scratch and developer orgs are not.
    pub sandbox: bool,
}

/// What the user may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Permissions {
    /// Use the softphone.
    pub agent: bool,
    /// Set what others use.
    pub administrator: bool,
    /// Use Salesforce's API.
    pub api: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<BootRequest, BootAnswer>("boot");
    }
}
