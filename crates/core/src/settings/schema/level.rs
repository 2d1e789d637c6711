//! For whom a value is stored.

use serde::{Deserialize, Serialize};

/// For whom a value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// For everybody.
    Organisation,
    /// For everybody with a profile.
    Profile,
    /// For one user.
    User,
}

impl Level {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Organisation, Self::Profile, Self::User];

    /// Its name on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Profile => "profile",
            Self::User => "user",
        }
    }

    /// From its name on the wire.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}
