//! Queues on a real Asterisk: who waits, who has left without having been offered to anybody, and work of another channel.

use super::{Desk, customer};
use crate::bench::{Order, State};
use denwa_protocol::{AgentMode, ConnectionState};
use denwa_server::pbx::{PbxEvent, PbxRequest, QueueState};

fn set(other_work: bool) -> PbxRequest {
    PbxRequest::SetAgentState { mode: AgentMode::Ready, reason: None, other_work }
}

impl Desk {
    /// Waits until the queue `support` has so many waiting calls.
    async fn wait_for_waiting(&mut self, count: usize) -> QueueState {
        let support = |event: &PbxEvent| match event {
            PbxEvent::Queues { queues } => queues.iter().find(|queue| queue.queue == "support").cloned(),
            _ => None,
        };
        self.bench.wait_for(|event| support(event).filter(|queue| queue.waiting.len() == count)).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn agents_with_other_work_are_offered_no_calls_and_callers_who_leave_are_reported() {
    let Some(mut desk) = Desk::start("queues").await else { return };
    for extension in ["2001", "2002"] {
        desk.bench.request(extension, set(true)).await.unwrap();
    }
    assert_eq!(desk.bench.run_cli("queue show support").matches("paused:other-work").count(), 2);
    desk.customer.order(Order::Call { number: "0120000000".into() });
    let queue = desk.wait_for_waiting(1).await;
    assert_eq!(queue.members, ["2001", "2002"]);
    let whole = queue.waiting[0].request_id.clone();
    desk.customer.wait_for(|s| *s == State::Connected);
    desk.customer.order(Order::Hangup);
    desk.wait_for_waiting(0).await;
    let abandoned = desk.bench.wait_for(|event| match event {
        PbxEvent::Abandoned { request_id, remote, line, queue } => {
            Some((request_id.clone(), remote.number.clone(), line.clone(), queue.clone()))
        }
        _ => None,
    });
    assert_eq!(abandoned.await, (whole, customer(), Some("0120000000".into()), "support".into()));
    // Free again: the next caller rings at an agent, and waits until she answers.
    desk.bench.request("2001", set(false)).await.unwrap();
    desk.customer.order(Order::Call { number: "0120000000".into() });
    let waiting = desk.wait_for_waiting(1).await.waiting;
    let rings = desk.bench.see("2001", |c| c.state == ConnectionState::Alerting).await;
    assert_eq!(rings.request_id, waiting[0].request_id);
    desk.sato.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.sato.order(Order::Answer);
    desk.wait_for_waiting(0).await;
    // The modes that the hub hears of were those of agents who are ready.
    let modes = desk.bench.events().iter().filter_map(|stamped| match &stamped.event {
        PbxEvent::Agent { extension, mode, .. } if extension != "1001" => Some(*mode),
        _ => None,
    });
    assert!(modes.clone().all(|mode| mode == AgentMode::Ready), "{:?}", modes.collect::<Vec<_>>());
    desk.customer.order(Order::Hangup);
    desk.bench.see("2001", |c| c.id == rings.id && c.ended.is_some()).await;
    let twice = desk.bench.events().iter().filter(|s| matches!(s.event, PbxEvent::Abandoned { .. })).count();
    assert_eq!(twice, 1, "the second caller was answered");
}
