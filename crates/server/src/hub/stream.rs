//! An agent's numbered events. The latest are kept for panels that lose their connection for a moment.

use denwa_protocol::{Event, Resume, ServerMessage, Timestamp};
use std::collections::VecDeque;

/// How many events are kept. A panel that has missed more events gets a new snapshot.
pub const MAX_KEPT_EVENTS: usize = 128;

/// An agent's stream of events.
#[derive(Debug)]
pub struct Stream {
    id: String,
    seq: u64,
    kept: VecDeque<(Timestamp, Event)>,
}

impl Stream {
    /// Makes an empty stream.
    pub fn new(id: String) -> Self {
        Self { id, seq: 0, kept: VecDeque::new() }
    }

    /// Returns the stream's ID.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the number of the last event; 0 before the first event.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Adds an event and returns its number.
    pub fn push(&mut self, at: Timestamp, event: Event) -> u64 {
        if self.kept.len() == MAX_KEPT_EVENTS {
            self.kept.pop_front();
        }
        self.kept.push_back((at, event));
        self.seq += 1;
        self.seq
    }

    /// Returns the events after the last event a panel has seen; `None` if the panel names another stream or some
    /// events are lost.
    pub fn events_after(&self, resume: &Resume) -> Option<Vec<ServerMessage>> {
        let oldest = self.seq - self.kept.len() as u64;
        if resume.stream != self.id || resume.seq > self.seq || resume.seq < oldest {
            return None;
        }
        let skip = usize::try_from(resume.seq - oldest).ok()?;
        let missed = (resume.seq + 1..).zip(self.kept.iter().skip(skip));
        Some(missed.map(|(seq, (at, event))| ServerMessage::Event { seq, at: *at, event: event.clone() }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resume(seq: u64) -> Resume {
        Resume { stream: "s".to_owned(), seq }
    }

    #[test]
    fn returns_exactly_the_missed_events() {
        let mut stream = Stream::new("s".to_owned());
        for _ in 0..MAX_KEPT_EVENTS + 10 {
            stream.push(1, Event::SettingsChanged);
        }
        let last = stream.seq();
        assert_eq!(stream.events_after(&resume(last)), Some(vec![]));
        assert_eq!(stream.events_after(&resume(10)).map(|missed| missed.len()), Some(MAX_KEPT_EVENTS));
        assert_eq!(stream.events_after(&resume(9)), None, "too old");
        assert_eq!(stream.events_after(&resume(last + 1)), None, "never sent");
        assert_eq!(stream.events_after(&Resume { stream: "t".to_owned(), seq: last }), None, "another stream");
        let missed = stream.events_after(&resume(last - 2)).unwrap();
        assert!(matches!(missed[..], [ServerMessage::Event { seq: a, .. }, ServerMessage::Event { seq: b, .. }]
            if a == last - 1 && b == last));
    }
}
