//! Whether a call that the agent parked still waits.
//!
//! `Unknown` → `Waits` (the server lists it) → `Left` (it no longer does). The server may report the call's end before the list.

use super::Card;
use denwa_protocol::ParkedCall;

/// Whether a parked call still waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parking {
    /// The server has not listed it yet.
    #[default]
    Unknown,
    /// It waits.
    Waits,
    /// Somebody picked it up, or its caller hung up.
    Left,
}

impl Card {
    /// The server lists the parked calls. With a snapshot the list is complete, also for calls that it did not list before.
    pub(crate) fn on_parked(&mut self, list: &[ParkedCall], is_snapshot: bool) {
        let Some(slot) = &self.call.parked_at else { return };
        let is_listed = list.iter().any(|parked| parked.slot == *slot && parked.request_id == self.call.request_id);
        self.parking = match self.parking {
            _ if is_listed => Parking::Waits,
            Parking::Unknown if !is_snapshot => Parking::Unknown,
            _ => Parking::Left,
        };
    }

    /// Where the call waits, as far as is known.
    #[must_use]
    pub fn waits_at(&self) -> Option<&str> {
        self.call.parked_at.as_deref().filter(|_| self.parking != Parking::Left)
    }
}
