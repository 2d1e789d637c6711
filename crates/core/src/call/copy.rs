//! The caller's number in the clipboard (CTI連携時に電話番号をクリップボードにコピーする).
//!
//! `Not` → `Asked` (a linked call rings) → `Done`; or → `Waits` (a page without the focus may not write) → `Asked` with the agent's next
//! click or key in the panel.

use super::{CallContext, Card, Phase};
use crate::effect::Effect;
use crate::effects::Effects;

/// Whether the caller's number is in the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// It is not to be copied.
    #[default]
    Not,
    /// On its way.
    Asked,
    /// The browser refused: it is copied at the next click or key.
    Waits,
    /// In the clipboard.
    Done,
}

impl Card {
    /// The card was made: copy the number if the call rings and is linked.
    pub(super) fn maybe_copy(&mut self, context: &CallContext, effects: &mut Effects) {
        let is_wanted = context.server.primary
            && context.settings().copies_number()
            && self.phase() == Phase::Ringing
            && !self.call.internal
            && !self.number().is_empty()
            && self.is_linked(context);
        if is_wanted {
            self.copy(context, effects);
        }
    }

    fn copy(&mut self, context: &CallContext, effects: &mut Effects) {
        self.copied = Copied::Asked;
        effects.push(Effect::Copy { call: self.call.id.clone(), text: self.plain_number(context) });
    }

    /// The browser reports whether it wrote the clipboard.
    pub(crate) fn on_copied(&mut self, done: bool) {
        if self.copied == Copied::Asked {
            self.copied = if done { Copied::Done } else { Copied::Waits };
        }
    }

    /// The agent clicks, or presses a key, in the panel.
    pub(crate) fn on_touch(&mut self, context: &CallContext, effects: &mut Effects) {
        if self.copied == Copied::Waits && self.call.ended.is_none() {
            self.copy(context, effects);
        }
    }
}
