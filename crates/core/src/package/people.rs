//! `people`: profiles and users, for administrators.

use super::Method;
use serde::{Deserialize, Serialize};

/// Whom to look for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PeopleRequest {
    /// Profiles and users with a text in their names.
    Find {
        /// The text.
        find: String,
    },
    /// Users by their exact user names, for logins by CSV.
    Usernames {
        /// The user names; at most 2,000.
        usernames: Vec<String>,
    },
}

impl Method for PeopleRequest {
    const NAME: &'static str = "people";
    type Answer = PeopleAnswer;
}

/// The profiles and users that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleAnswer {
    /// Profiles.
    pub profiles: Vec<ProfileInfo>,
    /// Active users.
    pub users: Vec<UserInfo>,
}

/// A profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileInfo {
    /// Record ID.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserInfo {
    /// Record ID.
    pub id: String,
    /// Name.
    pub name: String,
    /// User name.
    pub username: String,
    /// Name of the user's profile.
    pub profile: String,
    /// The telephony login that is mapped to the user.
    pub login: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<PeopleRequest, PeopleAnswer>("people");
    }
}
