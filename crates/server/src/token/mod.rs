//! Verifies the tokens that panels sign in with: JWTs (RFC 7519), signed in Salesforce with the key of a certificate
//! (RS256) or with a key shared with the server (HS256). The configuration decides which algorithm an organisation
//! uses, never the token.

mod certificate;

pub use certificate::KEY_BITS;

use crate::config::{Config, ConfigError};
use denwa_protocol::{Refusal, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, errors::ErrorKind};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The audience (`aud`) that tokens must have.
pub const AUDIENCE: &str = "denwa";

/// Shortest accepted shared key, in bytes: the length of the hash (RFC 7518, 3.2).
pub const KEY_BYTES: usize = 32;

/// The identity in a verified token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The Salesforce organisation.
    pub organisation: String,
    /// The Salesforce user, for the log.
    pub user: String,
    /// The telephony login.
    pub login: String,
    /// When the token expires, in milliseconds.
    pub expires_at: Timestamp,
}

/// The claims the server reads.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    login: String,
    exp: u64,
}

/// Verifies tokens. An organisation's tokens are verified with the organisation's keys and algorithm only.
pub struct Verifier {
    trusted: Vec<Trusted>,
}

/// How one organisation's tokens are verified.
struct Trusted {
    organisation: String,
    algorithm: Algorithm,
    /// Several while keys are being changed.
    keys: Vec<DecodingKey>,
}

impl Verifier {
    /// Reads the keys that the configuration names.
    ///
    /// # Errors
    /// If an organisation has no key, or a key cannot be read or is too short. The message contains no part of a key.
    pub fn read(config: &Config) -> Result<Self, ConfigError> {
        let mut trusted = Vec::new();
        for organisation in &config.organisations {
            let own = (&*organisation.token_certificate_file, organisation.token_key_file.as_deref());
            let shared = (&*config.token_certificate_file, config.token_key_file.as_deref());
            let (certificates, key) = if own == (&[], None) { shared } else { own };
            let (algorithm, keys) = read_keys(certificates, key)?;
            trusted.push(Trusted { organisation: organisation.id.clone(), algorithm, keys });
        }
        if trusted.is_empty() {
            return Err(ConfigError::Value("organisations: empty, so nobody could sign in".to_owned()));
        }
        Ok(Self { trusted })
    }

    /// Verifies a token while the system clock may be wrong, and returns also for how long the token is valid, in
    /// milliseconds. While the clock has jumped, nobody knows which time is right: a token is accepted that is valid at
    /// either, for the shorter time.
    ///
    /// # Errors
    /// Like [`Verifier::verify`].
    pub fn verify_at(&self, token: &str, now: Timestamp, doubt: Option<Timestamp>) -> Result<(Identity, u64), Refusal> {
        let valid = |now| {
            let identity = self.verify(token, now)?;
            let valid_ms = identity.expires_at - now;
            Ok((identity, valid_ms))
        };
        match (valid(now), doubt.map(valid)) {
            (Ok(one), Some(Ok(other))) => Ok(if one.1 <= other.1 { one } else { other }),
            (Ok(only), _) | (Err(_), Some(Ok(only))) => Ok(only),
            (Err(refusal), _) => Err(refusal),
        }
    }

    /// Verifies a token. Expiry is checked against `now`, without leeway.
    ///
    /// # Errors
    /// [`Refusal::BadToken`] or [`Refusal::ExpiredToken`].
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Identity, Refusal> {
        for Trusted { organisation, algorithm, keys } in &self.trusted {
            // Only this algorithm is accepted, whatever the token's header says.
            let mut validation = Validation::new(*algorithm);
            validation.set_audience(&[AUDIENCE]);
            validation.set_issuer(&[organisation]);
            validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
            // Checked below, against `now`.
            validation.validate_exp = false;
            for key in keys {
                match decode::<Claims>(token, key, &validation) {
                    Ok(data) => {
                        let Claims { iss, sub, login, exp } = data.claims;
                        let expires_at = exp.saturating_mul(1000);
                        if expires_at <= now {
                            return Err(Refusal::ExpiredToken);
                        }
                        return Ok(Identity { organisation: iss, user: sub, login, expires_at });
                    }
                    Err(error) => match error.kind() {
                        // The token may be signed with another key, or belong to another organisation.
                        ErrorKind::InvalidSignature | ErrorKind::InvalidIssuer | ErrorKind::InvalidAlgorithm => {}
                        _ => return Err(Refusal::BadToken),
                    },
                }
            }
        }
        Err(Refusal::BadToken)
    }
}

/// Reads an organisation's keys, and returns them with their algorithm.
fn read_keys(certificates: &[PathBuf], key: Option<&Path>) -> Result<(Algorithm, Vec<DecodingKey>), ConfigError> {
    if let Some(file) = key {
        return Ok((Algorithm::HS256, vec![DecodingKey::from_secret(&read_key(file)?)]));
    }
    let mut keys = Vec::new();
    for file in certificates {
        keys.extend(certificate::read(file)?);
    }
    if keys.is_empty() {
        return Err(ConfigError::Value("token_certificate_file (or token_key_file) is missing".to_owned()));
    }
    Ok((Algorithm::RS256, keys))
}

/// Reads a shared key, without the line end that editors append.
fn read_key(file: &Path) -> Result<Vec<u8>, ConfigError> {
    let mut key = std::fs::read(file).map_err(|error| ConfigError::Read { path: file.to_owned(), error })?;
    while key.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        key.pop();
    }
    if key.len() < KEY_BYTES {
        let (path, length) = (file.display(), key.len());
        return Err(ConfigError::Value(format!("{path}: the key has {length} bytes, at least {KEY_BYTES} are needed")));
    }
    warn_if_readable_by_others(file);
    Ok(key)
}

#[cfg(unix)]
fn warn_if_readable_by_others(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(file).map_or(0, |metadata| metadata.permissions().mode());
    if mode & 0o077 != 0 {
        tracing::warn!("{}: other users may read or write the token key (mode {:o})", file.display(), mode & 0o777);
    }
}

#[cfg(not(unix))]
fn warn_if_readable_by_others(_: &Path) {}
