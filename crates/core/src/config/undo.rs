//! Taking the last save back.

use super::saving::Purpose;
use super::{Change, Config};
use crate::admin_io::AdminEffects;

impl Config {
    /// Whether the last save can be taken back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.saving.last.is_empty()
    }

    pub(super) fn undo(&mut self, effects: &mut AdminEffects) {
        let changes = self.saving.last.iter().rev().map(Change::reversed).collect();
        self.send(changes, Purpose::Undo, effects);
    }
}
