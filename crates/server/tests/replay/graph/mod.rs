//! Random calls through groups, queues, follow-me, forwards, transfers, pick-ups and parking, from a customer or a
//! colleague, with a model of what each desk must see beside them.

mod consult;
mod faults;
mod others;
mod plan;
mod play;
mod wire;

use super::shuffle::mixed;
use denwa_protocol::{Call, Cause, Direction, Number};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        PbxEvent, Stamped,
        asterisk::tracker::{Retention, Tracker},
    },
    replay::Recorded,
};
use plan::{Round, Then, round};
use play::{Expected, Play};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use wire::Wire;

const CUSTOMER: &str = "0312345678";
const LINE: &str = "0312345000";
const AGENTS: [&str; 5] = ["1001", "1002", "1003", "2001", "2002"];

/// Plays a customer's call; returns its events and the model's cards.
fn play(run: usize, rounds: &[Round]) -> (Wire, Vec<Expected>) {
    let mut play = Play::new(run, None);
    for round in rounds {
        if !play.play(round) {
            break;
        }
        play.wire.wait(if round.is_slow { 90_000 } else { 400 });
    }
    play.wire.end_all();
    (play.wire, play.expected)
}

/// Runs a live tracker, whose time goes on while no events come.
fn run(config: &Config, events: &[Recorded]) -> Vec<Stamped> {
    let PbxConfig::Asterisk(asterisk) = &config.pbx else { return Vec::new() };
    let mut tracker = Tracker::new(Arc::new(config.clone()), (**asterisk).clone(), Retention::Live);
    let mut now = events.first().map_or(0, |(at, _)| *at);
    let end = events.last().map_or(0, |(at, _)| at + 200_000_000);
    let mut output = Vec::new();
    let mut tick_until = |tracker: &mut Tracker, until: u64| {
        while now + 50_000 < until {
            now += if until - now > 2_000_000 { 1_000_000 } else { 50_000 };
            tracker.tick(now);
        }
    };
    for (at, message) in events {
        tick_until(&mut tracker, *at);
        tracker.event(message, *at);
        output.extend(std::iter::from_fn(|| tracker.poll()));
    }
    tick_until(&mut tracker, end);
    output.extend(std::iter::from_fn(|| tracker.poll()));
    output
}

/// Returns the last state of each card, and checks that each ends once and is at most corrected afterwards.
fn cards(config: &Config, wire: &[Recorded]) -> Vec<(String, Call)> {
    let mut cards: BTreeMap<String, (String, Call)> = BTreeMap::new();
    for stamped in run(config, wire) {
        let PbxEvent::Call { extension, call } = stamped.event else { continue };
        if let Some(ended) = cards.get(&call.id).and_then(|(_, known)| known.ended) {
            assert!(super::is_correction(&call, ended.cause), "{call:?} goes on after its end");
        }
        cards.insert(call.id.clone(), (extension, *call));
    }
    cards.into_values().collect()
}

fn config() -> Config {
    super::field::config()
}

/// Returns what a card shows.
fn shown(extension: &str, card: &Call, request_id: &str) -> Expected {
    let remote = match &card.remote.number {
        Number::Known { digits } => digits.clone(),
        number => format!("{number:?}"),
    };
    Expected {
        agent: AGENTS.iter().position(|agent| *agent == extension).unwrap(),
        direction: card.direction,
        queue: card.queue.clone(),
        cause: card.ended.map_or(Cause::Unknown, |ended| ended.cause),
        remote,
        is_joined: card.request_id == request_id,
    }
}

/// Checks the cards against the model, in any order, and that cards of the call show its line.
fn check(cards: &[(String, Call)], mut expected: Vec<Expected>, request_id: &str, line: Option<&str>) {
    let mut seen: Vec<Expected> = cards.iter().map(|(extension, card)| shown(extension, card, request_id)).collect();
    let key = |card: &Expected| (card.agent, card.remote.clone(), card.queue.clone(), format!("{:?}", card.cause));
    seen.sort_by_key(key);
    expected.sort_by_key(key);
    assert_eq!(seen, expected);
    for (extension, card) in cards {
        if card.direction == Direction::Inbound && card.request_id == request_id && line.is_some() {
            assert_eq!(card.line.as_deref(), line, "{extension}: {card:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every desk sees one card an offer, with the customer, the line, the queue and the outcome of the model.
    #[test]
    fn every_desk_sees_what_the_model_says(
        rounds in prop::collection::vec(round(), 1..5),
        delays in prop::collection::vec(0u64..8_000, 31),
        restamp in any::<bool>(),
    ) {
        let (wire, expected) = play(0, &rounds);
        let cards = cards(&config(), &mixed(&wire.events, &delays, restamp));
        check(&cards, expected, &wire.uniqueid(0), Some(LINE));
    }

    /// A colleague's call rings as a customer's does, and the colleague has a card too.
    #[test]
    fn a_colleague_may_call(
        caller in 0..AGENTS.len(),
        mut round in round(),
        delays in prop::collection::vec(0u64..8_000, 31),
    ) {
        for leaf in &mut round.leaves {
            leaf.agent = leaf.agent.filter(|agent| *agent != caller);
            leaf.forward = leaf.forward.filter(|(to, _)| *to != caller && leaf.agent.is_some());
        }
        if !matches!(round.then, Then::CustomerHangsUp) {
            round.then = Then::AgentHangsUp;
        }
        let mut play = Play::new(0, Some(caller));
        let goes_on = play.play(&round);
        play.wire.wait(400);
        play.wire.end_all();
        let cards = cards(&config(), &mixed(&play.wire.events, &delays, true));
        let is_own = |(extension, _): &&(String, Call)| extension == AGENTS[caller];
        let (own, others): (Vec<_>, Vec<_>) = cards.iter().partition(is_own);
        let others: Vec<_> = others.into_iter().cloned().collect();
        check(&others, play.expected, &play.wire.uniqueid(0), None);
        prop_assert_eq!(own.len(), 1);
        let card = &own[0].1;
        prop_assert_eq!((card.direction, card.internal), (Direction::Outbound, true));
        prop_assert_eq!(&card.remote.number, &Number::Known { digits: "600".to_owned() });
        prop_assert_eq!(card.ended.unwrap().cause == Cause::Normal, !goes_on, "{:?}", card);
    }
}
