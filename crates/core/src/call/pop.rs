//! The page that opens for a call.
//!
//! `Nothing` → `Asked` (the host opens it) → `Opened` or `Failed`. A page that would cover the panel goes through `Waiting` while a call
//! rings; it is dropped if the call ends before anybody answers. Every state is left by the next page.

use crate::effects::Effects;
use crate::host::{Answer, CardPart, HostRequest, Owner, PageKind, Pop, RequestId};

/// How opening a page goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PopState {
    /// Nothing asked.
    #[default]
    Nothing,
    /// The page would cover the panel, and waits until no call rings.
    Waiting(Pop),
    /// Asked.
    Asked {
        /// The request.
        request: RequestId,
        /// The kind of the page.
        kind: PageKind,
    },
    /// Opened.
    Opened(PageKind),
    /// Not opened.
    Failed(PageKind),
}

impl PopState {
    /// Open a page for a card; a page that covers the panel waits for [`PopState::release`]. `deadline` in milliseconds.
    pub(super) fn open(&mut self, pop: Pop, card: u32, deadline: u32, effects: &mut Effects) {
        if pop.covers_panel() {
            *self = Self::Waiting(pop);
        } else {
            self.ask(pop, card, deadline, effects);
        }
    }

    /// No call rings: open the page that waits.
    pub(super) fn release(&mut self, card: u32, deadline: u32, effects: &mut Effects) {
        if let Self::Waiting(pop) = self {
            let pop = pop.clone();
            self.ask(pop, card, deadline, effects);
        }
    }

    fn ask(&mut self, pop: Pop, card: u32, deadline: u32, effects: &mut Effects) {
        let kind = pop.kind();
        let request = effects.ask(Owner::Card { card, part: CardPart::Pop }, HostRequest::Pop(pop), deadline);
        *self = Self::Asked { request, kind };
    }

    /// The page that waits does not open any more.
    pub(super) fn drop_waiting(&mut self) {
        if matches!(self, Self::Waiting(_)) {
            *self = Self::Nothing;
        }
    }

    /// The host's answer.
    pub(super) fn on_host(&mut self, id: RequestId, answer: &Answer) {
        if let Self::Asked { request, kind } = *self
            && request == id
        {
            *self = if answer.is_ok() { Self::Opened(kind) } else { Self::Failed(kind) };
        }
    }
}
