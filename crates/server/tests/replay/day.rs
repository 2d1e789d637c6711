//! A working day made of recordings: each is played again and again, by many teams of agents, with channels and calls of
//! its own, many at once. Used by tests and by `benches/tracker.rs`.

use denwa_server::{
    config::{Agent, Config, PbxConfig},
    pbx::asterisk::{
        ami::Message,
        tracker::{Retention, Tracker},
    },
    replay::{Recorded, read},
};
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The agents of the recordings. Each team has one of each, with the team's number before the extension.
const EXTENSIONS: [&str; 5] = ["1001", "1002", "1003", "2001", "2002"];
const FIRST_TEAM: usize = 10;
const START: u64 = 1_800_000_000_000_000;

/// How a day is made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub calls: usize,
    /// Microseconds between the starts of two recordings.
    pub interval: u64,
    pub teams: usize,
}

/// A part of a field's value.
enum Piece {
    Text(String),
    /// The number that makes the copy's channels and calls its own.
    Copy,
    /// The number of the team, before an extension.
    Team,
}

struct Template {
    /// Microseconds since the recording began.
    at: u64,
    fields: Vec<(String, Vec<Piece>)>,
}

struct Recording {
    events: Vec<Template>,
    calls: usize,
}

/// A day's events, in order.
pub struct Day {
    plan: Plan,
    recordings: Vec<Recording>,
    /// The next event of each copy that is being played: its time, the copy's number, its place in the recording.
    next: BinaryHeap<Reverse<(u64, usize, usize)>>,
    started: usize,
    calls_started: usize,
}

impl Day {
    /// Reads the recordings of a folder with `expected.json` and `captures/`.
    pub fn new(folder: &Path, plan: Plan) -> Self {
        let expected = std::fs::read(folder.join("expected.json")).unwrap();
        let expected: serde_json::Value = serde_json::from_slice(&expected).unwrap();
        let recordings = expected.as_object().unwrap().iter().map(|(name, rows)| {
            let events = read(&folder.join(format!("captures/{name}.jsonl"))).unwrap();
            // The queues' state at the beginning bears no time.
            let start = events.iter().find(|(_, message)| message.timestamp().is_some()).unwrap().0;
            let events = events.iter().map(|(at, message)| Template::new(at.saturating_sub(start), message)).collect();
            Recording { events, calls: rows["calls"].as_array().unwrap().len() }
        });
        Self { plan, recordings: recordings.collect(), next: BinaryHeap::new(), started: 0, calls_started: 0 }
    }

    /// Returns how many calls the copies that have started hold.
    pub fn calls(&self) -> usize {
        self.calls_started
    }

    fn start_of(&self, copy: usize) -> u64 {
        START + copy as u64 * self.plan.interval
    }

    /// Starts the copies that are due before the next event.
    fn start_copies(&mut self) {
        while self.calls_started < self.plan.calls
            && self.next.peek().is_none_or(|Reverse((at, ..))| self.start_of(self.started) <= *at)
        {
            self.next.push(Reverse((self.start_of(self.started), self.started, 0)));
            self.calls_started += self.recordings[self.started % self.recordings.len()].calls;
            self.started += 1;
        }
    }
}

impl Iterator for Day {
    type Item = Recorded;

    fn next(&mut self) -> Option<Recorded> {
        self.start_copies();
        let Reverse((at, copy, place)) = self.next.pop()?;
        let recording = &self.recordings[copy % self.recordings.len()];
        let message = recording.events[place].message(copy, FIRST_TEAM + copy % self.plan.teams);
        if let Some(event) = recording.events.get(place + 1) {
            self.next.push(Reverse((self.start_of(copy) + event.at, copy, place + 1)));
        }
        Some((at, message))
    }
}

impl Template {
    fn new(at: u64, message: &Message) -> Self {
        let fields = message.fields().filter(|(key, _)| *key != "Timestamp");
        Self { at, fields: fields.map(|(key, value)| (key.to_owned(), pieces(key, value))).collect() }
    }

    fn message(&self, copy: usize, team: usize) -> Message {
        let fields = self.fields.iter().map(|(key, pieces)| {
            let text = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Copy => format!("{copy:x}"),
                Piece::Team => team.to_string(),
            });
            (key.clone(), text.collect::<String>())
        });
        fields.collect()
    }
}

fn pieces(key: &str, value: &str) -> Vec<Piece> {
    let is_id = ["uniqueid", "linkedid", "bridgeid"].iter().any(|end| key.to_ascii_lowercase().ends_with(end));
    if is_id {
        return if value.is_empty() { Vec::new() } else { vec![Piece::Text(format!("{value}.")), Piece::Copy] };
    }
    match value.rsplit_once('-').filter(|_| key.ends_with("Channel") || key == "Newname") {
        Some((before, after)) => {
            let mut pieces = with_teams(before);
            pieces.extend([Piece::Text("-".to_owned()), Piece::Copy, Piece::Text(after.to_owned())]);
            pieces
        }
        None => with_teams(value),
    }
}

/// Puts the team's number before each extension that stands by itself.
fn with_teams(text: &str) -> Vec<Piece> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let (mut pieces, mut from) = (Vec::new(), 0);
    for i in 0..bytes.len() {
        let is_extension = EXTENSIONS.iter().any(|extension| bytes[i..].starts_with(extension.as_bytes()));
        if is_extension && !is_digit(i.checked_sub(1).map(|i| &bytes[i])) && !is_digit(bytes.get(i + 4)) {
            pieces.extend([Piece::Text(text[from..i].to_owned()), Piece::Team]);
            from = i;
        }
    }
    pieces.push(Piece::Text(text[from..].to_owned()));
    pieces
}

/// Returns the folder with the field recordings.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/asterisk/field")
}

/// Returns a tracker for a plan's teams.
pub fn tracker(plan: Plan) -> Tracker {
    let mut config = Config::read(&folder().join("field.toml")).unwrap();
    let teams = FIRST_TEAM..FIRST_TEAM + plan.teams;
    let agents = teams.flat_map(|team| EXTENSIONS.map(|extension| format!("{team}{extension}")));
    let (template, rest) = (config.agents[0].clone(), agents);
    config.agents = rest.map(|extension| Agent { login: extension.clone(), extension, ..template.clone() }).collect();
    let PbxConfig::Asterisk(asterisk) = config.pbx.clone() else { panic!("field.toml has no Asterisk") };
    Tracker::new(Arc::new(config), *asterisk, Retention::Live)
}

/// Gives events to a tracker and lets its time go on, as the link does. Returns the events that the tracker reported.
pub fn feed(tracker: &mut Tracker, events: &[Recorded], now: &mut u64) -> usize {
    /// How often the link lets time go on.
    const TICK: u64 = 50_000;
    let mut reported = 0;
    for (at, message) in events {
        while *now + TICK < *at {
            *now += TICK;
            tracker.tick(*now);
        }
        tracker.event(message, *at);
        reported += std::iter::from_fn(|| tracker.poll()).count();
    }
    reported
}
