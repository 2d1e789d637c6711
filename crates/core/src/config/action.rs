//! What is done in the configuration view.

use super::json::Json;
use crate::host::Subject;
use crate::settings::{Key, Level, List};

/// What somebody does in the configuration view. Texts come as they are typed.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigAction {
    /// Look at, and set, what holds for somebody else, or for oneself again; the name is for the view.
    Look(Subject, String),
    /// Set values at another level of whom one looks at.
    SetAt(Level),
    /// A value was typed or chosen.
    Type(Key, String),
    /// Use the level above: nothing is to stand here.
    Unset(Key),
    /// Take back what was typed and not saved.
    Revert(Key),
    /// Whether agents may not change it for themselves.
    Lock(Key, bool),
    /// A cell of a list was typed or chosen.
    Cell {
        /// The list.
        list: List,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
        /// The text.
        text: String,
    },
    /// Add an empty row at the end of a list.
    AddRow(List),
    /// Take a row out of a list.
    RemoveRow(List, usize),
    /// Move a row up, or down.
    MoveRow(List, usize, bool),
    /// Use the level above for the whole list.
    UnsetList(List),
    /// Take back what was changed in a list and not saved.
    RevertList(List),
    /// Whether calls on a number are linked (連携対象電話番号).
    Tick(String, bool),
    /// Tick all numbers, or none where all are ticked (全てチェックする, 全て解除する).
    TickAll,
    /// Search an object as well: an API name, a key prefix, a record ID, or a pasted address of a record or a list.
    AddTarget(String),
    /// Ask for the fields of an object.
    Fields(String),
    /// Look for profiles and users.
    Find(String),
    /// Save everything that was changed.
    Save,
    /// Take back everything that was changed and not saved.
    Discard,
    /// In a conflict: keep what was typed here, or take what somebody else saved.
    Settle {
        /// Its place in [`super::Config::conflicts`].
        conflict: usize,
        /// Mine.
        mine: bool,
    },
    /// Take the last save back.
    Undo,
    /// Show who changed what; of one setting, or of all.
    History(Option<Key>),
    /// Show the history no longer.
    CloseHistory,
    /// Compare a file with what stands; nothing where the file is no JSON.
    Import(Option<Json>),
    /// Take one of the differences, or not.
    Take(usize, bool),
    /// Make drafts of the differences that were taken.
    ApplyImport,
    /// Forget the file.
    CloseImport,
    /// Read logins: lines of user name and login, as CSV.
    Logins(String),
    /// Save the logins that are right.
    SaveLogins,
    /// Forget the logins.
    CloseLogins,
    /// Let a test call come in, which touches no record; it is put away by a real one.
    TestCall,
    /// Ask the org again after a failure.
    TryAgain,
}
