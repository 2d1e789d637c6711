//! What the package tells at the start.

use crate::settings::RawSettings;
use crate::start::StartError;
use std::rc::Rc;

/// Everything a panel needs before it signs in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boot {
    /// The package's version.
    pub package: String,
    /// Who this is.
    pub user: User,
    /// Where.
    pub organisation: Organisation,
    /// What the user may do.
    pub permissions: Permissions,
    /// What is set, as it stands.
    pub settings: Rc<RawSettings>,
    /// What signs the agent in, or why there is nothing.
    pub token: Option<Result<AgentToken, StartError>>,
}

/// The user of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// Record ID.
    pub id: String,
    /// For people.
    pub name: String,
    /// The name the user signs in to Salesforce with.
    pub username: String,
    /// ID of the profile.
    pub profile_id: String,
    /// The profile for people.
    pub profile: String,
    /// Language, for instance `ja`.
    pub language: String,
    /// Locale, for instance `ja_JP`.
    pub locale: String,
    /// Time zone, for instance `Asia/Tokyo`.
    pub time_zone: String,
}

/// The organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Record ID.
    pub id: String,
    /// For people.
    pub name: String,
    /// Whether it is a sandbox. Scratch and developer orgs are not.
    pub sandbox: bool,
}

/// What the user may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Use the softphone.
    pub agent: bool,
    /// Set what others use.
    pub administrator: bool,
    /// Use Salesforce's API.
    pub api: bool,
}

/// What signs an agent in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentToken {
    /// The signed token. Opaque to the panel.
    pub token: String,
    /// The telephony login it is for.
    pub login: String,
    /// When it expires, milliseconds since the Unix epoch; 0 where that is not said.
    pub expires: u64,
}
