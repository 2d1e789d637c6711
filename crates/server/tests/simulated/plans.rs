//! Random dial plans and random steps. For every agent and call: never two live cards of a call at once, only a missed
//! call's outcome changes after its end (the bench checks both), every card ends, and "answered elsewhere" means that
//! somebody else has answered.

use crate::bench::Bench;
use denwa_protocol::{Cause, Direction};
use denwa_server::{
    config::Config,
    pbx::{
        PbxRequest,
        simulated::{
            config::{Features, Group, Queue, SimulatedConfig, Strategy as Order},
            model::{ActBody, Action},
        },
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const AGENTS: [&str; 4] = ["1001", "1002", "2001", "2002"];
/// Extensions, a hunt or ring group, a queue, codes, and outside numbers that never answer by themselves.
const NUMBERS: [&str; 13] =
    ["1001", "1002", "2001", "2002", "600", "601", "501", "502", "70", "71", "*8", "**2001", "09012345601"];
const ACTIONS: [Action; 12] = [
    Action::Answer,
    Action::Answer,
    Action::Reject,
    Action::Forward,
    Action::PickUp,
    Action::RemoteAnswer,
    Action::RemoteConfirm,
    Action::RemoteHangup,
    Action::AgentHangup,
    Action::Transfer,
    Action::Park,
    Action::Hold,
];

#[derive(Clone, Debug)]
enum Step {
    Place { kind: usize, from: usize, to: usize },
    Act { call: usize, action: usize, agent: usize, phone: Option<u8>, to: usize },
    Panel { agent: usize, to: usize },
    Registered { agent: usize, phone: u8, is_registered: bool },
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..5usize, 0..AGENTS.len(), 0..NUMBERS.len()).prop_map(|(kind, from, to)| Step::Place { kind, from, to }),
        8 => (0..4usize, 0..ACTIONS.len(), 0..AGENTS.len(), proptest::option::of(1..3u8), 0..NUMBERS.len())
            .prop_map(|(call, action, agent, phone, to)| Step::Act { call, action, agent, phone, to }),
        1 => (0..AGENTS.len(), 0..NUMBERS.len()).prop_map(|(agent, to)| Step::Panel { agent, to }),
        1 => (0..AGENTS.len(), 1..3u8, any::<bool>())
            .prop_map(|(agent, phone, is_registered)| Step::Registered { agent, phone, is_registered }),
        4 => prop_oneof![0..2_000u64, 0..20_000u64].prop_map(Step::Pass),
    ]
}

fn features() -> impl Strategy<Value = Features> {
    let number = || proptest::option::weighted(0.2, proptest::sample::select(&NUMBERS[..]).prop_map(str::to_owned));
    (1..3u8, any::<bool>(), any::<bool>(), proptest::option::weighted(0.3, any::<bool>()), number(), number(), number())
        .prop_map(|(phones, call_waiting, is_rare, follow_me, always, busy, no_answer)| Features {
            phones,
            call_waiting,
            follow_me: follow_me.map(|_| "09012345601".to_owned()),
            follow_me_confirm: follow_me == Some(true),
            forward_always: always.filter(|_| is_rare),
            forward_busy: busy,
            forward_no_answer: no_answer,
            forward_seconds: 5,
            do_not_disturb: false,
        })
}

fn members() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(proptest::sample::select(&AGENTS[..]).prop_map(str::to_owned), 1..4)
}

fn order() -> impl Strategy<Value = Order> {
    any::<bool>().prop_map(|all| if all { Order::All } else { Order::Hunt })
}

fn settings() -> impl Strategy<Value = SimulatedConfig> {
    let overflow = || proptest::option::of(proptest::sample::select(&NUMBERS[..]).prop_map(str::to_owned));
    let group = |number: &'static str| {
        (members(), order(), overflow()).prop_map(move |(members, strategy, overflow)| Group {
            number: number.to_owned(),
            line: None,
            members,
            strategy,
            ring_seconds: 4,
            overflow,
        })
    };
    let queue = |number: &'static str| {
        (members(), order(), overflow()).prop_map(move |(members, strategy, overflow)| Queue {
            name: number.to_owned(),
            number: Some(number.to_owned()),
            line: None,
            members,
            strategy,
            ring_seconds: 5,
            overflow,
            overflow_seconds: 12,
        })
    };
    let features = proptest::collection::vec(features(), AGENTS.len());
    (group("600"), group("601"), queue("501"), queue("502"), features).prop_map(|(a, b, c, d, features)| {
        SimulatedConfig {
            groups: vec![a, b],
            queues: vec![c, d],
            extensions: AGENTS.into_iter().map(str::to_owned).zip(features).collect(),
            ring_seconds: 30,
            parking_seconds: 8,
            ..SimulatedConfig::default()
        }
    })
}

fn config() -> Config {
    let agent = |extension| format!("{{ login = \"agent{extension}\", extension = \"{extension}\" }}");
    let agents = AGENTS.map(agent).join(", ");
    Config::parse(&format!(
        "agents = [{agents}]\nlines = [{{ number = \"0312345000\" }}]\npbx = {{ kind = \"simulated\" }}"
    ))
    .unwrap()
}

/// The PBX and the calls that telephones outside have answered.
struct Play {
    bench: Bench,
    answered_outside: BTreeSet<String>,
}

impl Play {
    fn take(&mut self, step: &Step) {
        let bench = &mut self.bench;
        match *step {
            Step::Place { kind, from, to } => {
                let kind = ["inbound", "inbound", "group", "outbound", "click"][kind];
                let from = if matches!(kind, "outbound" | "click") { AGENTS[from] } else { "0312345678" };
                let to = NUMBERS[to];
                let _ = bench.place(&format!(r#"{{"kind":"{kind}","from":"{from}","to":"{to}"}}"#));
            }
            Step::Act { call, action, agent, phone, to } => {
                let listed = bench.machine.list();
                let Some(call) = listed.get(call % listed.len().max(1)) else { return };
                let extension = Some(AGENTS[agent].to_owned());
                let body = ActBody { extension, phone, to: Some(NUMBERS[to].to_owned()), ..ActBody::default() };
                let is_done = bench.act_with(&call.id, ACTIONS[action], &body).is_ok();
                if is_done && matches!(ACTIONS[action], Action::RemoteAnswer | Action::RemoteConfirm) {
                    self.answered_outside.insert(call.id.clone());
                }
            }
            Step::Panel { agent, to } => {
                let dial = PbxRequest::Dial { number: NUMBERS[to].to_owned(), presented: None };
                let _ = bench.request(AGENTS[agent], dial);
            }
            Step::Registered { agent, phone, is_registered } => {
                let _ = bench.machine.register(AGENTS[agent], Some(phone), is_registered, bench.now);
                bench.collect_events();
            }
            Step::Pass(ms) => bench.pass(ms),
        }
    }

    /// Hangs everything up. Calls that nobody answers end by themselves.
    fn finish(&mut self) {
        for _ in 0..30 {
            self.bench.pass(10_000);
            for call in self.bench.machine.list() {
                let _ = self.bench.act(&call.id, Action::RemoteHangup);
                let _ = self.bench.act(&call.id, Action::AgentHangup);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_desk_sees_a_plausible_call(settings in settings(), steps in proptest::collection::vec(step(), 1..60)) {
        let mut play = Play { bench: Bench::of(&config(), &settings), answered_outside: BTreeSet::new() };
        for step in &steps {
            play.take(step);
        }
        play.finish();
        prop_assert!(play.bench.machine.list().is_empty(), "{:#?}", play.bench.machine.list());
        prop_assert_eq!(play.bench.machine.deadline(), None);
        for (extension, card) in play.bench.parts.values() {
            let Some(ended) = card.ended else { panic!("{extension}: {card:?} never ended") };
            let has_answered = play.answered_outside.contains(&card.request_id)
                || play.bench.parts.values().any(|(_, other)| {
                    other.request_id == card.request_id && other.id != card.id && other.answered_at.is_some()
                });
            if ended.cause == Cause::AnsweredElsewhere {
                prop_assert!(has_answered, "nobody answered {:?}", card);
                prop_assert_eq!(card.answered_at, None);
            }
            let is_incoming = card.direction == Direction::Inbound;
            let has_talked = matches!(ended.cause, Cause::Normal | Cause::Transferred | Cause::Parked | Cause::Lost);
            prop_assert!(!is_incoming || has_talked == card.answered_at.is_some(), "{:?}", card);
        }
    }
}
