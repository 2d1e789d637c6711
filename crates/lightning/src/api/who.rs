//! The query of every request: who asks.

use crate::org::users::{PROFILES, User};
use crate::state::Org;
use serde::Deserialize;

/// The user who asks, and her language.
#[derive(Debug, Default, Deserialize)]
pub struct Who {
    user: Option<String>,
    lang: Option<String>,
}

impl Who {
    /// The running user: the demo's agent if none is named.
    pub fn user(&self, org: &Org) -> User {
        let named = self.user.as_deref().and_then(|key| org.users.find(key)).or(org.users.all.first());
        named.cloned().unwrap_or_else(|| User::agent(1, "sato", "佐藤 健", "2001", &PROFILES[0]))
    }

    /// Salesforce's code for the language.
    pub fn language(&self) -> &'static str {
        if self.lang.as_deref() == Some("ja") { "ja" } else { "en_US" }
    }
}
