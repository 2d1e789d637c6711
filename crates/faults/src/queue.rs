//! What is going to happen, in the order of time.

use crate::event::SimEvent;
use std::collections::BTreeMap;

/// The queue. What is due at the same time happens in the order in which it was added.
#[derive(Debug, Default)]
pub struct Queue {
    due: BTreeMap<(u64, u64), SimEvent>,
    added: u64,
}

impl Queue {
    /// Adds what happens at a time.
    pub fn add(&mut self, at: u64, event: SimEvent) {
        self.added += 1;
        self.due.insert((at, self.added), event);
    }

    /// Returns when something happens next.
    pub fn next_at(&self) -> Option<u64> {
        self.due.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next thing that is due.
    pub fn take_due(&mut self, now: u64) -> Option<SimEvent> {
        self.next_at().filter(|at| *at <= now)?;
        self.due.pop_first().map(|(_, event)| event)
    }
}
