//! Queue calls are offered to all members who are free and ready.

use crate::bench::Bench;
use denwa_protocol::{AgentMode, Cause, ConnectionState::*};
use denwa_server::pbx::{PbxRequest, simulated::model::Action};

const CALL: &str = r#"{"kind":"queue","from":"0312345678","queue":"support"}"#;

fn set(bench: &mut Bench, extension: &str, mode: AgentMode) {
    bench.request(extension, PbxRequest::SetAgentState { mode, reason: None, other_work: false }).unwrap();
}

#[test]
fn all_members_ring_and_those_who_do_not_answer_have_not_missed_the_call() {
    let mut bench = Bench::new();
    bench.place(CALL).unwrap();
    assert_eq!((bench.states("2001").0, bench.states("2002").0), (Alerting, Alerting));
    assert!(bench.calls_of("1001").is_empty(), "not a member");
    assert_eq!(bench.last("2001").request_id, bench.last("2002").request_id);
    assert_eq!(bench.last("2001").queue.as_deref(), Some("support"));
    assert_eq!(bench.last("2001").line.as_deref(), Some("0120000000"));
    let call = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Answer { call }).unwrap();
    assert_eq!((bench.states("2002").0, bench.cause("2001")), (Connected, Some(Cause::AnsweredElsewhere)));
}

#[test]
fn nobody_answers() {
    let mut bench = Bench::new();
    let id = bench.place(CALL).unwrap();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!((bench.cause("2001"), bench.cause("2002")), (Some(Cause::Missed), Some(Cause::Missed)));
}

#[test]
fn a_member_who_is_busy_or_not_ready_is_offered_the_call_later() {
    let mut bench = Bench::new();
    set(&mut bench, "2001", AgentMode::NotReady);
    let talk = bench.place(r#"{"kind":"inbound","from":"1","to":"2002"}"#).unwrap();
    bench.act(&talk, Action::Answer).unwrap();
    let id = bench.place(CALL).unwrap();
    assert_eq!((bench.calls_of("2001").len(), bench.calls_of("2002").len()), (0, 1));
    bench.pass(1_000);
    bench.act(&talk, Action::AgentHangup).unwrap();
    assert_eq!((bench.calls_of("2001").len(), bench.calls_of("2002").len()), (0, 2), "free again");
    set(&mut bench, "2001", AgentMode::Ready);
    assert_eq!(bench.states("2001").0, Alerting);
    assert!(bench.calls_of("2001").iter().chain(&bench.calls_of("2002")[1..]).all(|call| call.request_id == id));
}

#[test]
fn a_member_who_declines_is_not_offered_the_call_again() {
    let mut bench = Bench::new();
    let id = bench.place(CALL).unwrap();
    bench.act_as(&id, Action::Reject, Some("2001")).unwrap();
    set(&mut bench, "2001", AgentMode::Ready);
    assert_eq!((bench.calls_of("2001").len(), bench.cause("2001")), (1, Some(Cause::Declined)));
    assert_eq!(bench.states("2002").0, Alerting);
    bench.act_as(&id, Action::Reject, Some("2002")).unwrap();
    assert_eq!(bench.machine.list().len(), 1, "the caller still waits");
    bench.pass(60_000);
    assert!(bench.machine.list().is_empty());
}

#[test]
fn a_phone_that_registers_is_offered_the_call() {
    let mut bench = Bench::new();
    bench.machine.register("2001", None, false, bench.now).unwrap();
    bench.place(CALL).unwrap();
    assert!(bench.calls_of("2001").is_empty());
    bench.machine.register("2001", None, true, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(bench.states("2001").0, Alerting);
}
