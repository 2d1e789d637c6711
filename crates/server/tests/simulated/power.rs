//! The simulated PBX goes down and comes back, with or without its calls.

use crate::bench::Bench;
use denwa_protocol::{AgentMode, CommandError, ConnectionState::*, TransferState};
use denwa_server::pbx::{
    PbxEvent, PbxRequest,
    simulated::{error::ControlError, model::Action},
};

const CALL: &str = r#"{"kind":"inbound","from":"0312345678","to":"2001"}"#;

fn not_ready() -> PbxRequest {
    PbxRequest::SetAgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()), other_work: false }
}

#[test]
fn while_the_pbx_is_down_requests_fail_and_no_events_come() {
    let mut bench = Bench::new();
    bench.others.clear();
    let id = bench.place(CALL).unwrap();
    bench.machine.power(false, false);
    bench.collect_events();
    assert_eq!(bench.others, [PbxEvent::Down]);
    assert_eq!(bench.place(CALL), Err(ControlError::Down));
    assert_eq!(bench.act(&id, Action::Answer), Err(ControlError::Down));
    assert_eq!(bench.request("2001", not_ready()), Err(CommandError::PbxDown));
    bench.pass(60_000);
    assert_eq!(bench.cause("2001"), None, "the end was not reported");
    bench.others.clear();
    bench.parts.clear();
    bench.machine.power(true, false);
    bench.collect_events();
    assert!(bench.parts.is_empty(), "the call ended unseen");
    assert!(matches!(bench.others.first(), Some(PbxEvent::Up { .. })));
    assert_eq!(bench.others.last(), Some(&PbxEvent::Synced));
}

#[test]
fn live_calls_and_modes_are_reported_again() {
    let mut bench = Bench::new();
    bench.place(CALL).unwrap();
    bench.request("2001", not_ready()).unwrap();
    bench.machine.power(false, false);
    bench.machine.power(true, false);
    bench.parts.clear();
    bench.collect_events();
    assert_eq!(bench.states("2001").0, Alerting);
    let reason = Some("break".to_owned());
    let expected = PbxEvent::Agent { extension: "2001".to_owned(), mode: AgentMode::NotReady, reason };
    assert!(bench.others.iter().rev().take_while(|event| **event != PbxEvent::Down).any(|event| *event == expected));
}

#[test]
fn a_transfer_that_was_answered_unseen_is_reported() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", "0312345678");
    bench.request("2001", PbxRequest::SingleStepTransfer { call: call.clone(), to: "0667891234".to_owned() }).unwrap();
    bench.machine.power(false, false);
    bench.pass(1_000);
    assert_eq!(bench.transfer(&call), Some(TransferState::Alerting));
    bench.machine.power(true, false);
    bench.collect_events();
    assert_eq!(bench.transfer(&call), Some(TransferState::Answered));
}

#[test]
fn a_restart_forgets_calls_and_states() {
    let mut bench = Bench::new();
    bench.place(CALL).unwrap();
    bench.request("2001", not_ready()).unwrap();
    bench.others.clear();
    bench.machine.power(true, true);
    bench.collect_events();
    assert_eq!(bench.others.first(), Some(&PbxEvent::Down));
    assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
    let expected = PbxEvent::Agent { extension: "2001".to_owned(), mode: AgentMode::Ready, reason: None };
    assert!(bench.others.contains(&expected));
}

#[test]
fn a_restart_in_a_consultation_leaves_nothing_to_join() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", "0312345678");
    let pair = bench.consult("2001", &held, "2002");
    bench.machine.power(true, true);
    bench.collect_events();
    assert!(bench.live().is_empty() && bench.machine.list().is_empty());
    for request in [PbxRequest::Transfer, PbxRequest::Conference, PbxRequest::Alternate, PbxRequest::Reconnect] {
        assert_eq!(bench.request("2001", request(pair.clone())), Err(CommandError::NoSuchCall));
    }
    let again = bench.talk("2001", "0312345678");
    assert_ne!(again, held, "IDs are never used again");
}

#[test]
fn calls_that_are_joined_outlive_a_lost_link() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", "0312345678");
    let pair = bench.consult("2001", &held, "2002");
    bench.machine.power(false, false);
    bench.collect_events();
    assert_eq!(bench.request("2001", PbxRequest::Conference(pair.clone())), Err(CommandError::PbxDown));
    bench.machine.power(true, false);
    bench.collect_events();
    bench.request("2001", PbxRequest::Conference(pair)).unwrap();
    assert_eq!((bench.parties(&held).len(), bench.last("2002").parties.len()), (2, 2));
}
