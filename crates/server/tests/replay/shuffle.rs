//! Reorders a recording's events as Asterisk might have sent them.

use denwa_server::{pbx::asterisk::ami::Message, replay::Recorded};
use std::collections::BTreeMap;

/// Returns an event's topic. Asterisk keeps the order of events within a topic.
fn topic(message: &Message) -> &'static str {
    let event = message.event().unwrap_or_default();
    match event {
        "BridgeCreate" | "BridgeDestroy" | "BridgeEnter" | "BridgeLeave" | "BridgeMerge" | "BlindTransfer"
        | "AttendedTransfer" => "bridge",
        _ if event.starts_with("Confbridge") => "conference",
        _ if event.starts_with("Queue") || event.starts_with("Agent") => "queue",
        "ParkedCall" | "UnParkedCall" => "parking",
        "OriginateResponse" => "originate",
        "ContactStatus" | "PeerStatus" => "endpoint",
        _ => "channel",
    }
}

/// Delays events by `delays` (microseconds, used in turn), so that topics overtake each other; events within a topic
/// keep their order. With `restamp` the events' times change too.
pub fn mixed(events: &[Recorded], delays: &[u64], restamp: bool) -> Vec<Recorded> {
    let mut last: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut mixed: Vec<(u64, usize, Recorded)> = Vec::new();
    for (i, (at, message)) in events.iter().enumerate() {
        let floor = last.entry(topic(message)).or_default();
        let due = (at + delays[i % delays.len()]).max(*floor);
        *floor = due;
        mixed.push((due, i, (if restamp { due } else { *at }, message.clone())));
    }
    mixed.sort_by_key(|(due, i, _)| (*due, *i));
    mixed.into_iter().map(|(_, _, recorded)| recorded).collect()
}
