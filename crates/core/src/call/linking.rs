//! Whether a call is linked at all: search, pop, copy, log and other sites follow from it. A call that is not linked still rings.

use super::rehearsal::is_test;
use super::{CallContext, Card, NotSearched};
use crate::number;
use crate::settings::{Integration, SearchOutbound};
use denwa_protocol::{Direction, Number};

impl Card {
    /// Checks whether the call is linked.
    ///
    /// # Errors
    /// Why the call is not linked.
    pub(super) fn check_link(&self, context: &CallContext) -> Result<(), NotSearched> {
        let settings = context.settings();
        if is_test(&self.call) {
            return Err(NotSearched::Test);
        }
        if settings.integration() == Integration::Off {
            return Err(NotSearched::Off);
        }
        // 内線着信時はCTI連携しない overrules the lines below and 記録する通話.
        if self.call.internal && self.call.direction == Direction::Inbound && settings.skips_internal() {
            return Err(NotSearched::Internal);
        }
        if self.is_from_monitoring(settings.monitoring_number()) {
            return Err(NotSearched::Monitoring);
        }
        if settings.is_linked_line(self.own_number(context)) { Ok(()) } else { Err(NotSearched::Line) }
    }

    /// Whether the call is linked.
    pub(crate) fn is_linked(&self, context: &CallContext) -> bool {
        self.check_link(context).is_ok()
    }

    /// 監視用システム番号.
    fn is_from_monitoring(&self, monitoring: &str) -> bool {
        match (&self.call.remote.number, self.call.direction) {
            (Number::Known { digits }, Direction::Inbound) => digits == monitoring || number::same(digits, monitoring),
            _ => false,
        }
    }

    /// The organisation's number in the call: the one that was called or presented, else the agent's extension.
    pub(super) fn own_number<'a>(&'a self, context: &'a CallContext) -> &'a str {
        self.call.line.as_deref().unwrap_or(&context.server.extension)
    }

    /// Why the other side of a linked call is never searched for, if it is not. Internal callers are searched for, unless internal
    /// calls are skipped.
    pub(super) fn never_searched(&self, context: &CallContext) -> Option<NotSearched> {
        let settings = context.settings();
        let is_outbound = self.call.direction == Direction::Outbound;
        if self.call.internal && settings.skips_internal() {
            return Some(NotSearched::Internal);
        }
        if is_outbound && settings.search_outbound() == SearchOutbound::Never {
            return Some(if self.call.internal { NotSearched::Internal } else { NotSearched::Never });
        }
        match self.call.remote.number {
            Number::Withheld => Some(NotSearched::Withheld),
            Number::Unknown => Some(NotSearched::NoNumber),
            Number::Known { .. } => None,
        }
    }
}
