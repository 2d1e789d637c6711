//! How the simulated PBX misbehaves towards the hub, so that tests and people can see what panels make of it.

use crate::pbx::PbxEvent;
use serde::{Deserialize, Serialize};

/// The misbehaviour. By default there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Faults {
    /// Whether every request is refused.
    pub refuses: bool,
    /// Whether events about calls, parking places, phones and agents come twice.
    pub doubles_events: bool,
    /// Whether reports of different calls at the same time come in the opposite order.
    pub swaps_events: bool,
    /// How long after a request was done its answer comes, in milliseconds. The hub waits for 5 s.
    pub answers_after_ms: u64,
}

impl Faults {
    /// Returns the events of one moment as the hub gets them. The reports of one part of a call stay in their order: nobody
    /// could tell which of them is the last.
    #[must_use]
    pub fn distort(&self, mut events: Vec<PbxEvent>) -> Vec<PbxEvent> {
        if self.swaps_events {
            for reports in events.chunk_by_mut(|one, next| part_of(one).is_some() && part_of(next).is_some()) {
                reports.sort_by(|one, other| part_of(other).cmp(&part_of(one)));
            }
        }
        if !self.doubles_events {
            return events;
        }
        let is_doubled = |event: &PbxEvent| !matches!(event, PbxEvent::Up { .. } | PbxEvent::Synced | PbxEvent::Down);
        events
            .into_iter()
            .flat_map(|event| [is_doubled(&event).then(|| event.clone()), Some(event)])
            .flatten()
            .collect()
    }
}

fn part_of(event: &PbxEvent) -> Option<&str> {
    match event {
        PbxEvent::Call { call, .. } => Some(&call.id),
        _ => None,
    }
}
