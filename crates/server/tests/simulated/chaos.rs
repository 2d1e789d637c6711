//! Random steps and requests, with a model beside the PBX: no panic, every request has the outcome and the effect that the
//! model expects, every part begins once and ends once, everybody in a call sees the same call, and all calls end.

use crate::{
    bench::Bench,
    model::{Model, check_end, check_views},
};
use denwa_protocol::{AgentMode, CallPair, MonitorMode, Recording};
use denwa_server::pbx::{PbxRequest, simulated::model::Action};
use proptest::prelude::*;

/// The last one does not exist.
const EXTENSIONS: [&str; 4] = ["2001", "2002", "1001", "9999"];
const NUMBERS: [&str; 8] =
    ["0312345678", "0312345600", "0312345601", "0312345602", "0312345603", "2002", "1001", "9999"];
const ACTIONS: [Action; 12] = [
    Action::Ring,
    Action::Answer,
    Action::Reject,
    Action::RemoteAnswer,
    Action::RemoteBusy,
    Action::RemoteReject,
    Action::RemoteHangup,
    Action::AgentHangup,
    Action::Hold,
    Action::Retrieve,
    Action::RemoteHold,
    Action::RemoteRetrieve,
];
const CONFIG: &str = r#"
agents = [
    { login = "sato", extension = "2001" },
    { login = "suzuki", extension = "2002" },
    { login = "tanaka", extension = "1001" },
]
lines = [{ number = "0312345000" }]
[pbx]
kind = "simulated"
ring_seconds = 60
parking_places = 2
queues = [{ name = "support", line = "0120000000", members = ["2001", "2002"] }]
"#;

#[derive(Clone, Debug)]
enum Step {
    Place(usize, usize, usize),
    Act { call: usize, part: usize, action: usize, extension: Option<usize> },
    Dial(usize, usize),
    Ask { agent: usize, request: usize, one: usize, other: usize, to: usize },
    AnswerAll,
    State(usize, bool),
    Phone(usize, bool),
    Power(bool, bool),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..5usize, 0..4usize, 0..4usize).prop_map(|(kind, from, to)| Step::Place(kind, from, to)),
        6 => (0..6usize, 0..4usize, 0..ACTIONS.len(), proptest::option::of(0..4usize))
            .prop_map(|(call, part, action, extension)| Step::Act { call, part, action, extension }),
        2 => (0..3usize, 0..NUMBERS.len()).prop_map(|(from, number)| Step::Dial(from, number)),
        16 => (0..3usize, 0..15usize, 0..4usize, 0..4usize, 0..NUMBERS.len())
            .prop_map(|(agent, request, one, other, to)| Step::Ask { agent, request, one, other, to }),
        5 => Just(Step::AnswerAll),
        1 => (0..4usize, any::<bool>()).prop_map(|(e, ready)| Step::State(e, ready)),
        1 => (0..4usize, any::<bool>()).prop_map(|(e, there)| Step::Phone(e, there)),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(up, forget)| Step::Power(up, forget)),
        4 => prop_oneof![0..2_000u64, 0..90_000u64].prop_map(Step::Pass),
    ]
}

/// Makes a request about an agent's calls; now and then about somebody else's.
fn request(bench: &Bench, extension: &str, request: usize, (one, other): (usize, usize), to: usize) -> PbxRequest {
    let live = bench.live();
    let is_own = |owner: &str| owner == extension || one == 3;
    let ids: Vec<_> = live.iter().filter(|(owner, _)| is_own(owner)).map(|(_, call)| call).collect();
    let id = |n: usize| ids.get(n % ids.len().max(1)).map_or("sim-boot-1.1".to_owned(), |call| call.id.clone());
    let (call, to) = (id(one), NUMBERS[to].to_owned());
    let is_held = |id: &str| ids.iter().any(|call| call.id == id && call.held_at.is_some());
    // Usually the pair that a panel would name.
    let (held, active) = if is_held(&id(other)) { (id(other), call.clone()) } else { (call.clone(), id(other)) };
    let pair = CallPair { held, active };
    let parties = ids.iter().filter(|known| known.id == call).flat_map(|known| &known.parties);
    let party = parties.map(|party| party.id.clone()).nth(other % 2).unwrap_or_default();
    let recording = [Recording::On, Recording::Paused, Recording::Off, Recording::On][other];
    match request {
        0 | 1 => PbxRequest::Consult { call, number: to, presented: None },
        2 => PbxRequest::Alternate(pair),
        3 => PbxRequest::Reconnect(pair),
        4 => PbxRequest::Transfer(pair),
        5 | 6 => PbxRequest::Conference(pair),
        7 => PbxRequest::DropParty { call, party },
        8 => PbxRequest::Park { call },
        9 => PbxRequest::SingleStepTransfer { call, to },
        10 => PbxRequest::Deflect { call, to },
        11 => PbxRequest::PickUp { slot: ["71", "72", "73", ""][other].to_owned() },
        12 => {
            let (agent, call) =
                live.get(one).map_or(("2001".to_owned(), call), |(owner, call)| (owner.clone(), call.id.clone()));
            let mode = [MonitorMode::Listen, MonitorMode::Whisper, MonitorMode::BargeIn, MonitorMode::Listen][other];
            PbxRequest::Monitor { agent, call, mode }
        }
        13 => PbxRequest::StopMonitoring,
        _ if one == 0 => PbxRequest::SetMute { call, muted: other % 2 == 0 },
        _ => PbxRequest::SetRecording { call, recording },
    }
}

fn take(bench: &mut Bench, model: &mut Model, step: &Step) {
    match *step {
        Step::Place(kind, from, to) => {
            let kind = ["inbound", "queue", "internal", "outbound", "withheld"][kind];
            let caller = if matches!(kind, "internal" | "outbound") {
                EXTENSIONS[from]
            } else {
                ["03", "06", "052", "011"][from]
            };
            let from = if caller.len() < 4 { format!("{caller}12345678") } else { caller.to_owned() };
            let _ = bench.place(&format!(r#"{{"kind":"{kind}","from":"{from}","to":"{}"}}"#, EXTENSIONS[to]));
        }
        Step::Act { call, part, action, extension } => {
            let listed = bench.machine.list();
            let Some(call) = listed.get(call % listed.len().max(1)) else { return };
            let id = call.parts.get(part).map_or_else(|| call.id.clone(), |part| part.call.id.clone());
            let _ = bench.act_as(&id, ACTIONS[action], extension.map(|e| EXTENSIONS[e]));
        }
        Step::Dial(from, number) => {
            let dial = PbxRequest::Dial { number: NUMBERS[number].to_owned(), presented: None };
            let _ = bench.request(EXTENSIONS[from], dial);
        }
        Step::Ask { agent, request: kind, one, other, to } => {
            let request = request(bench, EXTENSIONS[agent], kind, (one, other), to);
            model.request(bench, EXTENSIONS[agent], &request);
        }
        Step::AnswerAll => {
            let ringing: Vec<_> = bench.live().into_iter().filter(|(_, call)| call.answered_at.is_none()).collect();
            for (extension, call) in ringing {
                let _ = bench.request(&extension, PbxRequest::Answer { call: call.id });
            }
        }
        Step::State(e, ready) => {
            let mode = if ready { AgentMode::Ready } else { AgentMode::NotReady };
            let _ = bench.request(EXTENSIONS[e], PbxRequest::SetAgentState { mode, reason: None, other_work: false });
        }
        Step::Phone(e, there) => {
            let _ = bench.machine.register(EXTENSIONS[e], None, there, bench.now);
            bench.collect_events();
        }
        Step::Power(up, forget) => {
            bench.machine.power(up, forget);
            if forget {
                // The PBX does not end the parts it has forgotten; the hub does.
                bench.parts.clear();
            }
            bench.collect_events();
        }
        Step::Pass(ms) => bench.pass(ms),
    }
}

proptest! {
    #[test]
    fn random_steps_keep_the_invariants(steps in proptest::collection::vec(step(), 1..100)) {
        let (mut bench, mut model) = (Bench::with(CONFIG), Model::default());
        for step in &steps {
            take(&mut bench, &mut model, step);
            check_views(&bench);
        }
        bench.machine.power(true, false);
        bench.collect_events();
        check_views(&bench);
        // Unanswered calls end by themselves; parked calls come back; the others are hung up.
        for _ in 0..20 {
            bench.pass(70_000);
            for call in bench.machine.list() {
                let _ = bench.act(&call.id, Action::AgentHangup);
                let _ = bench.act(&call.id, Action::RemoteHangup);
            }
        }
        prop_assert!(bench.machine.list().is_empty(), "{:?}", bench.machine.list());
        prop_assert!(bench.machine.deadline().is_none());
        check_end(&bench);
    }
}
