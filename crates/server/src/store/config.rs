//! The store's part of the configuration.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Where and how long the server keeps what must outlive it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreConfig {
    /// Whether there is a store. Without it, a restart forgets notes, calls that nobody has logged, and agents' modes.
    /// Default: true for a real PBX or if there is a `path`; the simulated PBX forgets its calls anyway.
    pub enabled: Option<bool>,
    /// The store's file. Relative paths start at the folder of the configuration file. Default: `denwa-server.store` in
    /// the folder that systemd names in `STATE_DIRECTORY`, else beside the configuration file with the ending `.store`.
    pub path: Option<PathBuf>,
    /// For how many days a call is kept that ended and that no panel has logged.
    pub keep_days: u32,
    /// How many calls are kept for an agent; beyond, the oldest ended calls are forgotten.
    pub calls_per_agent: u32,
    /// How many bytes of calls are kept for an agent, about; beyond, the oldest ended calls are forgotten.
    pub bytes_per_agent: u64,
    /// For how many days past calls are kept for agents' histories.
    pub history_days: u32,
    /// How many past calls are kept for an agent's history; beyond, the oldest are forgotten.
    pub history_calls: u32,
    /// The largest size of the store's file, in megabytes. When it is reached, the server goes on without keeping
    /// changes, and says so.
    pub max_megabytes: u32,
}

impl Default for StoreConfig {
    fn default() -> Self {
        Self {
            enabled: None,
            path: None,
            keep_days: 7,
            calls_per_agent: 5_000,
            bytes_per_agent: 16 * 1024 * 1024,
            history_days: 30,
            history_calls: 2_000,
            max_megabytes: 4_096,
        }
    }
}

impl StoreConfig {
    /// Returns how long an ended call is kept for its log, in milliseconds.
    #[must_use]
    pub fn keep_ms(&self) -> u64 {
        u64::from(self.keep_days) * 86_400_000
    }

    /// Returns for how long past calls are kept, in milliseconds.
    #[must_use]
    pub fn history_ms(&self) -> u64 {
        u64::from(self.history_days) * 86_400_000
    }

    /// Fills in where the store is, for a configuration in this file, and whether there is a store: by default, for a
    /// real PBX and where a path is given.
    pub fn resolve(&mut self, file: &Path, is_real_pbx: bool) {
        self.enabled.get_or_insert(is_real_pbx || self.path.is_some());
        let folder = file.parent().unwrap_or(Path::new(""));
        let path = match (&self.path, std::env::var_os("STATE_DIRECTORY")) {
            (Some(path), _) => folder.join(path),
            (None, Some(folders)) => {
                // systemd separates several folders by colons.
                let first = folders.to_string_lossy().split(':').next().unwrap_or_default().to_owned();
                Path::new(&first).join("denwa-server.store")
            }
            (None, None) => file.with_extension("store"),
        };
        self.path = Some(path);
    }

    /// Checks the values.
    ///
    /// # Errors
    /// Names the first wrong value.
    pub fn check(&self) -> Result<(), String> {
        match self {
            Self { keep_days: 0 | 367.., .. } => Err("store: keep_days is not between 1 and 366".to_owned()),
            Self { calls_per_agent: 0..100, .. } => Err("store: calls_per_agent is less than 100".to_owned()),
            Self { bytes_per_agent: 0..1_000_000, .. } => Err("store: bytes_per_agent is less than 1000000".to_owned()),
            Self { history_days: 0 | 367.., .. } => Err("store: history_days is not between 1 and 366".to_owned()),
            Self { history_calls: 0..100, .. } => Err("store: history_calls is less than 100".to_owned()),
            Self { max_megabytes: 0, .. } => Err("store: max_megabytes is 0".to_owned()),
            _ => Ok(()),
        }
    }
}
