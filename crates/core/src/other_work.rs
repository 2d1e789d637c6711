//! Work of another channel (他業務), which a component on the page reports: the event server is told, so that queues offer no calls.
//!
//! Nothing reported → reported (the server is told while this panel is the one in use) → the server's state says the same.

use crate::effects::Effects;
use denwa_protocol::Command;

/// Work of another channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct OtherWork {
    /// What the component reported last: whether work occupies the agent.
    reported: Option<bool>,
    /// What the server was told in this session, until its state says the same.
    told: Option<bool>,
}

impl OtherWork {
    /// A component reports.
    pub(crate) fn on_report(&mut self, is_busy: bool) {
        self.reported = Some(is_busy);
    }

    /// The connection is lost, or another panel is in use.
    pub(crate) fn on_lost(&mut self) {
        self.told = None;
    }

    /// Tells the server what it does not know yet.
    pub(crate) fn tell(&mut self, known: bool, effects: &mut Effects) {
        if self.reported.is_none_or(|reported| reported == known) {
            self.told = None;
        } else if self.told != self.reported
            && let Some(busy) = self.reported
        {
            effects.command(Command::SetOtherWork { busy });
            self.told = self.reported;
        }
    }
}
