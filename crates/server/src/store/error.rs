//! What can be wrong with a store.

use std::path::PathBuf;

/// What is wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file was written by a newer version of the server.
    #[error(
        "the store {} is of version {found}, this server knows versions up to {known}: \
         start the newer server again, or move the file away and lose what it keeps", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: usize,
        /// The version this server writes.
        known: usize,
    },
    /// The file is a database of another program.
    #[error("{} is a database of another program: choose another path for the store", .0.display())]
    Foreign(PathBuf),
    /// Another server uses the file.
    #[error("the store {} is in use by another server", .0.display())]
    InUse(PathBuf),
    /// The file is damaged.
    #[error("{0}")]
    Broken(String),
    /// The file, its folder or the disk cannot be used.
    #[error("{0}")]
    Unusable(String),
    /// SQLite reports an error.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// A file operation failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl StoreError {
    /// Whether the file itself is damaged.
    pub(super) fn is_broken(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Broken(_) => true,
            Self::Sqlite(error) => matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
            _ => false,
        }
    }

    /// Whether somebody must decide what happens to the file, so that the server must not start.
    pub(super) fn needs_decision(&self) -> bool {
        matches!(self, Self::Newer { .. } | Self::Foreign(_) | Self::InUse(_))
    }
}
