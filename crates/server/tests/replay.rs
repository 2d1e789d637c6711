//! Replays the recordings of a real Asterisk. Each call begins once and ends once, with the outcome that a person read
//! in the recording: `tests/asterisk/captures/EXPECTED.md` has the table. The outcomes must not depend on fields that
//! only new versions of Asterisk send, nor on the order of events that Asterisk does not order.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "replay/day.rs"]
mod day;
#[path = "replay/field.rs"]
mod field;
#[path = "field_table/mod.rs"]
mod field_table;
#[path = "replay/graph/mod.rs"]
mod graph;
#[path = "replay/queues.rs"]
mod queues;
#[path = "replay/shuffle.rs"]
mod shuffle;
#[path = "replay/together.rs"]
mod together;

use denwa_protocol::{Call, Cause, ConnectionState, Direction, Event, Number, ServerMessage};
use denwa_server::{
    config::Config,
    pbx::{
        PbxEvent,
        asterisk::{
            ami::Message,
            tracker::{Held, Summary},
        },
    },
    replay::{Recorded, captures_config, messages, pbx_events, read, summaries},
};
use proptest::prelude::*;
use shuffle::mixed;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

fn captures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/asterisk/captures")
}

fn names() -> Vec<String> {
    let files = std::fs::read_dir(captures()).unwrap().map(|entry| entry.unwrap().path());
    let captures = files.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    let mut names: Vec<_> = captures.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn recording(name: &str) -> Vec<Recorded> {
    read(&captures().join(format!("{name}.jsonl"))).unwrap()
}

fn config() -> Config {
    captures_config().unwrap()
}

/// A row of the table, or a summary in the same form.
type Row = [String; 6];

fn table() -> BTreeMap<String, Vec<Row>> {
    let text = std::fs::read_to_string(captures().join("EXPECTED.md")).unwrap();
    let mut table: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| s")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 8, "{line}");
        let rows = table.entry(cells[0].to_owned()).or_default();
        if !cells[1].is_empty() {
            rows.push(std::array::from_fn(|i| cells[i + 1].to_owned()));
        }
    }
    table
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn row(call: &Summary) -> Row {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    [
        word(call.direction),
        or_dash(&call.from),
        or_dash(&call.to),
        or_dash(&call.queue),
        word(call.outcome),
        call.talk_seconds.to_string(),
    ]
}

fn rows(events: &[Recorded]) -> Vec<Row> {
    summaries(&config(), events).iter().map(row).collect()
}

#[test]
fn every_recording_has_its_outcomes() {
    let table = table();
    assert_eq!(table.keys().cloned().collect::<Vec<_>>(), names(), "the table names other recordings than there are");
    for (name, expected) in table {
        assert_eq!(rows(&recording(&name)), expected, "{name}");
    }
}

#[test]
fn every_call_ends_and_no_id_comes_twice() {
    for name in names() {
        let calls = summaries(&config(), &recording(&name));
        let ids: BTreeSet<_> = calls.iter().map(|call| &call.id).collect();
        assert_eq!(ids.len(), calls.len(), "{name}");
        assert!(calls.iter().all(|call| call.ended.is_some()), "{name}: {calls:?}");
    }
}

/// Returns whether a report after a call's end only corrects its outcome: another phone has answered meanwhile, or a blind
/// transfer goes on.
fn is_correction(call: &Call, known: Cause) -> bool {
    let is_transfer = known == Cause::Transferred && call.transfer.is_some();
    is_transfer && call.ended.is_some_and(|ended| ended.cause == known)
        || known == Cause::Missed && call.ended.is_some_and(|ended| ended.cause == Cause::AnsweredElsewhere)
}

/// Checks for every agent that each call ends exactly once, is only corrected after its end, and that no call is left
/// over.
fn check_agents(name: &str, events: &[Recorded]) {
    let mut live = BTreeSet::new();
    let mut over = BTreeMap::new();
    for stamped in pbx_events(&config(), events) {
        if name.contains("withheld") {
            let text = format!("{stamped:?}");
            assert!(!text.contains("5550109001") && !text.contains("Ada"), "{name}: {text}");
        }
        let PbxEvent::Call { extension, call } = stamped.event else { continue };
        let key = (extension, call.id.clone());
        if let Some(known) = over.get(&key) {
            assert!(is_correction(&call, *known), "{name}: {key:?} is reported after its end");
        }
        if let Some(ended) = call.ended {
            assert!(over.contains_key(&key) || live.remove(&key), "{name}: {key:?} ends without having begun");
            assert_eq!((call.state, call.held_at), (ConnectionState::Null, None), "{name}");
            over.insert(key, ended.cause);
        } else {
            live.insert(key);
            assert_eq!(call.held_at.is_some(), call.state == ConnectionState::Held, "{name}");
        }
    }
    assert!(live.is_empty(), "{name}: left over: {live:?}");
}

#[test]
fn every_agents_call_begins_once_and_ends_once() {
    for name in names() {
        check_agents(&name, &recording(&name));
    }
}

#[test]
fn outcomes_do_not_depend_on_fields_of_asterisk_22_only() {
    for name in names() {
        let mut events = recording(&name);
        for (_, message) in &mut events {
            message.remove("TechCause");
        }
        assert_eq!(rows(&events), table()[&name], "{name}");
        let (with, without) = (ends(&recording(&name)), ends(&events));
        assert_eq!(with, without, "{name}");
    }
}

/// The last report of a call: extension, direction, other side, queue, whether answered, cause of the end.
type End = (String, Direction, Number, Option<String>, bool, Cause);

/// Returns the last report of each agent's call, by the call's ID.
fn ends(events: &[Recorded]) -> BTreeMap<String, End> {
    let stamped = pbx_events(&config(), events).into_iter();
    stamped
        .filter_map(|stamped| match stamped.event {
            PbxEvent::Call { extension, call } => {
                let end = call.ended?;
                let key =
                    (extension, call.direction, call.remote.number, call.queue, call.answered_at.is_some(), end.cause);
                Some((call.id, key))
            }
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// If topics overtake each other by up to 20 ms, the outcomes stay the same.
    #[test]
    fn topics_may_overtake_each_other(delays in prop::collection::vec(0u64..20_000, 97), restamp in any::<bool>()) {
        for name in names() {
            let events = recording(&name);
            let mixed = mixed(&events, &delays, restamp);
            let outcomes = |events: &[Recorded]| -> Vec<_> {
                rows(events).into_iter().map(|[direction, from, to, queue, outcome, _]| (direction, from, to, queue, outcome)).collect()
            };
            prop_assert_eq!(outcomes(&mixed), outcomes(&events), "{}", name);
            check_agents(&name, &mixed);
            prop_assert_eq!(ends(&mixed), ends(&events), "{}", name);
        }
    }

    /// Events that are repeated up to 20 events later change nothing.
    #[test]
    fn events_may_come_twice(copies in prop::collection::vec((any::<prop::sample::Index>(), 1usize..20), 1..30)) {
        for name in names() {
            let events = recording(&name);
            let mut doubled = events.clone();
            for (index, later) in &copies {
                let i = index.index(events.len());
                let at = doubled.iter().position(|event| *event == events[i]).unwrap();
                doubled.insert((at + later).min(doubled.len()), events[i].clone());
            }
            prop_assert_eq!(rows(&doubled), rows(&events), "{}", name);
            check_agents(&name, &doubled);
            prop_assert_eq!(ends(&doubled), ends(&events), "{}", name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// If events are lost or have random values, nothing panics and no call goes on after its end.
    #[test]
    fn nothing_panics(
        keep in prop::collection::vec(any::<bool>(), 61),
        strange in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), ".{0,12}"), 0..20),
    ) {
        for name in names() {
            let mut events = recording(&name);
            for (event, field, value) in &strange {
                let (_, message) = &mut events[event.index(recording(&name).len())];
                let fields: Vec<_> = message.fields().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
                let at = field.index(fields.len());
                *message = fields.into_iter().enumerate().map(|(i, (key, old))| (key, if i == at { value.clone() } else { old })).collect();
            }
            let kept = events.into_iter().enumerate().filter(|(i, _)| keep[i % keep.len()] || i % 3 == 0);
            let events: Vec<_> = kept.map(|(_, event)| event).collect();
            let _ = summaries(&config(), &events);
            let mut over = BTreeMap::new();
            for stamped in pbx_events(&config(), &events) {
                if let PbxEvent::Call { extension, call } = stamped.event {
                    let key = (extension, call.id.clone());
                    let is_right = over.get(&key).is_none_or(|known| is_correction(&call, *known));
                    prop_assert!(is_right, "{}: {:?} is reported after its end", name, key);
                    if let Some(ended) = call.ended {
                        over.insert(key, ended.cause);
                    }
                }
            }
        }
    }
}

/// The agent's phone rings while only its own channel shows that the caller withholds the number: all other events come
/// later.
#[test]
fn a_withheld_number_is_not_reported_if_only_the_ringing_channel_shows_it() {
    let name = "s19_withheld_number";
    let on_time = |message: &Message| {
        message.get("Channel").is_some_and(|channel| channel.starts_with("PJSIP/2001"))
            && !message.event().unwrap_or_default().starts_with("Dial")
            || message.event() == Some("Newchannel")
    };
    let mut events: Vec<Recorded> = recording(name)
        .into_iter()
        .map(|(at, message)| (if on_time(&message) { at } else { at + 30_000 }, message))
        .collect();
    events.sort_by_key(|(at, _)| *at);
    check_agents(name, &events);
}

/// Returns both sides' states in the call events of an agent's panel.
fn states(name: &str, extension: &str) -> Vec<(ConnectionState, ConnectionState)> {
    let messages = messages(&config(), &recording(name), extension).unwrap();
    messages
        .into_iter()
        .filter_map(|message| match message {
            ServerMessage::Event { event: Event::Call { call }, .. } => Some((call.state, call.remote_state)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_panel_receives_what_the_phone_does() {
    use ConnectionState::{Alerting, Connected, Held, Null};
    let steps = [
        (Alerting, Connected),
        (Connected, Connected),
        (Held, Connected),
        (Connected, Connected),
        (Connected, Held),
        (Connected, Connected),
        (Null, Null),
    ];
    assert_eq!(states("s04_hold_unhold_mute", "2001"), steps);
}

/// Nothing of a call stays in the tracker for ever, and every agent of every team has had cards.
#[test]
fn a_busy_hour_leaves_nothing_behind() {
    let plan = day::Plan { calls: 300, interval: 1_500_000, teams: 80 };
    let mut day = day::Day::new(&day::folder(), plan);
    let mut tracker = day::tracker(plan);
    let events: Vec<Recorded> = day.by_ref().collect();
    let mut now = events[0].0;
    let reported = day::feed(&mut tracker, &events, &mut now);
    assert!(day.calls() >= 300 && reported > 1_500, "{} calls, {reported} reports", day.calls());
    assert_ne!(tracker.held(), Held::default());
    for second in 1..200 {
        tracker.tick(now + second * 1_000_000);
    }
    while tracker.poll().is_some() {}
    assert_eq!(tracker.held(), Held::default());
}

#[test]
fn a_click_to_dial_is_outbound_although_the_phone_rings() {
    let messages = messages(&config(), &recording("s11_click_to_dial_by_ami"), "2001").unwrap();
    let first = messages.iter().find_map(|message| match message {
        ServerMessage::Event { event: Event::Call { call }, .. } => Some(call),
        _ => None,
    });
    let first = first.unwrap();
    assert_eq!((first.direction, first.state), (Direction::Outbound, ConnectionState::Alerting));
    assert_eq!(first.remote.number, Number::Known { digits: "9001".to_owned() });
}

#[test]
fn a_listening_supervisor_has_no_call() {
    assert_eq!(states("s13_supervisor_spy", "2002"), []);
}

#[test]
fn the_stream_begins_with_a_snapshot_and_numbers_its_events() {
    for name in names() {
        let messages = messages(&config(), &recording(&name), "2001").unwrap();
        let ServerMessage::Snapshot(snapshot) = &messages[0] else { panic!("{name}: {:?}", messages[0]) };
        let mut seq = snapshot.seq;
        assert!(messages.contains(&ServerMessage::Ready), "{name}");
        for message in &messages {
            if let ServerMessage::Event { seq: next, .. } = message {
                assert_eq!(*next, seq + 1, "{name}");
                seq = *next;
            }
        }
    }
}

#[test]
fn transferred_and_parked_calls_end_with_the_right_cause_for_each_agent() {
    let ends = |name: &str| -> Vec<_> {
        ends(&recording(name))
            .into_values()
            .map(|(extension, _, number, .., cause)| (extension, number, cause))
            .collect()
    };
    let known = |digits: &str| Number::Known { digits: digits.to_owned() };
    let customer = || known("+15550109001");
    for (name, expected) in [
        ("s05_blind_transfer", vec![("1002", customer(), Cause::Normal), ("2001", customer(), Cause::Transferred)]),
        (
            "s06_attended_transfer",
            vec![
                ("2001", customer(), Cause::Transferred),
                ("2001", known("2002"), Cause::Normal),
                ("2002", customer(), Cause::Normal),
            ],
        ),
        (
            "s06c_attended_transfer_by_ami",
            vec![("1002", customer(), Cause::Normal), ("2001", customer(), Cause::Transferred)],
        ),
        ("s14_park_and_retrieve", vec![("2001", customer(), Cause::Parked), ("2002", customer(), Cause::Normal)]),
        ("s16_browser_tab_dies_mid_call", vec![("2002", customer(), Cause::Lost)]),
        ("s03b_agent_rejects_486", vec![("2001", customer(), Cause::Declined)]),
        ("s03a_caller_cancels", vec![("2001", customer(), Cause::Missed)]),
    ] {
        let mut expected: Vec<_> = expected.into_iter().map(|(e, n, c)| (e.to_owned(), n, c)).collect();
        let mut ends = ends(name);
        let key = |end: &(String, Number, Cause)| (end.0.clone(), format!("{:?}", end.1));
        ends.sort_by_key(key);
        expected.sort_by_key(key);
        assert_eq!(ends, expected, "{name}");
    }
}
