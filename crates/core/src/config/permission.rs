//! Who may change what.

use super::{Config, Scope, Slot};
use crate::settings::{Key, Level, List};

impl Config {
    /// The place of a setting at the level that is being set.
    pub(crate) fn slot_of(&self, key: Key) -> Slot {
        Slot::Value { scope: self.scope(), key }
    }

    /// The place of a list at the level that is being set.
    pub(crate) fn slot_of_list(&self, list: List) -> Slot {
        Slot::List { scope: self.scope(), list }
    }

    fn scope(&self) -> Scope {
        let level = self.level();
        Scope { level, id: self.read.merged.owner(level).0.to_owned() }
    }

    /// Whether this user may change the content of a slot.
    pub(crate) fn may_change(&self, slot: &Slot) -> bool {
        match slot {
            _ if self.whom.is_seeking => false,
            // Nobody claims another's login, whatever is decided.
            Slot::Lock(key) => self.whom.is_administrator && key.has_lock(),
            // For that level nothing is stored yet, or it is not known whose it is.
            Slot::Value { scope, .. } | Slot::List { scope, .. } if scope.id.is_empty() => false,
            Slot::Value { scope, key } if !key.is_of(scope.level) => false,
            _ if self.whom.is_administrator => true,
            Slot::Value { scope, key } => {
                scope.level == Level::User && self.is_mine() && !self.read.merged.is_locked(*key)
            }
            Slot::List { .. } => false,
        }
    }
}
