//! The caller's number in the clipboard (CTI連携時に電話番号をクリップボードにコピーする).
//!
//! `Not` → `Asked` → `Done`; a page without the focus is refused: `Waits` → `Asked` with the agent's next click or key in the panel.

use super::{Card, Phase, World};
use crate::command::Out;
use crate::input::Effect;
use crate::settings::Key;

/// Where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// It is not to be copied.
    #[default]
    Not,
    /// On its way.
    Asked,
    /// Refused: it is copied at the next click or key.
    Waits,
    /// In the clipboard.
    Done,
}

impl Card {
    /// A linked call begins to ring.
    pub(super) fn maybe_copy(&mut self, world: &World, out: &mut Out) {
        let wanted = world.told.primary
            && world.settings().is_on(Key::CopyNumber)
            && self.phase() == Phase::Ringing
            && !self.call.internal
            && !self.number().is_empty()
            && self.link(world).is_ok();
        if wanted {
            self.copy(world, out);
        }
    }

    fn copy(&mut self, world: &World, out: &mut Out) {
        self.copied = Copied::Asked;
        out.effect(Effect::Copy { call: self.call.id.clone(), text: self.plain_number(world) });
    }

    /// The outcome.
    pub(crate) fn on_copied(&mut self, done: bool) {
        if self.copied == Copied::Asked {
            self.copied = if done { Copied::Done } else { Copied::Waits };
        }
    }

    /// The agent clicks, or presses a key, in the panel.
    pub(crate) fn on_touch(&mut self, world: &World, out: &mut Out) {
        if self.copied == Copied::Waits && self.call.ended.is_none() {
            self.copy(world, out);
        }
    }
}
