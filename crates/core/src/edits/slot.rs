//! A place where something is stored that can be changed.

use crate::package::save_settings::ChangeTarget;
use crate::settings::{Key, Level, List, StoredFields};
use serde::{Deserialize, Serialize};

/// A place where something is stored that can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// The value of a setting at a level.
    Value {
        /// Whose value.
        scope: Scope,
        /// The setting.
        key: Key,
    },
    /// All rows of a list at a level.
    List {
        /// Whose rows.
        scope: Scope,
        /// The list.
        list: List,
    },
    /// Whether agents may not change a setting for themselves.
    Lock(Key),
}

/// For whom something is stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// The level.
    pub level: Level,
    /// The ID of the organisation, profile or user.
    pub id: String,
}

/// What a slot holds, whoever it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// The value of a setting.
    Value(Key),
    /// The rows of a list.
    List(List),
    /// The lock of a setting.
    Lock(Key),
}

impl Slot {
    /// What the slot holds.
    #[must_use]
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::Value { key, .. } => SlotKind::Value(*key),
            Self::List { list, .. } => SlotKind::List(*list),
            Self::Lock(key) => SlotKind::Lock(*key),
        }
    }

    /// Whom it is for; none for a lock.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Value { scope, .. } | Self::List { scope, .. } => Some(scope),
            Self::Lock(_) => None,
        }
    }

    /// The level; none for a lock.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.scope().map(|scope| scope.level)
    }

    /// The texts of a row by the fields of its columns; empty ones are left out.
    #[must_use]
    pub fn fields(&self, cells: &[String]) -> StoredFields {
        let Self::List { list, .. } = self else { return StoredFields::new() };
        let filled = list.row().columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        filled.map(|(column, cell)| (column.field.to_owned(), cell.as_str().into())).collect()
    }

    /// The place by the API names of docs/apex.md.
    #[must_use]
    pub fn target(&self) -> ChangeTarget {
        match self {
            Self::Value { scope, key } => ChangeTarget::Field {
                level: scope.level.code().to_owned(),
                id: scope.id.clone(),
                field: key.row().field.to_owned(),
            },
            Self::List { scope, list } => ChangeTarget::List {
                level: scope.level.code().to_owned(),
                id: scope.id.clone(),
                list: list.row().object.to_owned(),
            },
            Self::Lock(key) => ChangeTarget::Lock { lock: key.row().field.to_owned() },
        }
    }
}
