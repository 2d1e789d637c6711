//! Whether a call is linked at all: search, pop, copy, log and other sites follow from it. A call that is not still rings.

use super::{Card, World};
use crate::settings::Key;
use crate::who::NotSearched;
use denwa_protocol::{Direction, Number};

impl Card {
    /// # Errors
    /// Why it is not linked.
    pub(super) fn link(&self, world: &World) -> Result<(), NotSearched> {
        let settings = world.settings();
        if crate::rehearsal::is_test(&self.call) {
            return Err(NotSearched::Test);
        }
        if settings.text(Key::Integration) == "none" {
            return Err(NotSearched::Off);
        }
        // Stronger than the lines below and what is logged.
        if self.is_skipped(world) {
            return Err(NotSearched::Internal);
        }
        let monitoring = settings.text(Key::MonitoringNumber);
        if self.call.direction == Direction::Inbound
            && let Number::Known { digits } = &self.call.remote.number
            && (digits == monitoring || crate::number::same(digits, monitoring))
        {
            return Err(NotSearched::Monitoring);
        }
        if settings.is_linked_line(self.own_number(world)) { Ok(()) } else { Err(NotSearched::Line) }
    }

    /// 内線着信時はCTI連携しない.
    fn is_skipped(&self, world: &World) -> bool {
        self.call.internal && self.call.direction == Direction::Inbound && world.settings().is_on(Key::SkipInternal)
    }

    /// The number of the organisation in it: the one that was called, or the one presented; else the agent's extension.
    pub(super) fn own_number<'a>(&'a self, world: &'a World) -> &'a str {
        self.call.line.as_deref().unwrap_or(&world.told.extension)
    }

    /// Whether the other side is searched for at all. A colleague is, where incoming internal calls are not skipped.
    pub(super) fn is_searched(&self, world: &World) -> bool {
        let never = self.call.direction == Direction::Outbound && world.settings().text(Key::SearchOutbound) == "never";
        let skipped = self.call.internal && world.settings().is_on(Key::SkipInternal);
        !never && !skipped
    }

    pub(super) fn why_not_searched(&self) -> NotSearched {
        if self.call.internal { NotSearched::Internal } else { NotSearched::Never }
    }
}
