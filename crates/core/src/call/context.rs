//! What a call needs to know of the rest of the panel.

use crate::Now;
use crate::host::FoundRecord;
use crate::number;
use crate::phone_fields::PhoneFields;
use crate::remembered::Remembered;
use crate::settings::{Merged, Settings};
use crate::text::Language;
use denwa_protocol::{Call, Snapshot};

/// How many ended calls are searched for and logged at once.
const MOST_SETTLING: usize = 4;

/// What a call needs to know of the rest of the panel.
#[derive(Clone, Debug, Default)]
pub struct CallContext {
    /// The panel's language.
    pub language: Language,
    /// The settings in force, and what was wrong with the stored ones.
    pub merged: Merged,
    /// The event server's last report, kept up to date; its calls are the cards'.
    pub server: Snapshot,
    /// The user's own time zone, once the package has answered.
    pub time_zone: String,
    /// Telephone fields of objects, as far as the org has described them.
    pub phone_fields: PhoneFields,
    /// How many ended calls the host is busy with.
    pub settling: usize,
    /// Which records the agent chose for numbers that several records have.
    pub remembered: Remembered,
    /// The record whose page the agent is on.
    pub viewed: Option<FoundRecord>,
    /// How far the server's clock is ahead of the panel's, in milliseconds.
    pub clock_ahead: i64,
}

impl CallContext {
    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.merged.settings
    }

    /// Whether the host is busy enough with calls that are over.
    pub(super) fn is_crowded(&self) -> bool {
        self.settling >= MOST_SETTLING
    }

    /// Whether a page may open by itself for a call.
    #[must_use]
    pub fn may_open(&self, call: &Call) -> bool {
        let is_unopened = self.server.unopened.as_ref().is_none_or(|unopened| unopened.contains(&call.id));
        self.server.primary && call.ended.is_none() && is_unopened
    }

    /// The record that the agent chose for a number before.
    #[must_use]
    pub fn remembered_record(&self, digits: &str, now: Now) -> Option<&str> {
        self.remembered.record_of(digits, self.server_time(now))
    }

    /// The name of a number of the organisation, or the number for people.
    #[must_use]
    pub fn line_name(&self, number: &str) -> String {
        let line = self.server.lines.iter().find(|line| line.number == number);
        line.and_then(|line| line.name.clone()).unwrap_or_else(|| number::display(number))
    }

    /// A time of the server by the panel's clock.
    #[must_use]
    pub fn local(&self, at: u64) -> Now {
        at.saturating_add_signed(-self.clock_ahead)
    }

    /// A time of the panel by the server's clock.
    #[must_use]
    pub fn server_time(&self, now: Now) -> u64 {
        now.saturating_add_signed(self.clock_ahead)
    }
}
