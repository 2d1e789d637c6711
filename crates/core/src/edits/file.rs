//! Settings as a file, for export and import.

use crate::settings::{StoredFields, StoredValue};
use serde::{Deserialize, Serialize};

/// The mark of such a file.
const DENWA: &str = "settings";
/// The version of its form.
const VERSION: u32 = 1;

/// All settings of one subject. A field that is `null` is unset by the file; a field that is missing stays as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsFile {
    /// `settings`.
    pub denwa: String,
    /// 1.
    pub v: u32,
    /// Values by level.
    #[serde(default)]
    pub levels: Vec<FileLevel>,
    /// Rows by list and level.
    #[serde(default)]
    pub lists: Vec<FileList>,
    /// Locks by field.
    #[serde(default)]
    pub locks: StoredFields,
}

/// The values of a level.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileLevel {
    /// The level's code.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// The name of the organisation, profile or user, for people.
    pub name: String,
    /// Values by field.
    pub values: StoredFields,
}

/// The rows of a list at a level.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileList {
    /// API name of the list.
    pub list: String,
    /// The level's code.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// The name of the organisation, profile or user, for people.
    pub name: String,
    /// The rows: values by field.
    pub rows: Vec<StoredFields>,
}

/// Why a file is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No JSON: perhaps half a file.
    NotJson,
    /// JSON, but not settings of Denwa.
    NotSettings,
    /// Written by a newer version of Denwa.
    Newer,
}

/// The beginning of a file, whatever else is in it: read first, to tell a newer file from one that is none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct FileHeader {
    denwa: StoredValue,
    v: StoredValue,
}

impl FileHeader {
    /// Whether the rest can be read as a [`SettingsFile`].
    ///
    /// # Errors
    /// [`FileFault::NotSettings`] or [`FileFault::Newer`].
    pub fn check(&self) -> Result<(), FileFault> {
        if self.denwa != StoredValue::from(DENWA) {
            Err(FileFault::NotSettings)
        } else if self.v != StoredValue::from(f64::from(VERSION)) {
            Err(FileFault::Newer)
        } else {
            Ok(())
        }
    }
}

impl Default for SettingsFile {
    fn default() -> Self {
        Self { denwa: DENWA.to_owned(), v: VERSION, levels: Vec::new(), lists: Vec::new(), locks: StoredFields::new() }
    }
}
