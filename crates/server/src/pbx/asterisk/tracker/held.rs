//! What a tracker holds in memory, so that tests and measurements can see that nothing stays for ever.

use super::Tracker;

/// How many entries each collection of a [`Tracker`] has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Channels, also ended ones that are still remembered.
    pub channels: usize,
    /// Channel names.
    pub names: usize,
    /// Channels of agents' phones without an offer.
    pub unassigned: usize,
    /// Offers: the agents' cards.
    pub offers: usize,
    /// Offers whose card may still change.
    pub open: usize,
    /// Calls whose events concern open offers, and times at which open offers change.
    pub watched: usize,
    /// Legs of offers.
    pub legs: usize,
    /// Bridges, and memories of who was in them.
    pub bridges: usize,
    /// Bridges that are conferences.
    pub conferences: usize,
    /// Numbers that the link is dialling, parked calls, transfers under way, and other programs' originates. Of failures a few are kept, which do not count.
    pub originates: usize,
    /// Events that nobody has polled yet.
    pub events: usize,
}

impl Held {
    /// Returns the number of all entries.
    #[must_use]
    pub fn total(&self) -> usize {
        let calls = self.channels + self.names + self.unassigned + self.offers + self.open + self.watched + self.legs;
        calls + self.bridges + self.conferences + self.originates + self.events
    }
}

impl Tracker {
    /// Returns how much the tracker holds at the moment.
    #[must_use]
    pub fn held(&self) -> Held {
        Held {
            channels: self.channels.len(),
            names: self.names.len(),
            unassigned: self.unassigned.len(),
            offers: self.offers.len(),
            open: self.open.len(),
            watched: self.concerned.len() + self.due.len(),
            legs: self.offer_of.len(),
            bridges: self.bridges.len() + self.guests.len(),
            conferences: self.conferences.len(),
            originates: self.dialled.len()
                + self.presented.len()
                + self.parked.len()
                + self.expected_transfers.len()
                + self.attempts.len()
                + self.answered_originates.len(),
            events: self.out.len(),
        }
    }
}
