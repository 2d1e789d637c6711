//! What can be set: every setting with its field, its group, what it may hold, its default and its lock. The form, the check, the
//! documentation, the Salesforce fields and the simulator are made from this table.
//!
//! The hierarchy custom setting is `Denwa_Settings__c`: one field for each [`Key`]. On/off values and choices are texts there, so that
//! a level can leave them to the one above.
//!
//! **Every row has a test that proves its behaviour**: a scenario in `crates/core/tests/it/settings/` whose name begins with the row's
//! field in lower case without `__c` and an underscore, for instance `popup_seconds_returns_the_panel` for `Popup_Seconds__c`,
//! `denwa_line_` for the list `Denwa_Line__c`; and one end-to-end test for each group in `tests/e2e/` whose title has the group's code in
//! square brackets: `[popup]`. A test of the documentation reads the sources and fails where one is missing (docs/settings.md).

mod choices;
mod group;
mod kind;
mod level;
mod list;
mod log_part;
mod name;
mod table;

pub use choices::{
    AfterCallWork, AfterMissed, Integration, MonitoringShown, OpenIn, PopUpSize, SandboxMode, SearchInbound,
    SearchOutbound, SeveralMatches,
};
pub use group::Group;
pub use kind::Kind;
pub use level::Level;
pub use list::{Column, ColumnKind, LISTS, List, ListRow};
pub use log_part::{LOG_PARTS, LogPart};
pub use name::{UnknownName, is_field};
pub use table::{COUNT, Key, ROWS, Row};

#[cfg(test)]
mod tests;
