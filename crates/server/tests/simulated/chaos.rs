//! Random steps: no panic, every part begins once and ends at most once (the bench checks this), and all calls end.

use crate::bench::Bench;
use denwa_protocol::AgentMode;
use denwa_server::pbx::{PbxRequest, simulated::model::Action};
use proptest::prelude::*;

const EXTENSIONS: [&str; 4] = ["2001", "2002", "1001", "9999"];
const ACTIONS: [Action; 10] = [
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
];

#[derive(Clone, Debug)]
enum Step {
    Place(usize, usize, usize),
    Act { call: usize, part: usize, action: usize, extension: Option<usize> },
    Dial(usize, usize),
    State(usize, bool),
    Phone(usize, bool),
    Power(bool, bool),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..5usize, 0..4usize, 0..4usize).prop_map(|(kind, from, to)| Step::Place(kind, from, to)),
        8 => (0..6usize, 0..4usize, 0..ACTIONS.len(), proptest::option::of(0..4usize))
            .prop_map(|(call, part, action, extension)| Step::Act { call, part, action, extension }),
        2 => (0..4usize, 0..7usize).prop_map(|(from, number)| Step::Dial(from, number)),
        2 => (0..4usize, any::<bool>()).prop_map(|(e, ready)| Step::State(e, ready)),
        1 => (0..4usize, any::<bool>()).prop_map(|(e, there)| Step::Phone(e, there)),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(up, forget)| Step::Power(up, forget)),
        3 => prop_oneof![0..2_000u64, 0..90_000u64].prop_map(Step::Pass),
    ]
}

proptest! {
    #[test]
    fn random_steps_keep_the_invariants(steps in proptest::collection::vec(step(), 1..80)) {
        let mut bench = Bench::new();
        for step in steps {
            match step {
                Step::Place(kind, from, to) => {
                    let kind = ["inbound", "queue", "internal", "outbound", "withheld"][kind];
                    let (from, to) = (EXTENSIONS[from], EXTENSIONS[to]);
                    let _ = bench.place(&format!(r#"{{"kind":"{kind}","from":"{from}","to":"{to}"}}"#));
                }
                Step::Act { call, part, action, extension } => {
                    let listed = bench.machine.list();
                    let Some(call) = listed.get(call % listed.len().max(1)) else { continue };
                    let id = if part == 0 { call.id.clone() } else { format!("{}.{part}", call.id) };
                    let _ = bench.act_as(&id, ACTIONS[action], extension.map(|e| EXTENSIONS[e]));
                }
                Step::Dial(from, number) => {
                    let number = ["0312345678", "0312345600", "0312345601", "0312345602", "0312345603", "2002", ""][number];
                    let _ = bench.request(EXTENSIONS[from], PbxRequest::Dial { number: number.to_owned(), presented: None });
                }
                Step::State(e, ready) => {
                    let mode = if ready { AgentMode::Ready } else { AgentMode::NotReady };
                    let _ = bench.request(EXTENSIONS[e], PbxRequest::SetAgentState { mode, reason: None });
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
        bench.machine.power(true, false);
        bench.collect_events();
        // Unanswered calls end by themselves; the others are hung up.
        bench.pass(120_000);
        for call in bench.machine.list() {
            let _ = bench.act(&call.id, Action::AgentHangup);
        }
        prop_assert!(bench.machine.list().is_empty(), "{:?}", bench.machine.list());
        prop_assert!(bench.machine.deadline().is_none());
    }
}
