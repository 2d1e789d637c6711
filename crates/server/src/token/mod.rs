//! Verifies the tokens that panels sign in with: JWTs (RFC 7519), signed in Salesforce with the key of a certificate
//! (RS256) or with a key shared with the server (HS256). The configuration decides which algorithm an organisation
//! uses, never the token.

mod certificate;
pub mod issuer;
mod keys;
pub mod once;

pub use certificate::KEY_BITS;
pub use keys::KEY_BYTES;

use crate::config::{Config, ConfigError};
use denwa_protocol::{Refusal, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, errors::ErrorKind};
use serde::Deserialize;

/// The audience (`aud`) that the org package writes into tokens, and servers expect unless they are configured
/// otherwise.
pub const AUDIENCE: &str = "denwa";

/// The longest life of a token, in milliseconds. The org package issues tokens for half an hour.
pub const MAX_LIFE_MS: u64 = 24 * 3_600_000;

/// How far a signer's clock may be ahead of the server's, in milliseconds: `nbf` and `iat` may be so far in the future
/// ("usually no more than a few minutes", RFC 7519, 4.1.5). A server whose clock is a little slow must not keep everybody
/// out, and a token that works minutes early helps nobody. `exp` has no leeway: it ends a stolen token.
pub const LEEWAY_MS: u64 = 300_000;

/// Longest texts in a token, in bytes.
const MAX_LOGIN_BYTES: usize = 80;
const MAX_USER_BYTES: usize = 64;
const MAX_ID_BYTES: usize = 64;

/// The identity in a verified token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The Salesforce organisation.
    pub organisation: String,
    /// The Salesforce user.
    pub user: String,
    /// The telephony login.
    pub login: String,
    /// The token's own ID (`jti`), for [`once::UsedTokens`].
    pub token_id: String,
    /// When the token expires, in milliseconds.
    pub expires_at: Timestamp,
    /// Whether the user is a supervisor.
    pub is_supervisor: bool,
}

/// The claims the server reads. Times are in seconds.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    login: String,
    jti: String,
    iat: u64,
    nbf: Option<u64>,
    exp: u64,
    #[serde(default)]
    supervisor: bool,
}

/// Verifies tokens. An organisation's tokens are verified with the organisation's keys and algorithm only.
pub struct Verifier {
    audience: Vec<String>,
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
            if (certificates, key) == (&[], None) && has_passwords(config, &organisation.id) {
                // Nobody signs in from Salesforce.
                continue;
            }
            let (algorithm, keys) = keys::read(certificates, key)?;
            trusted.push(Trusted { organisation: organisation.id.clone(), algorithm, keys });
        }
        if config.organisations.is_empty() {
            return Err(ConfigError::Value("organisations: empty, so nobody could sign in".to_owned()));
        }
        Ok(Self { audience: config.audience.clone(), trusted })
    }

    /// Accepts also the tokens that the server itself issues, for the organisations whose agents have passwords.
    pub fn trust(&mut self, issuer: &issuer::Issuer, config: &Config) {
        let organisations = config.organisations.iter().map(|organisation| organisation.id.clone());
        for organisation in organisations.filter(|id| has_passwords(config, id)) {
            self.trusted.push(Trusted {
                organisation,
                algorithm: Algorithm::HS256,
                keys: vec![issuer.verifying_key()],
            });
        }
    }

    /// Verifies a token while the system clock may be wrong, and returns also for how long the token is valid, in
    /// milliseconds. While the clock has jumped, nobody knows which time is right: a token is accepted that is valid at
    /// either, for the shorter time.
    ///
    /// # Errors
    /// Like [`Verifier::verify`].
    pub fn verify_at(&self, token: &str, now: Timestamp, doubt: Option<Timestamp>) -> Result<(Identity, u64), Refusal> {
        let claims = self.claims(token)?;
        let valid =
            |now| check_times(claims.iat, claims.nbf, claims.exp, now).map(|expires_at| (expires_at, expires_at - now));
        let (expires_at, valid_ms) = match (valid(now), doubt.map(valid)) {
            (Ok(one), Some(Ok(other))) => std::cmp::min_by_key(one, other, |(_, valid_ms)| *valid_ms),
            (Ok(only), _) | (Err(_), Some(Ok(only))) => only,
            (Err(refusal), _) => return Err(refusal),
        };
        let Claims { iss, sub, login, jti, supervisor, .. } = claims;
        let identity =
            Identity { organisation: iss, user: sub, login, token_id: jti, expires_at, is_supervisor: supervisor };
        Ok((identity, valid_ms))
    }

    /// Verifies a token. Expiry is checked against `now`, without leeway.
    ///
    /// # Errors
    /// [`Refusal::BadToken`] or [`Refusal::ExpiredToken`].
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Identity, Refusal> {
        self.verify_at(token, now, None).map(|(identity, _)| identity)
    }

    /// Returns the claims of a token whose signature, organisation and audience are good.
    fn claims(&self, token: &str) -> Result<Claims, Refusal> {
        // Extensions that must be understood (RFC 7515, 4.1.11): there are none that this server understands.
        if decode_header(token).map_or(true, |header| header.crit.is_some()) {
            return Err(Refusal::BadToken);
        }
        for Trusted { organisation, algorithm, keys } in &self.trusted {
            // Only this algorithm is accepted, whatever the token's header says.
            let mut validation = Validation::new(*algorithm);
            validation.set_audience(&self.audience);
            validation.set_issuer(&[organisation]);
            validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
            // Checked by `check_times`, against the server's time.
            validation.validate_exp = false;
            validation.validate_nbf = false;
            for key in keys {
                match decode::<Claims>(token, key, &validation) {
                    Ok(data) => {
                        return if has_good_size(&data.claims) { Ok(data.claims) } else { Err(Refusal::BadToken) };
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

/// Whether any agent of an organisation signs in by password.
fn has_passwords(config: &Config, organisation: &str) -> bool {
    config
        .agents
        .iter()
        .any(|agent| agent.password.is_some() && agent.organisation.as_deref().is_none_or(|own| own == organisation))
}

/// Checks a token's times, and returns when it expires, in milliseconds.
fn check_times(iat: u64, nbf: Option<u64>, exp: u64, now: Timestamp) -> Result<Timestamp, Refusal> {
    let millis = |seconds: u64| seconds.saturating_mul(1000);
    let (issued_at, expires_at) = (millis(iat), millis(exp));
    let earliest = issued_at.max(nbf.map_or(0, millis));
    if earliest > now.saturating_add(LEEWAY_MS) || expires_at.saturating_sub(issued_at) > MAX_LIFE_MS {
        return Err(Refusal::BadToken);
    }
    if expires_at <= now { Err(Refusal::ExpiredToken) } else { Ok(expires_at) }
}

/// Returns whether a token's texts are short: they are kept.
fn has_good_size(claims: &Claims) -> bool {
    claims.login.len() <= MAX_LOGIN_BYTES
        && claims.sub.len() <= MAX_USER_BYTES
        && (1..=MAX_ID_BYTES).contains(&claims.jti.len())
}
