//! What the event server answers to a sign-in, and what a panel makes of it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use denwa_core::package::agent_token::TokenAnswer;
use denwa_core::package::boot::{BootAnswer, Organisation, Permissions, User};
use denwa_core::settings::{Integration, Key, StoredLevel, StoredSettings, StoredValue};
use serde::Deserialize;

/// A minute in milliseconds.
const MINUTE_MS: u64 = 60_000;
/// The most minutes between two renewals.
const MOST_MINUTES: u64 = 30;

/// Who has signed in.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The token for the telephony sign-in.
    pub token: String,
    /// When it expires, in milliseconds since the Unix epoch.
    expires_at: u64,
    organisation: String,
    login: String,
}

impl SignedIn {
    pub fn token_answer(&self) -> TokenAnswer {
        TokenAnswer {
            token: Some(self.token.clone()),
            login: Some(self.login.clone()),
            expires: Some(self.expires_at),
            ..TokenAnswer::default()
        }
    }

    /// What a panel needs before it connects.
    pub fn boot(&self, now: u64) -> BootAnswer {
        BootAnswer {
            user: User { id: self.user_id(), ..User::default() },
            organisation: Organisation { id: self.organisation.clone(), ..Organisation::default() },
            permissions: Permissions { agent: true, ..Permissions::default() },
            settings: self.settings(now),
            token: self.token_answer(),
            ..BootAnswer::default()
        }
    }

    /// The settings of a panel without a CRM: no search and no log, and a token that is renewed before it expires.
    pub fn settings(&self, now: u64) -> StoredSettings {
        let minutes = (self.expires_at.saturating_sub(now) / 2 / MINUTE_MS).clamp(1, MOST_MINUTES);
        let value = |key: Key, value: StoredValue| (key.row().field.to_owned(), value);
        #[expect(clippy::cast_precision_loss, reason = "at most 30")]
        let minutes = StoredValue::Number(minutes as f64);
        let off = StoredValue::Text(Integration::Off.code().to_owned());
        StoredSettings {
            levels: vec![StoredLevel {
                level: "organisation".to_owned(),
                id: self.organisation.clone(),
                values: BTreeMap::from([value(Key::Integration, off), value(Key::SessionMinutes, minutes)]),
                ..StoredLevel::default()
            }],
            ..StoredSettings::default()
        }
    }

    /// A name for the agent in the keys of the browser's storage, which does not show her login.
    fn user_id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.organisation, &self.login).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use denwa_core::settings::merge;

    fn signed_in() -> SignedIn {
        SignedIn {
            token: "t".to_owned(),
            expires_at: 2_000_000,
            organisation: "denwa".to_owned(),
            login: "sato".to_owned(),
        }
    }

    #[test]
    fn a_panel_without_a_crm_searches_and_logs_nothing_and_renews_its_token_in_time() {
        let merged = merge(&signed_in().settings(800_000));
        assert_eq!(merged.settings.integration(), Integration::Off);
        assert_eq!(merged.settings.session_interval_ms(), 600_000, "half of what is left");
        assert!(merged.faults.is_empty(), "{:?}", merged.faults);
        assert_eq!(merge(&signed_in().settings(1_999_999)).settings.session_interval_ms(), 60_000);
    }

    #[test]
    fn the_login_is_in_no_key_of_the_storage() {
        let boot = signed_in().boot(0);
        assert!(boot.names_user() && !boot.user.id.contains("sato"));
    }
}
