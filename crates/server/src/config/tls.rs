//! The server's own certificate.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The server's own certificate, for TLS without a reverse proxy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsConfig {
    /// PEM file with the certificate, followed by those of its issuers. Relative paths start at the folder of the
    /// configuration file. A renewed certificate is used after a restart.
    pub certificate_file: PathBuf,
    /// PEM file with the certificate's private key. The file should be readable by the server only.
    pub key_file: PathBuf,
}

impl TlsConfig {
    /// Resolves relative paths against a folder.
    pub(super) fn resolve(&mut self, folder: &Path) {
        for file in [&mut self.certificate_file, &mut self.key_file] {
            *file = folder.join(&*file);
        }
    }
}
