//! What must hold whatever events are missing, doubled or incomplete, and if the PBX restarts in the middle of it all.

use super::{check, config, mixed, plan::round, play};
use denwa_protocol::Call;
use denwa_server::{
    config::PbxConfig,
    pbx::{
        PbxEvent,
        asterisk::tracker::{Held, Retention, Tracker},
    },
    replay::Recorded,
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// What may be wrong with an event.
#[derive(Clone, Debug)]
enum Fault {
    None,
    Missing,
    /// It comes again, this many events later.
    Doubled(usize),
    /// These fields are absent.
    Without(Vec<&'static str>),
}

const FIELDS: [&str; 14] = [
    "Channel",
    "Uniqueid",
    "Linkedid",
    "ChannelState",
    "DestChannel",
    "DestUniqueid",
    "DestLinkedid",
    "BridgeUniqueid",
    "DialStatus",
    "Cause",
    "CallerIDNum",
    "TransfereeUniqueid",
    "TransfererUniqueid",
    "TargetUniqueid",
];

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        20 => Just(Fault::None),
        2 => Just(Fault::Missing),
        2 => (1..30usize).prop_map(Fault::Doubled),
        1 => prop::sample::subsequence(FIELDS.to_vec(), 1..4).prop_map(Fault::Without),
    ]
}

/// How late the copy of an event may come, in microseconds.
const LATEST_COPY: u64 = 20_000_000;

/// Applies faults, used in turn.
fn spoil(events: &[Recorded], faults: &[Fault]) -> Vec<Recorded> {
    let mut spoiled: Vec<Recorded> = Vec::new();
    let mut copies: Vec<(usize, Recorded)> = Vec::new();
    for (i, (at, message)) in events.iter().enumerate() {
        let mut message = message.clone();
        match &faults[i % faults.len()] {
            Fault::None => {}
            Fault::Missing => continue,
            Fault::Doubled(later) => copies.push((i + later, (*at, message.clone()))),
            Fault::Without(fields) => fields.iter().for_each(|field| message.remove(field)),
        }
        spoiled.push((*at, message));
        copies.retain(|(due, copy)| {
            if *due == i && copy.0 + LATEST_COPY > *at {
                spoiled.push(copy.clone());
            }
            *due != i
        });
    }
    spoiled
}

/// A live tracker and the cards that it reported, by ID.
struct Desk {
    tracker: Tracker,
    now: u64,
    cards: BTreeMap<String, (String, Call)>,
}

impl Desk {
    fn new() -> Self {
        let config = config();
        let PbxConfig::Asterisk(asterisk) = config.pbx.clone() else { panic!("no Asterisk") };
        let tracker = Tracker::new(Arc::new(config), *asterisk, Retention::Live);
        Self { tracker, now: 0, cards: BTreeMap::new() }
    }

    fn feed(&mut self, events: &[Recorded]) {
        for (at, message) in events {
            if self.now == 0 {
                self.now = *at;
            }
            self.wait_until(*at);
            self.tracker.event(message, *at);
            self.take_reports();
        }
    }

    fn wait_until(&mut self, until: u64) {
        while self.now + 50_000 < until {
            self.now += if until - self.now > 2_000_000 { 1_000_000 } else { 50_000 };
            self.tracker.tick(self.now);
            self.take_reports();
        }
    }

    /// Connects again: nothing of what the tracker knows exists any more.
    fn reconnect(&mut self) {
        self.tracker.begin_sync(self.now);
        self.tracker.finish_sync(self.now);
        self.take_reports();
    }

    fn take_reports(&mut self) {
        while let Some(stamped) = self.tracker.poll() {
            let PbxEvent::Call { extension, call } = stamped.event else { continue };
            if let Some(ended) = self.cards.get(&call.id).and_then(|(_, known)| known.ended) {
                assert!(super::super::is_correction(&call, ended.cause), "{call:?} goes on after its end");
            }
            self.cards.insert(call.id.clone(), (extension, *call));
        }
    }

    /// Lets the time pass after which ended calls are forgotten. Everything must have ended, and nothing may stay.
    fn finish(&mut self) {
        self.wait_until(self.now + 200_000_000);
        let mut talks: BTreeMap<(&str, &str), Vec<(u64, u64)>> = BTreeMap::new();
        for (extension, card) in self.cards.values() {
            assert!(card.ended.is_some(), "{extension}: {card:?} has not ended");
            let talk = card.answered_at.zip(card.ended).map(|(from, ended)| (from, ended.at));
            talks.entry((extension, &card.request_id)).or_default().extend(talk);
        }
        // A talk is logged once.
        for (key, mut talks) in talks {
            talks.sort_unstable();
            assert!(talks.is_sorted_by(|first, second| first.1 <= second.0), "{key:?} talks twice at once: {talks:?}");
        }
        assert_eq!(self.tracker.held(), Held::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever goes wrong, each card ends once, no agent has two cards of one channel, and nothing stays for ever after
    /// the link has connected again.
    #[test]
    fn faults_leave_nothing_behind(
        rounds in prop::collection::vec(round(), 1..5),
        faults in prop::collection::vec(fault(), 53),
        delays in prop::collection::vec(0u64..8_000, 31),
        cut in 0.1f64..1.0,
    ) {
        let (wire, _) = play(0, &rounds);
        let mut desk = Desk::new();
        let events = spoil(&mixed(&wire.events, &delays, true), &faults);
        desk.feed(&events[..place(&events, cut)]);
        desk.wait_until(desk.now + 500_000);
        desk.reconnect();
        desk.finish();
    }

    /// A PBX that restarts in the middle of a call ends its cards once. Its next calls are right, although they have the
    /// same channel names.
    #[test]
    fn a_restart_of_the_pbx_ends_each_card_once(
        before in prop::collection::vec(round(), 1..4),
        after in prop::collection::vec(round(), 1..4),
        cut in 0.0f64..1.0,
    ) {
        let (wire, _) = play(0, &before);
        let (next, expected) = play(1, &after);
        let mut desk = Desk::new();
        desk.feed(&wire.events[..place(&wire.events, cut)]);
        desk.wait_until(desk.now + 700_000);
        desk.reconnect();
        let first: Vec<String> = desk.cards.keys().cloned().collect();
        desk.feed(&next.events);
        desk.finish();
        let late = desk.cards.iter().filter(|(id, _)| !first.contains(id)).map(|(_, card)| card.clone());
        let late: Vec<_> = late.collect();
        check(&late, expected, &next.uniqueid(0), Some(super::LINE));
    }
}

/// Returns the place that divides events in this proportion.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "within the length"
)]
fn place(events: &[Recorded], proportion: f64) -> usize {
    ((events.len() as f64 * proportion) as usize).max(1)
}
