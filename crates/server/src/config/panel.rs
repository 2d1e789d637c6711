//! The panel's files.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The panel's files, for agents who use the panel outside Salesforce: the server serves them as a page of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelFiles {
    /// The folder of the built panel. A relative path starts at the folder of the configuration file.
    pub directory: PathBuf,
}

impl PanelFiles {
    /// Resolves the relative path against a folder.
    pub(super) fn resolve(&mut self, folder: &Path) {
        self.directory = folder.join(&self.directory);
    }
}
