//! The queues that a supervisor sees, as a table.

use crate::Now;
use crate::panel::Panel;
use denwa_protocol::QueueFigures;

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// The queue.
    pub queue: String,
    /// Its name.
    pub name: String,
    /// How many calls wait.
    pub waiting: u32,
    /// Since when the call waits that has waited longest, by the panel's clock.
    pub longest_since: Option<Now>,
    /// How many of its agents could take a call.
    pub free: u32,
    /// How many of its agents are signed on.
    pub signed_on: u32,
    /// Calls wait, and nobody is free.
    pub is_alert: bool,
}

impl Panel {
    pub(super) fn queue_rows(&self) -> Vec<QueueRow> {
        let row = |figures: &QueueFigures| QueueRow {
            queue: figures.queue.clone(),
            name: figures.name.clone().unwrap_or_else(|| figures.queue.clone()),
            waiting: figures.waiting,
            longest_since: figures.longest_since.map(|since| self.context.local(since)),
            free: figures.free,
            signed_on: figures.signed_on,
            is_alert: figures.waiting > 0 && figures.free == 0,
        };
        self.queues.iter().map(row).collect()
    }
}
