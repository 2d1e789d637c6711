//! What a panel has missed while it was not connected.

use super::{Hub, stream::Missed};
use crate::store::change::KeptEvent;
use denwa_protocol::{Event, Resume, ServerMessage};

impl Hub {
    /// Returns the messages that a panel has missed, and whether it was last connected before the server was started
    /// anew; `None` if it needs a snapshot.
    pub(super) fn missed(&self, agent: usize, resume: &Resume) -> Option<(Vec<ServerMessage>, bool)> {
        let desk = &self.agents[agent];
        let Missed { events, is_from_earlier_start } = desk.stream.missed(resume)?;
        let mut messages = Vec::new();
        if is_from_earlier_start {
            messages.push(ServerMessage::Resumed { stream: desk.stream.id() });
        }
        for missed in events {
            let event = match missed.event {
                // The call's present state, which later events would lead to anyway.
                KeptEvent::Call(id) => Event::Call { call: desk.calls.get(&id)?.call.clone() },
                KeptEvent::Other(event) => *event,
            };
            messages.push(ServerMessage::Event { seq: missed.seq, at: missed.at, event });
        }
        Some((messages, is_from_earlier_start))
    }
}
