//! Queue calls: offered to everybody who is free and ready.

use crate::bench::Bench;
use denwa_protocol::{AgentMode, Cause, ConnectionState::*};
use denwa_server::pbx::{PbxRequest, simulated::model::Action};

const CALL: &str = r#"{"kind":"queue","from":"0312345678","queue":"support"}"#;

fn set(bench: &mut Bench, extension: &str, mode: AgentMode) {
    bench.request(extension, PbxRequest::SetAgentState { mode, reason: None }).unwrap();
}

#[test]
fn all_ring_one_answers_and_the_others_have_not_missed_it() {
    let mut bench = Bench::new();
    bench.place(CALL).unwrap();
    assert_eq!((bench.states("2001").0, bench.states("2002").0), (Alerting, Alerting));
    assert!(bench.of("1001").is_empty(), "not a member");
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
fn who_is_not_ready_or_busy_is_not_asked_until_it_changes() {
    let mut bench = Bench::new();
    set(&mut bench, "2001", AgentMode::NotReady);
    let talk = bench.place(r#"{"kind":"inbound","from":"1","to":"2002"}"#).unwrap();
    bench.act(&talk, Action::Answer).unwrap();
    let id = bench.place(CALL).unwrap();
    assert_eq!((bench.of("2001").len(), bench.of("2002").len()), (0, 1));
    bench.pass(1_000);
    bench.act(&talk, Action::AgentHangup).unwrap();
    assert_eq!((bench.of("2001").len(), bench.of("2002").len()), (0, 2), "free again");
    set(&mut bench, "2001", AgentMode::Ready);
    assert_eq!(bench.states("2001").0, Alerting);
    assert!(bench.of("2001").iter().chain(&bench.of("2002")[1..]).all(|call| call.request_id == id));
}

#[test]
fn who_declines_is_not_asked_again_and_the_call_rings_on() {
    let mut bench = Bench::new();
    let id = bench.place(CALL).unwrap();
    bench.act_as(&id, Action::Reject, Some("2001")).unwrap();
    set(&mut bench, "2001", AgentMode::Ready);
    assert_eq!((bench.of("2001").len(), bench.cause("2001")), (1, Some(Cause::Declined)));
    assert_eq!(bench.states("2002").0, Alerting);
    bench.act_as(&id, Action::Reject, Some("2002")).unwrap();
    assert_eq!(bench.machine.list().len(), 1, "the caller still waits");
    bench.pass(60_000);
    assert!(bench.machine.list().is_empty());
}

#[test]
fn a_phone_that_comes_back_is_asked() {
    let mut bench = Bench::new();
    bench.machine.register("2001", false, bench.now).unwrap();
    bench.place(CALL).unwrap();
    assert!(bench.of("2001").is_empty());
    bench.machine.register("2001", true, bench.now).unwrap();
    bench.look();
    assert_eq!(bench.states("2001").0, Alerting);
}
