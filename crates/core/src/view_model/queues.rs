//! The agent's queues at a glance.

use crate::Now;
use crate::call::Phase;
use crate::panel::Panel;
use crate::text::say;
use denwa_protocol::QueueFigures;

/// The agent's queues at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuesView {
    /// All of them together. It says who is free only of a single queue: an agent may belong to several.
    pub total: QueueView,
    /// Each of them; none if there is only one.
    pub rows: Vec<QueueView>,
}

/// A queue, or several together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueView {
    /// The name; empty for several.
    pub name: String,
    /// How many calls wait, in words.
    pub waiting: String,
    /// Somebody waits.
    pub is_waiting: bool,
    /// Since when the call waits that has waited longest, by the panel's clock.
    pub longest_since: Option<Now>,
    /// How many agents can take a call, in words.
    pub free: Option<String>,
}

impl Panel {
    pub(super) fn queues_view(&self) -> Option<QueuesView> {
        let own: Vec<&QueueFigures> = self.queues.iter().filter(|queue| queue.own).collect();
        // In a small panel, ringing calls need the room.
        let is_ringing = self.cards.iter().any(|card| card.phase() == Phase::Ringing);
        if is_ringing || !self.session.is_live() {
            return None;
        }
        match own.as_slice() {
            [] => None,
            [queue] => Some(QueuesView { total: self.queue_view(queue), rows: Vec::new() }),
            queues => Some(QueuesView {
                total: self.total_view(queues),
                rows: queues.iter().map(|queue| self.queue_view(queue)).collect(),
            }),
        }
    }

    /// The name of a queue, if the server knows one, else its ID.
    pub(super) fn queue_name(&self, queue: &str) -> String {
        let figures = self.queues.iter().find(|figures| figures.queue == queue);
        figures.and_then(|figures| figures.name.clone()).unwrap_or_else(|| queue.to_owned())
    }

    fn queue_view(&self, queue: &QueueFigures) -> QueueView {
        let language = self.context.language;
        QueueView {
            name: self.queue_name(&queue.queue),
            waiting: say::calls_waiting(language, queue.waiting),
            is_waiting: queue.waiting > 0,
            longest_since: queue.longest_since.map(|since| self.context.local(since)),
            free: Some(say::free_agents(language, queue.free, queue.signed_on)),
        }
    }

    fn total_view(&self, queues: &[&QueueFigures]) -> QueueView {
        let waiting = queues.iter().map(|queue| queue.waiting).sum();
        let longest_since = queues.iter().filter_map(|queue| queue.longest_since).min();
        QueueView {
            name: String::new(),
            waiting: say::calls_waiting(self.context.language, waiting),
            is_waiting: waiting > 0,
            longest_since: longest_since.map(|since| self.context.local(since)),
            free: None,
        }
    }
}
