//! What is done in the configuration view.

use super::json::Json;
use crate::settings::schema::{LISTS, ROWS};
use crate::settings::{Key, List};

/// What somebody does in the configuration view, and to what: each action looks at what it needs. Texts come as they are typed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigAction {
    /// What.
    pub what: Do,
    /// The setting.
    pub key: Key,
    /// The list.
    pub list: List,
    /// Its row, or a place among the conflicts or the differences, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Whether it is to be so.
    pub on: bool,
    /// What was typed, or an ID.
    pub text: String,
    /// Its name, for the view.
    pub name: String,
    /// A file; none where it is no JSON.
    pub file: Option<Json>,
}

impl ConfigAction {
    /// Something that needs no more than a text.
    #[must_use]
    pub fn new(what: Do, text: String) -> Self {
        Self {
            what,
            key: ROWS[0].key,
            list: LISTS[0].list,
            row: 0,
            column: 0,
            on: false,
            text,
            name: String::new(),
            file: None,
        }
    }
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Look at, and set, what holds for somebody else by an ID, `on` for a user's; without an ID for oneself again.
    Look,
    /// Set values at another level of whom one looks at: its code.
    SetAt,
    /// A value was typed or chosen.
    Type,
    /// Use the level above: nothing is to stand here.
    Unset,
    /// Take back what was typed and not saved.
    Revert,
    /// Whether agents may not change it for themselves.
    Lock,
    /// A cell of a list was typed or chosen; of a line, whether its calls are linked (連携対象電話番号).
    Cell,
    /// Add an empty row at the end of a list.
    AddRow,
    /// Take a row out of a list.
    RemoveRow,
    /// Move a row up.
    MoveUp,
    /// Move a row down.
    MoveDown,
    /// Use the level above for the whole list.
    UnsetList,
    /// Take back what was changed in a list and not saved.
    RevertList,
    /// Add what was typed. To the lines a number, and whether its calls are linked; to the search targets an object: an API name, a key
    /// prefix, a record ID, or a pasted address of a record or a list.
    Add,
    /// Tick all numbers, or none where all are ticked (全てチェックする, 全て解除する).
    TickAll,
    /// Ask for the fields of an object.
    Fields,
    /// Look for profiles and users.
    Find,
    /// Save everything that was changed.
    Save,
    /// Take back everything that was changed and not saved.
    Discard,
    /// In a conflict, by its place in [`super::Config::conflicts`]: keep what was typed here.
    TakeMine,
    /// The same: take what somebody else saved.
    TakeTheirs,
    /// Take the last save back.
    Undo,
    /// Show who changed what; of one setting where `on`, or of all.
    History,
    /// Show the history no longer.
    CloseHistory,
    /// Compare a file with what stands.
    Import,
    /// Take one of the differences, or not.
    TakeDifference,
    /// Make drafts of the differences that were taken.
    ApplyImport,
    /// Forget the file.
    CloseImport,
    /// Read logins: lines of user name and login, as CSV.
    Logins,
    /// Save the logins that are right.
    SaveLogins,
    /// Forget the logins.
    CloseLogins,
    /// Let a test call come in, which touches no record; it is put away by a real one.
    TestCall,
    /// Ask the org again after a failure.
    TryAgain,
}
