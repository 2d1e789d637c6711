//! Changes on their way to the org, and what it answers: `saveSettings`, `history`, `people` and `describe` of docs/apex.md.

use crate::settings::{Key, Level, List, Raw, RawSettings, Reason};
use std::rc::Rc;

/// Where something stands that can be changed: flat, because it is compared and copied more than it is taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What stands there.
    pub of: Of,
    /// The level; the organisation for a lock.
    pub level: Level,
    /// The ID of the organisation, profile or user; empty for a lock.
    pub id: String,
}

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A setting at a level.
    Value(Key),
    /// All rows of a list at a level.
    List(List),
    /// Whether agents may not change a setting for themselves.
    Lock(Key),
}

impl Slot {
    /// Of a setting or a list.
    #[must_use]
    pub fn at(level: Level, id: &str, of: Of) -> Self {
        Self { of, level, id: id.to_owned() }
    }

    /// Of a lock.
    #[must_use]
    pub fn lock(key: Key) -> Self {
        Self::at(Level::Organisation, "", Of::Lock(key))
    }

    /// The setting, of a value or a lock.
    pub(super) fn key(&self) -> Option<Key> {
        if let Of::Value(key) | Of::Lock(key) = self.of { Some(key) } else { None }
    }

    /// The list.
    pub(super) fn list(&self) -> Option<List> {
        if let Of::List(list) = self.of { Some(list) } else { None }
    }

    /// The level; none for a lock.
    pub(super) fn level(&self) -> Option<Level> {
        if let Of::Lock(_) = self.of { None } else { Some(self.level) }
    }
}

/// What stands in a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// The value of a field.
    Value(Raw),
    /// The rows of a list: field and value.
    Rows(Vec<Vec<(String, Raw)>>),
    /// A lock.
    Lock(bool),
}

/// One change of what is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of what.
    pub slot: Slot,
    /// What the panel saw there.
    pub from: Stored,
    /// What is to stand there.
    pub to: Stored,
}

/// What `saveSettings` answers; anything else it answers is a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveAnswer {
    /// How it went.
    pub outcome: SaveOutcome,
    /// The running user's settings as they stand now.
    pub settings: Option<Rc<RawSettings>>,
}

/// How saving went: all changes are made, or none.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveOutcome {
    /// All made.
    Saved,
    /// Somebody else changed some of it meanwhile.
    Conflicts(Vec<Conflict>),
    /// Some are not allowed; also for what is locked.
    Refused(Vec<(usize, Reason)>),
}

/// What somebody else put where a change was to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Which of the changes.
    pub change: usize,
    /// What stands there now.
    pub theirs: Stored,
    /// Who did it; empty where nobody knows.
    pub by: String,
    /// When, in milliseconds since the Unix epoch; 0 where nobody knows.
    pub at: u64,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// The name of who made it.
    pub by: String,
    /// `organisation`, `profile`, `user`, or `lock`.
    pub level: String,
    /// The name of the organisation, profile or user.
    pub name: String,
    /// The field, or the list.
    pub field: String,
    /// What stood there, in short.
    pub from: String,
    /// What came to stand there, in short.
    pub to: String,
}

/// Whom to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleQuery {
    /// Profiles and users with that in their names.
    Find(String),
    /// Users with exactly these user names; at most 50.
    Usernames(Vec<String>),
}

/// Profiles and users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// ID and name of profiles.
    pub profiles: Vec<(String, String)>,
    /// Users.
    pub users: Vec<Person>,
}

/// A user of the org.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Record ID.
    pub id: String,
    /// Name.
    pub name: String,
    /// User name.
    pub username: String,
    /// Name of the profile.
    pub profile: String,
    /// The telephony login that stands at the user's level; empty where none does.
    pub login: String,
}

/// An object of the org that this user may read and search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectInfo {
    /// API name.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// The first three characters of its records' IDs (タブコード).
    pub prefix: String,
}

/// A field of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldInfo {
    /// API name.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// `phone`, `text`, `number`, `boolean`, `date`, `time`, `reference` or `other`.
    pub kind: String,
    /// Whether this user may write it.
    pub writable: bool,
}
