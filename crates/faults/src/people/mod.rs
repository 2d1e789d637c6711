//! The people: customers who call, and agents who do with a call whatever agents do.

mod actions;
mod agents;
mod callers;

use crate::{random::Random, site};

/// The people.
#[derive(Debug)]
pub struct People {
    /// How many calls are still to be made.
    left: u32,
    next_customer: u64,
    /// How many notes were written.
    notes: u32,
}

impl People {
    /// Makes people who make so many calls.
    pub fn new(calls: u32) -> Self {
        Self { left: calls, next_customer: site::FIRST_CUSTOMER, notes: 0 }
    }

    /// Whether calls are still to be made.
    pub fn are_calling(&self) -> bool {
        self.left > 0
    }

    /// Another customer's number.
    fn customer(&mut self) -> String {
        self.next_customer += 1;
        site::number_of(self.next_customer)
    }
}

/// The extension of some agent.
fn extension(random: &mut Random) -> String {
    random.pick(&site::AGENTS).map(|(_, extension)| (*extension).to_owned()).unwrap_or_default()
}
