//! One agent's numbered events, and the last of them for panels that lost their connection for a moment.

use denwa_protocol::{Event, Resume, ServerMessage, Timestamp};
use std::collections::VecDeque;

/// How many events are kept. A panel that missed more gets a new snapshot.
pub const KEPT: usize = 128;

/// The stream.
#[derive(Debug)]
pub struct Stream {
    id: String,
    seq: u64,
    kept: VecDeque<(Timestamp, Event)>,
}

impl Stream {
    /// An empty stream.
    pub fn new(id: String) -> Self {
        Self { id, seq: 0, kept: VecDeque::new() }
    }

    /// Its ID.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number of its last event, 0 before the first.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Adds an event and returns its number.
    pub fn push(&mut self, at: Timestamp, event: Event) -> u64 {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back((at, event));
        self.seq += 1;
        self.seq
    }

    /// The events after the one a panel has seen, or none if this is another stream or they are not all kept any more.
    pub fn since(&self, resume: &Resume) -> Option<Vec<ServerMessage>> {
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
    fn tells_exactly_what_was_missed() {
        let mut stream = Stream::new("s".to_owned());
        for _ in 0..KEPT + 10 {
            stream.push(1, Event::SettingsChanged);
        }
        let last = stream.seq();
        assert_eq!(stream.since(&resume(last)), Some(vec![]));
        assert_eq!(stream.since(&resume(10)).map(|missed| missed.len()), Some(KEPT));
        assert_eq!(stream.since(&resume(9)), None, "too old");
        assert_eq!(stream.since(&resume(last + 1)), None, "never sent");
        assert_eq!(stream.since(&Resume { stream: "t".to_owned(), seq: last }), None, "another stream");
        let missed = stream.since(&resume(last - 2)).unwrap();
        assert!(matches!(missed[..], [ServerMessage::Event { seq: a, .. }, ServerMessage::Event { seq: b, .. }]
            if a == last - 1 && b == last));
    }
}
