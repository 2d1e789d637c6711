//! Replays the recordings of a dial plan as sites run it, with Local channels everywhere: ring groups, follow-me, queues,
//! pick-up, forwards, parking. `tests/asterisk/field/expected.md` says what a person at each desk saw.

use super::{
    field_table::{check_cards, check_row, expected, folder},
    shuffle::mixed,
};
use denwa_protocol::{Call, Cause, Event, ServerMessage};
use denwa_server::{
    config::Config,
    pbx::PbxEvent,
    replay::{Recorded, messages, pbx_events, read, summaries},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn config() -> Config {
    Config::read(&folder().join("field.toml")).unwrap()
}

/// Returns each recording's name, events and expectations.
fn recordings() -> Vec<(String, Vec<Recorded>, Value)> {
    expected()
        .into_iter()
        .map(|(name, rows)| {
            let events = read(&folder().join(format!("captures/{name}.jsonl"))).unwrap();
            (name, events, rows)
        })
        .collect()
}

/// Returns the last state of each agent's cards, in the order in which they began.
fn cards(events: impl Iterator<Item = (String, Call)>) -> BTreeMap<String, Vec<Call>> {
    let mut cards: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for (extension, call) in events {
        let cards = cards.entry(extension).or_default();
        match cards.iter_mut().find(|card| card.id == call.id) {
            Some(card) => *card = call,
            None => cards.push(call),
        }
    }
    cards
}

fn reported_cards(config: &Config, events: &[Recorded]) -> BTreeMap<String, Vec<Call>> {
    let events = pbx_events(config, events).into_iter();
    cards(events.filter_map(|stamped| match stamped.event {
        PbxEvent::Call { extension, call } => Some((extension, *call)),
        _ => None,
    }))
}

fn check_calls(name: &str, config: &Config, events: &[Recorded], expected: &Value, slack: u64) {
    let calls = summaries(config, events);
    let wanted = expected["calls"].as_array().unwrap();
    assert_eq!(calls.len(), wanted.len(), "{name}: {calls:?}");
    for (i, (call, wanted)) in calls.iter().zip(wanted).enumerate() {
        let row = BTreeMap::from([
            ("direction", serde_json::to_value(call.direction).unwrap()),
            ("from", json!(call.from)),
            ("to", json!(call.to)),
            ("queue", json!(call.queue)),
            ("outcome", serde_json::to_value(call.outcome).unwrap()),
            ("talk_seconds", json!(call.talk_seconds)),
        ]);
        check_row(&format!("{name}, call {i}"), &row, wanted, slack);
    }
}

#[test]
fn every_desk_sees_what_its_person_saw() {
    let config = config();
    for (name, events, expected) in recordings() {
        check_cards(&name, &reported_cards(&config, &events), &expected, 0);
        check_calls(&name, &config, &events, &expected, 0);
    }
}

/// Scenarios that were played anew (`tests/asterisk/field/play.sh`) look as the recordings do, although Asterisk orders
/// its events otherwise each time. `DENWA_FIELD_PLAYED` names the folders; without it the test is skipped.
#[test]
fn scenarios_played_anew_look_the_same() {
    let Some(folders) = std::env::var_os("DENWA_FIELD_PLAYED") else {
        eprintln!("skipped, DENWA_FIELD_PLAYED names no folders");
        return;
    };
    let (config, recordings) = (config(), recordings());
    let mut played = 0;
    for folder in std::env::split_paths(&folders) {
        for (name, _, expected) in &recordings {
            let file = folder.join(format!("captures/{name}.jsonl"));
            if file.exists() {
                let events = read(&file).unwrap();
                let name = file.display().to_string();
                // On a busy machine a talk may last a second more or less.
                check_cards(&name, &reported_cards(&config, &events), expected, 1);
                check_calls(&name, &config, &events, expected, 1);
                played += 1;
            }
        }
    }
    assert!(played > 0, "nothing was played");
}

/// The hub passes on what the tracker reports, also corrections after a call's end.
#[test]
fn every_panel_receives_what_its_desk_sees() {
    let config = config();
    for (name, events, expected) in recordings() {
        let calls = config.agents.iter().flat_map(|agent| {
            let messages = messages(&config, &events, &agent.extension).unwrap().into_iter();
            messages.filter_map(|message| match message {
                ServerMessage::Event { event: Event::Call { call }, .. } => Some((agent.extension.clone(), call)),
                _ => None,
            })
        });
        check_cards(&name, &cards(calls), &expected, 0);
    }
}

/// A missed call may turn out to be answered elsewhere, and a blind transfer goes on; nothing else changes after a card's end.
#[test]
fn ended_cards_change_only_their_outcome() {
    let config = config();
    for (name, events, _) in recordings() {
        let mut over: BTreeMap<(String, String), Call> = BTreeMap::new();
        for stamped in pbx_events(&config, &events) {
            let PbxEvent::Call { extension, call } = stamped.event else { continue };
            let key = (extension, call.id.clone());
            if let Some(known) = over.get(&key) {
                let mut expected = known.clone();
                if call.transfer.is_some() && call.transfer != known.transfer {
                    expected.transfer.clone_from(&call.transfer);
                    assert_eq!(*call, expected, "{name}: {key:?}");
                    over.insert(key, *call);
                    continue;
                }
                let ended = expected.ended.as_mut().unwrap();
                assert_eq!(ended.cause, Cause::Missed, "{name}: {key:?}");
                ended.cause = Cause::AnsweredElsewhere;
                assert_eq!(*call, expected, "{name}: {key:?}");
            }
            if call.ended.is_some() {
                over.insert(key, *call);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// If topics overtake each other, every desk sees the same.
    #[test]
    fn topics_may_overtake_each_other(delays in prop::collection::vec(0u64..15_000, 97), restamp in any::<bool>()) {
        let config = config();
        for (name, events, expected) in recordings() {
            let events = mixed(&events, &delays, restamp);
            check_cards(&name, &reported_cards(&config, &events), &expected, 1);
            check_calls(&name, &config, &events, &expected, 1);
        }
    }
}
