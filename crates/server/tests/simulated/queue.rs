//! Queue calls are offered to all members who are free and ready.

use crate::bench::{Bench, START};
use denwa_protocol::{AgentMode, Cause, ConnectionState::*, Number, Party};
use denwa_server::pbx::{PbxEvent, PbxRequest, QueueState, WaitingCall, simulated::model::Action};

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
fn an_agent_with_work_of_another_channel_is_offered_calls_once_that_is_done() {
    let mut bench = Bench::new();
    let set = |other_work| PbxRequest::SetAgentState { mode: AgentMode::Ready, reason: None, other_work };
    bench.request("2001", set(true)).unwrap();
    set_not_ready(&mut bench, "2002");
    bench.place(CALL).unwrap();
    assert!(bench.calls_of("2001").is_empty(), "occupied");
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    assert_eq!(bench.states("2001").0, Alerting, "direct calls ring");
    bench.act(&bench.last("2001").id.clone(), Action::Reject).unwrap();
    bench.pass(1);
    bench.request("2001", set(false)).unwrap();
    assert_eq!(bench.last("2001").queue.as_deref(), Some("support"));
}

#[test]
fn after_call_work_keeps_the_calls_of_queues_away_but_not_internal_ones() {
    let mut bench = Bench::new();
    set(&mut bench, "2001", AgentMode::WorkNotReady);
    set_not_ready(&mut bench, "2002");
    bench.place(CALL).unwrap();
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    assert!(bench.calls_of("2001").iter().all(|call| call.internal && call.queue.is_none()));
    assert_eq!(bench.states("2001").0, Alerting);
}

#[test]
fn the_figures_say_who_waits_since_when() {
    let mut bench = Bench::new();
    let members = vec!["2001".to_owned(), "2002".to_owned()];
    let state = |waiting| vec![QueueState { queue: "support".to_owned(), members: members.clone(), waiting }];
    let waits = |id: &String, since| WaitingCall { request_id: id.clone(), since };
    assert_eq!(bench.queues(), state(vec![]), "reported when the PBX comes up");
    let first = bench.place(CALL).unwrap();
    bench.pass(5_000);
    let second = bench.place(CALL).unwrap();
    assert_eq!(bench.queues(), state(vec![waits(&first, START), waits(&second, START + 5_000)]));
    bench.act_as(&first, Action::Answer, Some("2001")).unwrap();
    assert_eq!(bench.queues(), state(vec![waits(&second, START + 5_000)]));
    bench.act(&second, Action::RemoteHangup).unwrap();
    assert_eq!(bench.queues(), state(vec![]));
    bench.place(CALL).unwrap();
    bench.machine.power(true, true);
    bench.collect_events();
    assert_eq!(bench.queues(), state(vec![]), "a PBX that restarts has forgotten who waited");
}

#[test]
fn a_caller_who_leaves_before_any_agent_is_offered_the_call_is_reported() {
    let mut bench = Bench::new();
    let abandoned = |bench: &Bench| {
        let events = bench.others.iter().filter(|event| matches!(event, PbxEvent::Abandoned { .. }));
        events.cloned().collect::<Vec<_>>()
    };
    let offered = bench.place(CALL).unwrap();
    bench.act(&offered, Action::RemoteHangup).unwrap();
    assert_eq!(abandoned(&bench), [], "two agents have missed it");
    set_not_ready(&mut bench, "2001");
    set_not_ready(&mut bench, "2002");
    let request_id = bench.place(CALL).unwrap();
    bench.act(&request_id, Action::RemoteHangup).unwrap();
    let expected = PbxEvent::Abandoned {
        request_id,
        remote: Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None },
        line: Some("0120000000".to_owned()),
        queue: "support".to_owned(),
    };
    assert_eq!(abandoned(&bench), [expected]);
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(120_000);
    assert_eq!(abandoned(&bench).len(), 1, "that was no caller of a queue");
}

fn set_not_ready(bench: &mut Bench, extension: &str) {
    set(bench, extension, AgentMode::NotReady);
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
