//! Reads the keys that verify tokens.

use super::certificate;
use crate::config::ConfigError;
use jsonwebtoken::{Algorithm, DecodingKey};
use std::path::{Path, PathBuf};

/// Shortest accepted shared key, in bytes: the length of the hash (RFC 7518, 3.2).
pub const KEY_BYTES: usize = 32;

/// Reads an organisation's keys, and returns them with their algorithm.
pub fn read(certificates: &[PathBuf], key: Option<&Path>) -> Result<(Algorithm, Vec<DecodingKey>), ConfigError> {
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
