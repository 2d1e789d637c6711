//! What the agent works with beside the calls: which list is shown, and what she looks up or dials by name.

use denwa_protocol::AttachedRecord;

/// A list of the panel, in the order of the bar that switches between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DeskTab {
    /// The calls that go on or have just ended.
    #[default]
    Calls,
    /// Earlier calls (履歴).
    History,
    /// Callers whom nobody answered, to call back (折り返し).
    Callbacks,
    /// Calls that wait in a parking place (パーク).
    Parked,
    /// Messages of colleagues (メッセージ).
    Messages,
    /// The team that a supervisor watches (チーム). Only supervisors have it.
    Team,
}

impl DeskTab {
    /// Every tab.
    pub const ALL: [Self; 6] = [Self::Calls, Self::History, Self::Callbacks, Self::Parked, Self::Messages, Self::Team];
}

/// The field in which the agent looks somebody up. Only one field looks up at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LookupPlace {
    /// The dial bar.
    Dial,
    /// The target of a transfer, a consultation or the like, on the card of this call.
    Target(String),
    /// The receiver of a message: colleagues only.
    Message,
}

/// Whom the agent chose by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The number, as the directory or the record has it: any text that holds a number.
    pub number: String,
    /// The name.
    pub name: String,
    /// The record that the number came from.
    pub record: Option<AttachedRecord>,
}
