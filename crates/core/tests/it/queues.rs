//! The agent's queues at a glance.

use crate::rig::*;
use denwa_core::view_model::QueuesView;
use denwa_core::{Input, SocketEvent};
use denwa_protocol::{QueueFigures, ServerMessage};

fn figures(rig: &Rig, queue: &str, waiting: u32, for_ms: u64, own: bool) -> QueueFigures {
    QueueFigures {
        queue: queue.to_owned(),
        name: (queue == "sales").then(|| "Sales".to_owned()),
        waiting,
        longest_since: (waiting > 0).then(|| rig.now + rig.ahead - for_ms),
        free: 2,
        signed_on: 5,
        own,
    }
}

fn shown(rig: &Rig) -> Option<QueuesView> {
    rig.panel.screen().queues
}

#[test]
fn a_single_queue_is_a_line_and_several_are_a_sum_that_opens() {
    let mut rig = Rig::live();
    assert_eq!(shown(&rig), None);
    let (sales, other) = (figures(&rig, "sales", 3, 45_000, true), figures(&rig, "other", 9, 99_000, false));
    rig.message(ServerMessage::Queues { queues: vec![sales.clone(), other.clone()] });
    let queues = shown(&rig).expect("her queue");
    let total = queues.total;
    assert_eq!((total.name.as_str(), total.waiting.as_str(), total.is_waiting), ("Sales", "3 waiting", true));
    assert_eq!((total.longest_since, total.free.as_deref()), (Some(rig.now - 45_000), Some("2 of 5 free")));
    assert_eq!(queues.rows, [], "a supervisor's other queues are no line of hers");
    let support = figures(&rig, "support", 1, 60_000, true);
    rig.message(ServerMessage::Queues { queues: vec![sales, support, other] });
    let queues = shown(&rig).expect("her queues");
    assert_eq!((queues.total.waiting.as_str(), queues.total.free), ("4 waiting", None));
    assert_eq!(queues.total.longest_since, Some(rig.now - 60_000));
    let names: Vec<_> = queues.rows.into_iter().map(|row| (row.name, row.waiting)).collect();
    let expected = [("Sales", "3 waiting"), ("support", "1 waiting")];
    assert_eq!(names, expected.map(|(name, waiting)| (name.to_owned(), waiting.to_owned())));
}

#[test]
fn figures_of_a_lost_connection_are_not_shown() {
    let mut rig = Rig::live();
    let sales = figures(&rig, "sales", 0, 0, true);
    rig.message(ServerMessage::Queues { queues: vec![sales] });
    assert_eq!(shown(&rig).map(|queues| queues.total.is_waiting), Some(false));
    rig.input(Input::Socket(SocketEvent::Closed));
    assert_eq!(shown(&rig), None);
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert_eq!(shown(&rig), None, "until the server tells them anew");
}

#[test]
fn while_a_call_rings_the_line_leaves_it_the_room() {
    let mut rig = Rig::live();
    let sales = figures(&rig, "sales", 1, 0, true);
    rig.message(ServerMessage::Queues { queues: vec![sales] });
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert_eq!(shown(&rig), None);
    rig.call(&answered(&rig, &call));
    assert!(shown(&rig).is_some());
}
