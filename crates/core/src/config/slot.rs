//! Where something stands that can be changed.

use crate::settings::{Key, Level, List};

/// A value, a list or a lock of one level: flat, because it is compared and copied more than it is taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// What stands there.
    pub of: Of,
    /// The level; the organisation for a lock.
    pub level: Level,
    /// The ID of the organisation, profile or user; empty for a lock.
    pub id: String,
}

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A setting at a level.
    Value(Key),
    /// All rows of a list at a level.
    List(List),
    /// Whether agents may not change a setting for themselves.
    Lock(Key),
}

impl Of {
    /// The list.
    pub fn list(self) -> Option<List> {
        if let Self::List(list) = self { Some(list) } else { None }
    }
}

impl Slot {
    /// Of a setting or a list.
    pub fn at(level: Level, id: &str, of: Of) -> Self {
        Self { of, level, id: id.to_owned() }
    }

    /// Of a lock.
    pub fn lock(key: Key) -> Self {
        Self::at(Level::Organisation, "", Of::Lock(key))
    }

    /// The setting, of a value or a lock.
    pub fn key(&self) -> Option<Key> {
        if let Of::Value(key) | Of::Lock(key) = self.of { Some(key) } else { None }
    }

    /// The list.
    pub fn list(&self) -> Option<List> {
        self.of.list()
    }

    /// The level; none for a lock.
    pub fn level(&self) -> Option<Level> {
        if let Of::Lock(_) = self.of { None } else { Some(self.level) }
    }

    /// What it is called in docs/apex.md, and the API name of the field or the list.
    pub fn named(&self) -> (&'static str, &'static str) {
        match self.of {
            Of::Value(key) => ("field", key.row().field),
            Of::List(list) => ("list", list.row().object),
            Of::Lock(key) => ("lock", key.row().field),
        }
    }
}
