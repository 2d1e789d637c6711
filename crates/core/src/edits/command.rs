//! What a person can do in the configuration view.

use super::{FileFault, SettingsFile, Slot, Subject};
use crate::settings::{Key, Level, List};

/// What a person does in the configuration view. Texts come as they are typed; rows and columns are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigCommand {
    /// Somebody else is being looked for: nothing can be set until [`ConfigCommand::LookAt`] says whom the settings are for.
    SeekSubject,
    /// Look for profiles and users with a text in their names.
    Find(String),
    /// Look at, and set, what holds for somebody who was picked.
    LookAt {
        /// Whose settings.
        subject: Subject,
        /// The name of that profile or user; empty for oneself.
        name: String,
    },
    /// Set values at another level of the subject.
    SetLevel(Level),
    /// Type or choose a value; an empty text unsets it.
    Type {
        /// The setting.
        key: Key,
        /// The text, or the code of the choice.
        text: String,
    },
    /// Use the value of the level above.
    Unset(Key),
    /// Take back what was typed and not saved.
    Revert(Key),
    /// Decide whether agents may change a setting for themselves.
    Lock {
        /// The setting.
        key: Key,
        /// Whether they may not.
        locked: bool,
    },
    /// Type or choose the text of a cell.
    TypeCell {
        /// The list.
        list: List,
        /// The row, as the view shows it.
        row: usize,
        /// The column.
        column: usize,
        /// The text.
        text: String,
    },
    /// Decide whether the calls of a line are linked (連携対象電話番号).
    LinkLine {
        /// The row, as the view shows it.
        row: usize,
        /// Whether they are.
        linked: bool,
    },
    /// Link the calls of all lines, or of none where all are linked (全てチェックする, 全て解除する).
    TickAllLines,
    /// Add an empty row at the end of a list.
    AddRow(List),
    /// Add what was typed: a number to the lines; to the search targets an object, by its API name, its key prefix, a record ID, or the
    /// pasted address of a record or a list.
    Add {
        /// The list.
        list: List,
        /// The text.
        text: String,
    },
    /// Take a row out of a list.
    RemoveRow {
        /// The list.
        list: List,
        /// The row, as the view shows it.
        row: usize,
    },
    /// Move a row of a list whose order counts.
    MoveRow {
        /// The list.
        list: List,
        /// The row, as the view shows it.
        row: usize,
        /// Up; otherwise down.
        up: bool,
    },
    /// Use the rows of the level above.
    UnsetList(List),
    /// Take back what was changed in a list and not saved.
    RevertList(List),
    /// Leave the field of a setting: the names in it are held against the org.
    LeaveField(Key),
    /// Ask for the fields of an object.
    DescribeFields {
        /// API name of the object.
        object: String,
    },
    /// Save everything that was changed.
    Save,
    /// Take back everything that was changed and not saved.
    Discard,
    /// Settle a conflict: keep what was typed here.
    KeepMine(Slot),
    /// Settle a conflict: take what somebody else saved.
    TakeTheirs(Slot),
    /// Take the last save back.
    Undo,
    /// Show who changed what: of one setting, or of all.
    ShowHistory(Option<Key>),
    /// Put the history away.
    CloseHistory,
    /// Compare a file with the stored settings.
    Import(Result<SettingsFile, FileFault>),
    /// Take one of the differences of a file, or not.
    TakeDifference {
        /// Its place among the differences.
        index: usize,
        /// Whether to take it.
        take: bool,
    },
    /// Make drafts of the differences that were taken.
    ApplyImport,
    /// Put the file away.
    CloseImport,
    /// Read a CSV file: lines of user name and login.
    ReadLogins(String),
    /// Save the logins that are right.
    SaveLogins,
    /// Put the logins away.
    CloseLogins,
    /// Let a test call come in, which touches no record.
    TestCall,
    /// Ask the org again after a failure.
    TryAgain,
}
