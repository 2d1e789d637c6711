//! Changes on their way to the org.

use super::Slot;
use crate::Now;
use crate::admin_io::AdminRequestId;
use crate::package::save_settings;
use crate::settings::StoredContent;

/// One change of the stored settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where.
    pub slot: Slot,
    /// What the panel saw there.
    pub from: StoredContent,
    /// What is to be stored there.
    pub to: StoredContent,
}

/// Changes that were sent and have not been answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Saving {
    pub id: AdminRequestId,
    pub purpose: Purpose,
    pub changes: Vec<Change>,
    /// Changes of the same save that turned out to be stored already.
    pub stored_before: Vec<Change>,
    /// When the answer is overdue.
    pub until: Now,
    pub is_overdue: bool,
}

/// Why changes are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// They were typed.
    Drafts,
    /// The last save is taken back.
    Undo,
    /// Logins are mapped.
    Logins,
}

impl Change {
    /// The change that takes this one back.
    pub(super) fn reversed(&self) -> Self {
        Self { slot: self.slot.clone(), from: self.to.clone(), to: self.from.clone() }
    }
}

impl From<&Change> for save_settings::Change {
    fn from(Change { slot, from, to }: &Change) -> Self {
        Self { target: slot.target(), from: from.clone(), to: to.clone() }
    }
}
