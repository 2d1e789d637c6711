//! Telling the event server that this panel looks for the page of a call, so that it stays the primary panel meanwhile, and that no other
//! panel opens a page for the call again.
//!
//! `Nothing` → `Busy` (searching, or the page is asked for) → `Done` (the page is open, or none opens). A panel that is not the primary
//! one, and a new connection, begin at `Nothing`.

use super::{Card, PopState, Who};
use crate::call::rehearsal::is_test;
use crate::effects::Effects;
use denwa_protocol::ClientMessage;

/// What this panel last told the event server about opening this call's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Popping {
    /// Nothing.
    #[default]
    Nothing,
    /// A page is on its way.
    Busy,
    /// The page is open, or none opens.
    Done,
}

impl Card {
    /// Tells the event server what has changed.
    pub(crate) fn report_popping(&mut self, effects: &mut Effects) {
        let is_over = self.call.ended.is_some() || is_test(&self.call);
        let now = self.page_on_its_way();
        if is_over || now == self.popping || now == Popping::Nothing {
            return;
        }
        self.popping = now;
        effects.send(ClientMessage::Popping { call: self.call.id.clone(), done: now == Popping::Done });
    }

    fn page_on_its_way(&self) -> Popping {
        match &self.who {
            Who::Searching(search) if search.may_open => Popping::Busy,
            Who::Known(known) => match known.pop {
                PopState::Asked { .. } => Popping::Busy,
                // It opens as soon as no call rings, by whichever panel is the primary one then.
                PopState::Waiting(_) => Popping::Nothing,
                PopState::Opened(_) | PopState::Failed(_) | PopState::Nothing => Popping::Done,
            },
            Who::Failed { .. } => Popping::Done,
            Who::Searching(_) | Who::Due | Who::NotSearched(_) => Popping::Nothing,
        }
    }
}
