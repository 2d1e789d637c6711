//! The settings in force: what administrators and agents have set, merged from the organisation, the profile and the user.
//!
//! [`schema`] is the table of what can be set. A [`Settings`] always holds a valid value for every [`Key`]: a wrong value in a custom
//! setting is replaced by that of the level above, and reported as a [`Fault`].

pub mod address;
mod fault;
mod in_force;
mod merge;
mod merged;
pub mod placeholder;
mod reason;
mod row;
pub mod schema;
mod stored;
mod stored_value;
pub mod value;

pub use fault::{Fault, Place};
pub use in_force::{DEFAULT_TARGETS, Settings, Target};
pub use merge::merge;
pub use merged::{Merged, Origin};
pub use reason::Reason;
pub use row::{Row, compare_rows, find_row, insert_row};
pub use schema::{
    AfterCallWork, AfterMissed, Group, Integration, Key, Kind, Level, List, LogPart, MonitoringShown, OpenIn,
    PopUpSize, SandboxMode, SearchInbound, SearchOutbound, SeveralMatches,
};
pub use stored::{StoredContent, StoredFields, StoredLevel, StoredRow, StoredSettings, UnusableName, field_value};
pub use stored_value::StoredValue;

#[cfg(test)]
mod tests;
