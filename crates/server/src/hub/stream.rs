//! An agent's numbered events. The latest are kept for panels that lose their connection for a moment, also while the
//! server is started anew.

use crate::store::change::{KeptEvent, StreamEvent};
use denwa_protocol::{Resume, Timestamp};
use std::{collections::VecDeque, sync::Arc};

/// How many events are kept. A panel that has missed more events gets a new snapshot.
pub const MAX_KEPT_EVENTS: usize = 128;

/// The starts of the server: number and name, in order. The last is the present one.
///
/// A stream's ID names the start during which the panel learned of it. The store may have lost the last events before a
/// power cut, and then their numbers are used again. So each event carries the number of its start: a panel goes on
/// only if the last event that it has seen was added during the start that it names, or before.
#[derive(Debug)]
pub struct Boots(Vec<(u64, String)>);

impl Boots {
    /// Takes the starts, the present one last.
    pub fn new(boots: Vec<(u64, String)>) -> Self {
        Self(boots)
    }

    fn present(&self) -> (u64, &str) {
        self.0.last().map_or((0, ""), |(n, name)| (*n, name.as_str()))
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.0.iter().find(|(_, known)| known == name).map(|(n, _)| *n)
    }
}

/// An agent's stream of events.
#[derive(Debug)]
pub struct Stream {
    boots: Arc<Boots>,
    /// The end of the stream's ID: what makes it this agent's, with everything that only snapshots tell.
    suffix: String,
    seq: u64,
    /// The number of the start during which the last event before `kept` was added.
    floor_boot: u64,
    kept: VecDeque<StreamEvent>,
}

/// The events that a panel has missed.
#[derive(Debug)]
pub struct Missed {
    /// The events, in order.
    pub events: Vec<StreamEvent>,
    /// Whether the panel was last connected before the server was started anew.
    pub is_from_earlier_start: bool,
}

impl Stream {
    /// Makes a stream that goes on after `events`. `floor` is the number of the last event before them and the number of
    /// the start during which it was added.
    pub fn new(boots: Arc<Boots>, suffix: String, floor: (u64, u64), events: Vec<StreamEvent>) -> Self {
        let seq = events.last().map_or(floor.0, |last| last.seq);
        let mut stream = Self { boots, suffix, seq, floor_boot: floor.1, kept: events.into() };
        while stream.kept.len() > MAX_KEPT_EVENTS {
            stream.drop_first();
        }
        stream
    }

    /// Returns the stream's ID.
    pub fn id(&self) -> String {
        format!("{}-{}", self.boots.present().1, self.suffix)
    }

    /// Returns the number of the last event; 0 before the first event.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Returns the number of the last event before [`Stream::kept`], and the number of its start.
    pub fn floor(&self) -> (u64, u64) {
        (self.seq - self.kept.len() as u64, self.floor_boot)
    }

    /// Returns the kept events.
    pub fn kept(&self) -> impl Iterator<Item = &StreamEvent> {
        self.kept.iter()
    }

    /// Adds an event.
    pub fn push(&mut self, at: Timestamp, event: KeptEvent) -> StreamEvent {
        if self.kept.len() >= MAX_KEPT_EVENTS {
            self.drop_first();
        }
        self.seq += 1;
        let event = StreamEvent { seq: self.seq, at, boot: self.boots.present().0, event };
        self.kept.push_back(event.clone());
        event
    }

    /// Returns the events after the last event a panel has seen; `None` if the panel names another stream or some events
    /// are lost.
    pub fn missed(&self, resume: &Resume) -> Option<Missed> {
        let name = resume.stream.strip_suffix(&self.suffix)?.strip_suffix('-')?;
        let boot = self.boots.number(name)?;
        let (floor, floor_boot) = self.floor();
        if !(floor..=self.seq).contains(&resume.seq) {
            return None;
        }
        let skip = usize::try_from(resume.seq - floor).ok()?;
        let seen_in = skip.checked_sub(1).map_or(floor_boot, |last| self.kept[last].boot);
        (seen_in <= boot).then(|| Missed {
            events: self.kept.iter().skip(skip).cloned().collect(),
            is_from_earlier_start: boot != self.boots.present().0,
        })
    }

    fn drop_first(&mut self) {
        if let Some(first) = self.kept.pop_front() {
            self.floor_boot = first.boot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use denwa_protocol::Event;

    fn boots(names: &[&str]) -> Arc<Boots> {
        Arc::new(Boots::new((1..).zip(names.iter().map(|name| (*name).to_owned())).collect()))
    }

    fn resume(boot: &str, seq: u64) -> Resume {
        Resume { stream: format!("{boot}-s"), seq }
    }

    fn push(stream: &mut Stream, count: usize) {
        for _ in 0..count {
            stream.push(1, KeptEvent::Other(Box::new(Event::SettingsChanged)));
        }
    }

    fn missed(stream: &Stream, boot: &str, seq: u64) -> Option<Vec<u64>> {
        stream.missed(&resume(boot, seq)).map(|missed| missed.events.iter().map(|event| event.seq).collect())
    }

    #[test]
    fn returns_exactly_the_missed_events() {
        let mut stream = Stream::new(boots(&["a"]), "s".to_owned(), (0, 0), Vec::new());
        push(&mut stream, MAX_KEPT_EVENTS + 10);
        let last = stream.seq();
        assert_eq!(missed(&stream, "a", last), Some(vec![]));
        assert_eq!(missed(&stream, "a", 10).map(|missed| missed.len()), Some(MAX_KEPT_EVENTS));
        assert_eq!(missed(&stream, "a", 9), None, "too old");
        assert_eq!(missed(&stream, "a", last + 1), None, "never sent");
        assert_eq!(missed(&stream, "b", last), None, "another stream");
        assert_eq!(missed(&stream, "a", last - 2), Some(vec![last - 1, last]));
    }

    #[test]
    fn a_panel_that_has_seen_an_event_which_was_lost_does_not_go_on() {
        let mut before = Stream::new(boots(&["a"]), "s".to_owned(), (0, 0), Vec::new());
        push(&mut before, 10);
        // The last three are lost, for instance by a power cut.
        let kept: Vec<_> = before.kept().take(7).cloned().collect();
        let mut after = Stream::new(boots(&["a", "b"]), "s".to_owned(), (0, 0), kept.clone());
        assert_eq!(missed(&after, "a", 7), Some(vec![]));
        assert_eq!(missed(&after, "a", 10), None);
        push(&mut after, 5);
        assert_eq!(missed(&after, "a", 10), None, "event 10 is not the event that the panel has seen");
        assert_eq!(missed(&after, "a", 6), Some(vec![7, 8, 9, 10, 11, 12]));
        assert_eq!(missed(&after, "b", 10), Some(vec![11, 12]));
        // The same when the lost events' successors are no longer kept.
        let pruned = Stream::new(boots(&["a", "b", "c"]), "s".to_owned(), (12, 2), Vec::new());
        assert_eq!((missed(&pruned, "a", 12), missed(&pruned, "b", 12)), (None, Some(vec![])));
    }
}
