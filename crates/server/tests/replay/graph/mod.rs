//! Random calls of a customer through groups, queues, transfers, pick-ups and parking, with a model of what each desk
//! must see beside them.

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
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use wire::{Id, Wire};

const CUSTOMER: &str = "0312345678";
const LINE: &str = "0312345000";
const AGENTS: [&str; 5] = ["1001", "1002", "1003", "2001", "2002"];

/// Something that rings for a while: an agent's phones, or a mobile phone outside, behind Local channels.
#[derive(Clone, Debug)]
struct Leaf {
    /// `None` for a mobile phone.
    agent: Option<usize>,
    phones: usize,
    locals: usize,
    is_optimized: bool,
    declines: bool,
}

/// Who takes a ringing call.
#[derive(Clone, Copy, Debug)]
enum Taker {
    Nobody,
    /// The phone with this number, modulo the phones that ring.
    Phone(usize),
    /// This agent picks up the phone with this number.
    PickUp(usize, usize),
}

/// What happens to a call after it was answered.
#[derive(Clone, Copy, Debug)]
enum Then {
    CustomerHangsUp,
    AgentHangsUp,
    /// Passed on to the next round.
    Transfer,
    /// Parked, and retrieved by an agent.
    Park(usize),
    /// Passed on to a colleague whom the agent asks first: on a second call of the phone, or by a feature code.
    Consult {
        colleague: usize,
        by_code: bool,
    },
}

#[derive(Clone, Debug)]
struct Round {
    leaves: Vec<Leaf>,
    queue: bool,
    taker: Taker,
    then: Then,
    cancel_cause: &'static str,
    /// Whether more than a minute passes before and during the talk.
    is_slow: bool,
}

fn leaf() -> impl Strategy<Value = Leaf> {
    let agent = prop_oneof![6 => (0..AGENTS.len()).prop_map(Some), 1 => Just(None)];
    (agent, 1..3usize, 0..4usize, any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(agent, phones, locals, is_optimized, declines)| Leaf { agent, phones, locals, is_optimized, declines },
    )
}

fn round() -> impl Strategy<Value = Round> {
    let taker = prop_oneof![
        1 => Just(Taker::Nobody),
        3 => (0..8usize).prop_map(Taker::Phone),
        1 => (0..AGENTS.len(), 0..8usize).prop_map(|(agent, phone)| Taker::PickUp(agent, phone)),
    ];
    let then = prop_oneof![
        Just(Then::CustomerHangsUp),
        Just(Then::AgentHangsUp),
        Just(Then::Transfer),
        (0..AGENTS.len()).prop_map(Then::Park),
        (0..AGENTS.len(), any::<bool>()).prop_map(|(colleague, by_code)| Then::Consult { colleague, by_code }),
    ];
    (
        prop::collection::vec(leaf(), 1..4),
        any::<bool>(),
        taker,
        then,
        prop::sample::select(vec!["16", "26", "0"]),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(leaves, queue, taker, then, cancel_cause, is_slow)| Round {
            leaves,
            queue,
            taker,
            then,
            cancel_cause,
            is_slow,
        })
}

/// A phone that rings.
struct Ringing {
    leg: Id,
    dialler: Id,
    /// The Local channels above it, the outermost first.
    locals: Vec<(Id, Id)>,
    leaf: usize,
}

/// A card as the model expects it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    agent: usize,
    direction: Direction,
    queue: Option<String>,
    cause: Cause,
}

/// Plays rounds and keeps the model.
struct Play {
    wire: Wire,
    customer: Id,
    /// The channel that goes on when the agent passes the call on: the customer's, or the end of a Local channel.
    current: Id,
    expected: Vec<Expected>,
}

impl Play {
    fn new() -> Self {
        let mut wire = Wire::new();
        let customer = wire.channel("PJSIP/trunk", None, "4", CUSTOMER, "s");
        wire.set_line(customer, LINE);
        Self { wire, customer, current: customer, expected: Vec::new() }
    }

    fn ring(&mut self, round: &Round) -> Vec<Ringing> {
        let mut ringing = Vec::new();
        for (number, leaf) in round.leaves.iter().enumerate() {
            let (mut dialler, mut locals) = (self.current, Vec::new());
            let mut member = None;
            for _ in 0..leaf.locals {
                let (outer, running) = self.wire.local(self.current, "600");
                self.wire.dial_begin(dialler, outer);
                member.get_or_insert(outer);
                locals.push((outer, running));
                dialler = running;
            }
            for _ in 0..leaf.phones {
                let (name, exten) = match leaf.agent {
                    Some(agent) => (format!("PJSIP/{}", AGENTS[agent]), AGENTS[agent]),
                    None => ("PJSIP/trunk".to_owned(), "s"),
                };
                let leg = self.wire.channel(&name, Some(self.current), "0", exten, "s");
                if round.queue {
                    self.wire.agent_called(self.current, member.unwrap_or(leg), "501");
                }
                self.wire.dial_begin(dialler, leg);
                self.wire.dial_state(dialler, leg);
                self.wire.state(leg, "5");
                ringing.push(Ringing { leg, dialler, locals: locals.clone(), leaf: number });
            }
        }
        ringing
    }

    /// Ends what still rings of a leaf.
    fn stop(&mut self, ringing: &Ringing, status: &str, cause: &str) {
        self.wire.dial_end(ringing.dialler, ringing.leg, status);
        self.wire.hang_up(ringing.leg, cause);
        for (dialled, running) in ringing.locals.iter().rev() {
            self.wire.hang_up(*running, cause);
            self.wire.hang_up(*dialled, cause);
        }
    }

    /// Answers a phone and connects it, and returns the channel it is connected with.
    fn answer(&mut self, ringing: &Ringing, leg: Id, is_optimized: bool) -> Id {
        self.wire.dial_end(ringing.dialler, leg, "ANSWER");
        let mut near = leg;
        let above = ringing.locals.iter().map(|(dialled, _)| *dialled);
        let diallers: Vec<Id> =
            std::iter::once(self.current).chain(ringing.locals.iter().map(|(_, running)| *running)).collect();
        for (i, dialled) in above.enumerate().collect::<Vec<_>>().into_iter().rev() {
            let running = ringing.locals[i].1;
            self.wire.state(running, "6");
            self.wire.bridge(near, running);
            self.wire.state(dialled, "6");
            self.wire.dial_end(diallers[i], dialled, "ANSWER");
            near = dialled;
        }
        self.wire.bridge(near, self.current);
        if !is_optimized || ringing.locals.is_empty() {
            return ringing.locals.last().map_or(self.current, |(_, running)| *running);
        }
        let innermost = ringing.locals[ringing.locals.len() - 1].1;
        self.wire.swap(self.current, innermost);
        for (dialled, running) in &ringing.locals {
            self.wire.hang_up(*running, "16");
            self.wire.hang_up(*dialled, "16");
        }
        self.current
    }

    /// Plays a round. Returns whether the call goes on.
    fn play(&mut self, round: &Round) -> bool {
        let ringing = self.ring(round);
        let queue = round.queue.then(|| "501".to_owned());
        self.wire.wait(700);
        let (declined, mut left): (Vec<_>, Vec<_>) = ringing
            .into_iter()
            .partition(|phone| round.leaves[phone.leaf].declines && round.leaves[phone.leaf].agent.is_some());
        for phone in &declined {
            self.wire.request_hangup(phone.leg, "17");
            self.stop(phone, "BUSY", "17");
        }
        self.wire.wait(700);
        let agent_of = |leaf: usize| round.leaves[leaf].agent;
        let (taken, by) = match round.taker {
            Taker::Nobody => (None, None),
            _ if left.is_empty() => (None, None),
            Taker::Phone(number) => {
                let phone = left.remove(number % left.len());
                (Some(phone), None)
            }
            Taker::PickUp(agent, number) => {
                // Somebody who has declined a call does not pick it up.
                let has_declined = declined.iter().any(|phone| round.leaves[phone.leaf].agent == Some(agent));
                let phone = left.remove(number % left.len());
                (Some(phone), (!has_declined).then_some(agent))
            }
        };
        let talker = taken.as_ref().and_then(|phone| by.or(agent_of(phone.leaf)));
        // The model: a card for every agent, however many phones rang.
        let mut agents: Vec<usize> = round.leaves.iter().filter_map(|leaf| leaf.agent).collect();
        agents.sort_unstable();
        agents.dedup();
        let has_declined = |agent| declined.iter().any(|phone| agent_of(phone.leaf) == Some(agent));
        for agent in agents.into_iter().filter(|agent| Some(*agent) != talker) {
            let cause = if has_declined(agent) { Cause::Declined } else { Cause::Missed };
            self.expected.push(Expected { agent, direction: Direction::Inbound, queue: queue.clone(), cause });
        }
        let Some(phone) = taken else {
            for phone in &left {
                self.stop(phone, "CANCEL", round.cancel_cause);
            }
            return true;
        };
        for card in self.expected.iter_mut().filter(|card| card.cause == Cause::Missed) {
            card.cause = Cause::AnsweredElsewhere;
        }
        let leg = match by {
            None => {
                self.wire.state(phone.leg, "6");
                phone.leg
            }
            Some(agent) => {
                let extension = AGENTS[agent];
                let leg = self.wire.channel(&format!("PJSIP/{extension}"), None, "4", extension, "*8");
                self.wire.state(leg, "6");
                self.wire.pick_up(leg, phone.leg);
                self.wire.hang_up(phone.leg, "26");
                leg
            }
        };
        // The other phones of the same dial stop first; the Local channels above the answered phone stay.
        for mut other in left {
            if other.leaf == phone.leaf {
                other.locals.clear();
            }
            self.stop(&other, "CANCEL", "26");
        }
        let peer = self.answer(&phone, leg, round.leaves[phone.leaf].is_optimized);
        self.wire.wait(if round.is_slow { 90_000 } else { 2_500 });
        self.after_answer(round.then, leg, peer, talker, queue)
    }

    fn after_answer(&mut self, then: Then, leg: Id, peer: Id, talker: Option<usize>, queue: Option<String>) -> bool {
        let mut expect = |agent: Option<usize>, queue: Option<String>, cause| {
            self.expected.extend(agent.map(|agent| Expected { agent, direction: Direction::Inbound, queue, cause }));
        };
        match then {
            Then::Transfer => {
                expect(talker, queue, Cause::Transferred);
                self.wire.blind_transfer(leg, peer);
                self.wire.leave(peer);
                self.wire.hang_up(leg, "16");
                self.current = peer;
                self.wire.wait(300);
                true
            }
            Then::Park(retriever) => {
                let Some(agent) = talker else { return false };
                expect(talker, queue, Cause::Parked);
                expect(Some(retriever), None, Cause::Normal);
                self.wire.blind_transfer(leg, peer);
                self.wire.park(peer, &format!("PJSIP/{}", AGENTS[agent]));
                self.wire.wait(800);
                let extension = AGENTS[retriever];
                let leg_of_retriever = self.wire.channel(&format!("PJSIP/{extension}"), None, "4", extension, "71");
                self.wire.state(leg_of_retriever, "6");
                self.wire.retrieve(leg_of_retriever, peer);
                self.wire.wait(900);
                // The phone that parked has heard the number of the place.
                self.wire.hang_up(leg, "16");
                self.wire.wait(900);
                self.wire.hang_up(leg_of_retriever, "16");
                false
            }
            Then::Consult { colleague, by_code } => {
                let Some(agent) = talker.filter(|agent| *agent != colleague) else {
                    return self.after_answer(Then::AgentHangsUp, leg, peer, talker, queue);
                };
                expect(talker, queue, Cause::Transferred);
                expect(Some(colleague), None, Cause::Normal);
                if by_code {
                    self.consult_by_code(leg, peer, colleague);
                } else {
                    let direction = Direction::Outbound;
                    self.expected.push(Expected { agent, direction, queue: None, cause: Cause::Normal });
                    self.consult_by_phone(leg, peer, agent, colleague);
                }
                false
            }
            Then::CustomerHangsUp => {
                expect(talker, queue, Cause::Normal);
                self.wire.hang_up(self.customer, "16");
                false
            }
            Then::AgentHangsUp => {
                expect(talker, queue, Cause::Normal);
                self.wire.hang_up(leg, "16");
                false
            }
        }
    }
}

impl Play {
    fn ring_colleague(&mut self, dialler: Id, colleague: usize) -> Id {
        let extension = AGENTS[colleague];
        let leg = self.wire.channel(&format!("PJSIP/{extension}"), Some(dialler), "0", extension, "s");
        self.wire.dial_begin(dialler, leg);
        self.wire.state(leg, "5");
        self.wire.wait(600);
        self.wire.state(leg, "6");
        self.wire.dial_end(dialler, leg, "ANSWER");
        self.wire.state(dialler, "6");
        self.wire.bridge(leg, dialler);
        self.wire.wait(1500);
        leg
    }

    fn consult_by_phone(&mut self, leg: Id, peer: Id, agent: usize, colleague: usize) {
        self.wire.hold(leg);
        let name = format!("PJSIP/{}", AGENTS[agent]);
        let second = self.wire.channel(&name, None, "4", AGENTS[agent], AGENTS[colleague]);
        let target = self.ring_colleague(second, colleague);
        self.wire.unhold(leg);
        self.wire.swap(peer, second);
        self.wire.attended_transfer(leg, second, peer, Some(target));
        self.wire.hang_up(leg, "16");
        self.wire.hang_up(second, "16");
        self.wire.wait(1500);
        self.wire.hang_up(target, "16");
    }

    fn consult_by_code(&mut self, leg: Id, peer: Id, colleague: usize) {
        self.wire.hold(leg);
        self.wire.wait(500);
        let (dialled, running) = self.wire.local(leg, AGENTS[colleague]);
        self.wire.bridge(dialled, leg);
        let target = self.ring_colleague(running, colleague);
        self.wire.leave(leg);
        self.wire.join(dialled, peer);
        self.wire.attended_transfer(leg, leg, peer, None);
        self.wire.hang_up(leg, "16");
        self.wire.wait(500);
        self.wire.swap(target, dialled);
        self.wire.hang_up(running, "16");
        self.wire.hang_up(dialled, "16");
        self.wire.wait(1500);
        self.wire.hang_up(target, "16");
    }
}

/// Plays a call; returns its events and the model's cards.
fn play(rounds: &[Round]) -> (Wire, Vec<Expected>) {
    let mut play = Play::new();
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every desk sees one card an offer, with the customer, the line, the queue and the outcome of the model.
    #[test]
    fn every_desk_sees_what_the_model_says(
        rounds in prop::collection::vec(round(), 1..5),
        delays in prop::collection::vec(0u64..8_000, 31),
        restamp in any::<bool>(),
    ) {
        let config = config();
        let (wire, mut expected) = play(&rounds);
        let cards = cards(&config, &mixed(&wire.events, &delays, restamp));
        let agent_of = |extension: &str| AGENTS.iter().position(|agent| *agent == extension).unwrap();
        let mut seen: Vec<Expected> = cards
            .iter()
            .map(|(extension, card)| {
                let direction = card.direction;
                let cause = card.ended.map_or(Cause::Unknown, |ended| ended.cause);
                Expected { agent: agent_of(extension), direction, queue: card.queue.clone(), cause }
            })
            .collect();
        let key = |card: &Expected| (card.agent, card.queue.clone(), format!("{:?}", card.cause));
        seen.sort_by_key(key);
        expected.sort_by_key(key);
        prop_assert_eq!(seen, expected);
        for (extension, card) in cards.into_iter().filter(|(_, card)| card.direction == Direction::Inbound) {
            prop_assert_eq!(&card.remote.number, &Number::Known { digits: CUSTOMER.to_owned() }, "{}: {:?}", &extension, &card);
            prop_assert_eq!(card.line.as_deref(), Some(LINE), "{}", &extension);
            prop_assert_eq!(card.request_id, Wire::uniqueid(0), "{}", &extension);
        }
    }
}
