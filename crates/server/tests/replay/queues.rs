//! What the recordings say of queues: who waits, and who left before any agent was offered the call.

use super::{config, recording};
use denwa_protocol::Number;
use denwa_server::{
    pbx::{PbxEvent, QueueState},
    replay::pbx_events,
};

fn events(name: &str) -> impl Iterator<Item = PbxEvent> {
    pbx_events(&config(), &recording(name)).into_iter().map(|stamped| stamped.event)
}

/// Returns how many calls waited in a queue, after each change.
fn waiting(name: &str, queue: &str) -> Vec<usize> {
    let count = |queues: Vec<QueueState>| queues.iter().find(|known| known.queue == queue).map(|q| q.waiting.len());
    let mut counts: Vec<_> = events(name)
        .filter_map(|event| match event {
            PbxEvent::Queues { queues } => count(queues),
            _ => None,
        })
        .collect();
    counts.dedup();
    counts
}

fn abandoned(name: &str) -> Vec<PbxEvent> {
    events(name).filter(|event| matches!(event, PbxEvent::Abandoned { .. })).collect()
}

#[test]
fn a_caller_waits_until_an_agent_answers_or_the_caller_gives_up() {
    for (name, queue) in [("s08_queue_answered", "sales"), ("s08b_queue_ring_no_answer_then_abandon", "sales")] {
        let counts = waiting(name, queue);
        assert_eq!(counts.iter().skip_while(|count| **count == 0).copied().collect::<Vec<_>>(), [1, 0], "{name}");
    }
}

#[test]
fn only_a_caller_whose_call_no_agent_was_offered_is_reported() {
    assert_eq!(abandoned("s08_queue_answered"), []);
    assert_eq!(abandoned("s08b_queue_ring_no_answer_then_abandon"), [], "an agent has missed it");
    let [PbxEvent::Abandoned { remote, queue, line, .. }] = &abandoned("s08e_queue_timeout_no_agents")[..] else {
        panic!("{:?}", abandoned("s08e_queue_timeout_no_agents"));
    };
    let caller = Number::Known { digits: "+15550109001".to_owned() };
    assert_eq!((remote.number.clone(), queue.as_str(), line.as_deref()), (caller, "support", Some("501")));
    assert_eq!(abandoned("s18_queue_with_no_phones_at_all"), [], "a robot answered");
}
