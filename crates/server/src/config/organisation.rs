//! Salesforce organisations and their keys.

use super::read_one_or_more;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A Salesforce organisation whose users may sign in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The organisation's ID, 18 characters, as in a token's `iss`.
    pub id: String,
    /// The organisation's own certificates, which replace the keys above it. Organisations that do not trust each other
    /// need their own.
    #[serde(default, deserialize_with = "read_one_or_more")]
    pub token_certificate_file: Vec<PathBuf>,
    /// The organisation's own shared key, which replaces the keys above it.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
}

impl Organisation {
    /// Resolves relative paths against a folder.
    pub(super) fn resolve(&mut self, folder: &Path) {
        for file in self.token_certificate_file.iter_mut().chain(&mut self.token_key_file) {
            *file = folder.join(&*file);
        }
    }

    /// Returns whether the ID has the form of an organisation's ID.
    pub(super) fn has_valid_id(&self) -> bool {
        self.id.len() == 18 && self.id.starts_with("00D") && self.id.bytes().all(|b| b.is_ascii_alphanumeric())
    }
}
