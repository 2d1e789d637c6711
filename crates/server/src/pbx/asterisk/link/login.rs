//! Logging in to the Manager Interface. The secret is never sent: the login answers a challenge.

use crate::pbx::asterisk::{
    ami::{Action, InvalidField},
    config::AsteriskConfig,
};
use md5::{Digest, Md5};
use std::path::PathBuf;

/// Why there is no secret to log in with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretError {
    /// No secret is configured.
    #[error("neither secret_file nor DENWA_AMI_SECRET is set")]
    Missing,
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        error: std::io::Error,
    },
}

/// Returns the Manager Interface's address.
pub(crate) fn address(asterisk: &AsteriskConfig) -> String {
    std::env::var("DENWA_AMI").unwrap_or_else(|_| asterisk.ami.clone())
}

/// Reads the secret.
pub(crate) fn secret(asterisk: &AsteriskConfig) -> Result<String, SecretError> {
    if let Ok(secret) = std::env::var("DENWA_AMI_SECRET") {
        return Ok(secret);
    }
    let path = asterisk.secret_file.clone().ok_or(SecretError::Missing)?;
    let secret = std::fs::read_to_string(&path).map_err(|error| SecretError::Unreadable { path, error })?;
    Ok(secret.trim_end_matches(['\r', '\n']).to_owned())
}

/// Makes the action that asks for a challenge.
pub(crate) fn challenge_action() -> Result<Action, InvalidField> {
    Action::new("Challenge").with("AuthType", "MD5")
}

/// Makes the action that logs in.
pub(crate) fn login_action(user: &str, challenge: &str, secret: &str) -> Result<Action, InvalidField> {
    let key = Md5::digest(format!("{challenge}{secret}").as_bytes());
    let key = key.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    Action::new("Login").with("AuthType", "MD5")?.with("Username", user)?.with("Key", &key)?.with("Events", "on")
}
