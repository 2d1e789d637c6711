//! What the configuration view reads: plain values that compare. Words are the view's (static/text), but for names that people gave.

use super::change::{FieldInfo, HistoryEntry, ObjectInfo, People};
use super::logins::LoginLine;
use super::transfer::ImportView;
use crate::host::Subject;
use crate::settings::{Key, Level, List, Reason};

/// Whether there is anything to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The org has been asked.
    Waiting,
    /// It is there.
    There,
    /// It did not come; what the host said of it, or nothing where the time ran out.
    Failed(String),
}

/// How saving, or undoing, went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    #[default]
    Nothing,
    /// On its way.
    Saving,
    /// Done: so many changes.
    Saved(usize),
    /// The last save was taken back.
    Undone,
    /// Some values are wrong; nothing was sent.
    Wrong,
    /// Somebody else changed some of it meanwhile; nothing was saved. See [`ConfigView::conflicts`].
    Conflicts,
    /// The org refused some of it; nothing was saved. The fields say what.
    Refused,
    /// No answer, or a failure in the host's words: nobody knows whether it was saved.
    Failed(String),
}

/// The configuration view as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigView {
    /// Whether the settings are there.
    pub reading: Reading,
    /// Whether this user may set everything; otherwise only her own level, and there what is not locked.
    pub administrator: bool,
    /// Whom one looks at.
    pub subject: Subject,
    /// Her name; empty for oneself.
    pub subject_name: String,
    /// The levels that can be set: level and the name of whom it belongs to.
    pub levels: Vec<(Level, String)>,
    /// The level that is being set.
    pub level: Level,
    /// How many changes are not saved.
    pub unsaved: usize,
    /// How many of them are wrong.
    pub wrong: usize,
    /// How the last save went.
    pub outcome: Outcome,
    /// Whether the last save can be taken back.
    pub can_undo: bool,
    /// What somebody else changed where one has changes of one's own.
    pub conflicts: Vec<ConflictView>,
    /// How many stored values are wrong.
    pub faults: usize,
    /// The org's objects, once they are known.
    pub objects: Vec<ObjectInfo>,
    /// Fields of objects, as far as they have been asked for: object, fields.
    pub fields: Vec<(String, Vec<FieldInfo>)>,
    /// Who was found.
    pub people: People,
    /// Who changed what; nothing where it is not shown.
    pub history: Option<Vec<HistoryEntry>>,
    /// A file that is being compared.
    pub import: Option<ImportView>,
    /// Logins that are being mapped.
    pub logins: Option<Vec<LoginLine>>,
    /// Whether a test call is there.
    pub testing: bool,
    /// Why the object that was last asked for is none.
    pub target_error: Option<Reason>,
}

/// Something changed by two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictView {
    /// The setting; none for a list.
    pub key: Option<Key>,
    /// The list; none for a setting.
    pub list: Option<List>,
    /// The level; none for a lock.
    pub level: Option<Level>,
    /// What is to stand there by what was typed here; empty where nothing is.
    pub mine: String,
    /// What somebody else made of it; empty where nothing stands there.
    pub theirs: String,
    /// Who; empty where nobody knows.
    pub by: String,
    /// When, in milliseconds since the Unix epoch; 0 where nobody knows.
    pub at: u64,
}

/// A setting, at the level that is being set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct FieldView {
    /// Which.
    pub key: Key,
    /// What stands in the control: what was typed, else what is stored at this level; empty where nothing is.
    pub text: String,
    /// Whether something stands, or is typed, at this level.
    pub is_set: bool,
    /// Whether it was changed and not saved.
    pub unsaved: bool,
    /// Why it is not taken: typed, or stored by hand.
    pub reason: Option<Reason>,
    /// What the levels above make of it: what holds where nothing is set here.
    pub above: String,
    /// Where that comes from; none for the default.
    pub above_level: Option<Level>,
    /// What is in force for whom one looks at, by what is stored.
    pub in_force: String,
    /// Where that comes from; none for the default.
    pub origin: Option<Level>,
    /// The name of whom it comes from; empty for the default.
    pub origin_name: String,
    /// Whether agents may not change it for themselves; as changed and not saved, if it was.
    pub locked: bool,
    /// Whether this user may change it at this level.
    pub editable: bool,
    /// Whether this user may change the lock.
    pub lockable: bool,
    /// Somebody else changed it meanwhile: see [`ConfigView::conflicts`].
    pub conflict: bool,
}

/// A list, at the level that is being set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct ListView {
    /// Which.
    pub list: List,
    /// Its rows: those of this level, or, where none are set here, what is in force from above.
    pub rows: Vec<RowView>,
    /// Whether the list is set at this level.
    pub is_set: bool,
    /// Whether it was changed and not saved.
    pub unsaved: bool,
    /// Whether this user may change it at this level.
    pub editable: bool,
    /// Whether another row may be added.
    pub has_room: bool,
    /// For lines: whether all are ticked, so that the button unticks them.
    pub all_ticked: bool,
    /// Where order counts: where the rows that are shown come from; none for the default.
    pub origin: Option<Level>,
    /// Why the org refused it.
    pub reason: Option<Reason>,
    /// Somebody else changed it meanwhile: see [`ConfigView::conflicts`].
    pub conflict: bool,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// A text for each column.
    pub cells: Vec<String>,
    /// Why a cell is not taken: column, reason. The column is past the last for the row as a whole.
    pub faults: Vec<(usize, Reason)>,
    /// For lines: the name that people gave the number.
    pub name: String,
    /// The level it stands at; none where nobody has decided on it.
    pub level: Option<Level>,
}
