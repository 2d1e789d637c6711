//! Faults of stored settings.

use super::reason::Reason;
use super::schema::{Key, Level, List};
use serde::{Deserialize, Serialize};

/// Something stored that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The level it is stored at, if its code is known.
    pub level: Option<Level>,
    /// Where.
    pub place: Place,
    /// The field, cut short; empty for a setting, which has its own, and for a row as a whole. The ID of a level, the name of a list.
    pub name: String,
    /// Why it does not count.
    pub reason: Reason,
    /// The stored value, cut short.
    pub seen: String,
}

/// Where something wrong is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// A whole level.
    Level,
    /// In the field of a setting.
    Setting(Key),
    /// In a field that is no setting.
    Field,
    /// In a list: in one of its rows at that level, counted from 0.
    Row(List, usize),
    /// In a list that Denwa does not know.
    List,
    /// A lock of that field.
    Lock,
}
