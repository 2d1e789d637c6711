//! Locks.

use crate::settings::{Key, Merged, Place, Reason, StoredSettings, StoredValue};
use std::collections::BTreeSet;

/// Locks that administrators decided.
pub(super) fn merge(stored: &StoredSettings, merged: &mut Merged) {
    let mut decided = BTreeSet::new();
    for (field, locked) in &stored.locks {
        match Key::of_field(field) {
            None => merged.fault(None, Place::Lock, field, Reason::Unknown, locked),
            Some(key) if !decided.insert(key) => merged.fault(None, Place::Lock, field, Reason::Duplicate, locked),
            Some(key) if key.row().locked != (*locked == StoredValue::Flag(true)) => {
                merged.lock_overrides.insert(key);
            }
            Some(_) => {}
        }
    }
}
