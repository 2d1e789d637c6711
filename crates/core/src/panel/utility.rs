//! What the utility item says: the call that matters most, or else the agent's status.

use super::Panel;
use crate::call::{Card, Phase};
use crate::effects::Effects;
use crate::host::Icon;
use crate::text::{Msg, say};
use crate::utility::{icon, icon_of_mode};

impl Panel {
    /// Label and icon of the utility item.
    pub(super) fn show_utility(&mut self, effects: &mut Effects) {
        if let Some(label) = self.utility_label() {
            let icon = self.utility_icon();
            self.utility.show(label, icon, effects);
        }
    }

    /// The label; none until the panel has started.
    pub(crate) fn utility_label(&self) -> Option<String> {
        let language = self.context.language;
        self.has_started().then(|| match self.call_that_matters() {
            Some(card) => card.label(&self.context),
            None if self.session.is_live() => say::with_missed(language, self.mode_words(), self.context.server.missed),
            None => Msg::StatusOffline.t(language).to_owned(),
        })
    }

    fn utility_icon(&self) -> Icon {
        match self.call_that_matters() {
            Some(card) => icon(card.phase()),
            None if !self.session.is_live() => Icon::Warning,
            None if self.context.server.missed > 0 => Icon::Missed,
            None if self.is_at_other_work() => Icon::NotReady,
            None => icon_of_mode(self.context.server.agent.mode),
        }
    }

    /// A call that rings, or else the one that goes on.
    fn call_that_matters(&self) -> Option<&Card> {
        let live = || self.cards.iter().filter(|card| card.call.ended.is_none());
        live().find(|card| card.phase() == Phase::Ringing).or_else(|| live().next())
    }
}
