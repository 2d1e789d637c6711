//! Settings as a file: written, read, and compared with what stands.

use super::change::{Slot, Stored};
use crate::settings::{Key, Level, List, Reason};

/// Why a file is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No JSON: perhaps half a file.
    NotJson,
    /// JSON, but not settings of Denwa.
    NotSettings,
    /// Written by a newer version.
    Newer,
}

/// A file next to what stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportView {
    /// It is refused as a whole.
    Refused(FileFault),
    /// What it has otherwise.
    Differences(Vec<Difference>),
}

/// Something that a file has otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where: nothing if the file names what is not there.
    pub(super) slot: Option<Slot>,
    pub(super) to: Stored,
    /// The setting, of a value or a lock.
    pub key: Option<Key>,
    /// The list.
    pub list: Option<List>,
    /// The level; none for a lock.
    pub level: Option<Level>,
    /// The name in the file, of what is not known here.
    pub name: String,
    /// What stands, in short.
    pub now: String,
    /// What the file says, in short.
    pub then: String,
    /// Why it cannot be taken.
    pub reason: Option<Reason>,
    /// Whether it is to be taken.
    pub take: bool,
}
