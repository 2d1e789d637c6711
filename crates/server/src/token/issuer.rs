//! Issues tokens to agents who signed in by password, outside Salesforce. The key is made when the server starts and is
//! kept nowhere: after a restart, these agents sign in again.

use super::{AUDIENCE, check_times};
use argon2::password_hash::rand_core::{OsRng, RngCore};
use denwa_protocol::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

/// How long a token is valid, in milliseconds: as long as those of the org package.
pub const LIFE_MS: u64 = 1_800_000;

/// For how long tokens are renewed without the password, in milliseconds.
pub const SESSION_MS: u64 = 16 * 3_600_000;

/// Whom a token is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The organisation's ID.
    pub organisation: String,
    /// The telephony login.
    pub login: String,
    /// The extension, by which the agent is told from Salesforce users.
    pub extension: String,
    /// Whether the agent is a supervisor.
    pub is_supervisor: bool,
}

/// A token that has been issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The token.
    pub token: String,
    /// When it expires, in milliseconds.
    pub expires_at: Timestamp,
}

/// What is needed to renew a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewable {
    /// The organisation's ID.
    pub organisation: String,
    /// The telephony login.
    pub login: String,
    /// When the password was given.
    pub since: Timestamp,
}

/// The claims that the server writes. Times are in seconds.
#[derive(Serialize, Deserialize)]
struct OwnClaims {
    iss: String,
    sub: String,
    login: String,
    aud: String,
    jti: String,
    iat: u64,
    exp: u64,
    supervisor: bool,
    /// When the password was given.
    auth_time: u64,
}

/// Issues and renews tokens.
pub struct Issuer {
    key: [u8; 32],
    audience: String,
}

impl Issuer {
    /// Makes an issuer with a key of its own, for tokens with this audience.
    #[must_use]
    pub fn new(audience: Option<&String>) -> Self {
        let mut key = [0; 32];
        OsRng.fill_bytes(&mut key);
        Self { key, audience: audience.map_or_else(|| AUDIENCE.to_owned(), Clone::clone) }
    }

    /// Returns the key that verifies the tokens.
    #[must_use]
    pub fn verifying_key(&self) -> DecodingKey {
        DecodingKey::from_secret(&self.key)
    }

    /// Issues a token to somebody who gave her password at `since`; `None` if that is too long ago, or signing fails.
    #[must_use]
    pub fn issue(&self, subject: &Subject, since: Timestamp, now: Timestamp) -> Option<Issued> {
        if now.saturating_sub(since) > SESSION_MS {
            return None;
        }
        let mut id = [0; 16];
        OsRng.fill_bytes(&mut id);
        let Subject { organisation, login, extension, is_supervisor } = subject;
        let claims = OwnClaims {
            iss: organisation.clone(),
            sub: format!("password-{extension}"),
            login: login.clone(),
            aud: self.audience.clone(),
            jti: format!("{:032x}", u128::from_be_bytes(id)),
            iat: now / 1000,
            exp: (now + LIFE_MS) / 1000,
            supervisor: *is_supervisor,
            auth_time: since / 1000,
        };
        let token = encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(&self.key)).ok()?;
        Some(Issued { token, expires_at: claims.exp * 1000 })
    }

    /// Reads a token that this issuer has issued and that is still valid.
    #[must_use]
    pub fn read(&self, token: &str, now: Timestamp) -> Option<Renewable> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[&self.audience]);
        // Checked against the server's time.
        validation.validate_exp = false;
        let claims = decode::<OwnClaims>(token, &self.verifying_key(), &validation).ok()?.claims;
        check_times(claims.iat, None, claims.exp, now).ok()?;
        Some(Renewable { organisation: claims.iss, login: claims.login, since: claims.auth_time * 1000 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = 1_800_000_000_000;

    fn subject() -> Subject {
        Subject { organisation: "org".into(), login: "sato".into(), extension: "2001".into(), is_supervisor: true }
    }

    #[test]
    fn a_token_is_renewed_until_the_password_was_given_too_long_ago() {
        let issuer = Issuer::new(None);
        let mut now = NOW;
        let mut token = issuer.issue(&subject(), now, now).unwrap();
        let mut renewed = 0;
        loop {
            now += LIFE_MS - 1_000;
            let Renewable { organisation, login, since } = issuer.read(&token.token, now).unwrap();
            assert_eq!((organisation.as_str(), login.as_str(), since), ("org", "sato", NOW));
            let Some(next) = issuer.issue(&subject(), since, now) else { break };
            assert_ne!(next.token, token.token);
            (token, renewed) = (next, renewed + 1);
        }
        assert_eq!(renewed, SESSION_MS / (LIFE_MS - 1_000));
    }

    #[test]
    fn only_its_own_valid_tokens_are_read() {
        let issuer = Issuer::new(None);
        let token = issuer.issue(&subject(), NOW, NOW).unwrap();
        assert_eq!(issuer.read(&token.token, token.expires_at), None, "expired");
        assert_eq!(Issuer::new(None).read(&token.token, NOW), None, "another key");
        assert_eq!(issuer.read("x.y.z", NOW), None);
    }
}
