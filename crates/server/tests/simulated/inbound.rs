//! Calls from outside to one extension, and between extensions.

use crate::bench::{Bench, START};
use denwa_protocol::{Cause, ConnectionState::*, Direction, Number, PhoneState};
use denwa_server::pbx::{
    PbxEvent, PbxRequest,
    simulated::{error::ControlError, machine::PAST_CALLS, model::Action},
};

const CALL: &str = r#"{"kind":"inbound","from":"0312345678","name":"山田","to":"2001",
    "record":{"recordId":"0035g00000ABCDEFGH"}}"#;

#[test]
fn a_call_rings_is_answered_held_retrieved_and_hung_up() {
    let mut bench = Bench::new();
    let id = bench.place(CALL).unwrap();
    let call = bench.last("2001").clone();
    assert_eq!(call.request_id, id);
    assert_eq!((call.direction, call.internal, call.state), (Direction::Inbound, false, Alerting));
    assert_eq!(call.line.as_deref(), Some("0312345000"));
    assert_eq!(call.record.map(|record| record.record_id).as_deref(), Some("0035g00000ABCDEFGH"));
    bench.pass(3_000);
    let call = || call.id.clone();
    bench.request("2001", PbxRequest::Answer { call: call() }).unwrap();
    assert_eq!((bench.states("2001"), bench.last("2001").answered_at), ((Connected, Connected), Some(START + 3_000)));
    bench.request("2001", PbxRequest::Hold { call: call() }).unwrap();
    assert_eq!((bench.states("2001").0, bench.last("2001").held_at), (Held, Some(START + 3_000)));
    bench.request("2001", PbxRequest::Retrieve { call: call() }).unwrap();
    assert_eq!(bench.states("2001").0, Connected);
    bench.request("2001", PbxRequest::HangUp { call: call() }).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::Normal));
    assert!(bench.machine.list().is_empty());
    assert!(bench.request("2001", PbxRequest::HangUp { call: call() }).is_err());
}

#[test]
fn a_call_is_missed_if_the_caller_gives_up_and_declined_if_the_agent_declines() {
    let mut bench = Bench::new();
    let id = bench.place(CALL).unwrap();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::Missed));
    let id = bench.place(CALL).unwrap();
    bench.act(&id, Action::Reject).unwrap();
    assert_eq!(bench.parts[&format!("{id}.1")].1.ended.map(|ended| ended.cause), Some(Cause::Declined));
    bench.place(CALL).unwrap();
    bench.pass(59_999);
    assert_eq!(bench.cause("2001"), None);
    bench.pass(1);
    assert_eq!(bench.cause("2001"), Some(Cause::Missed), "after ring_seconds the caller gives up");
}

#[test]
fn calls_that_are_over_are_listed_with_how_they_ended_and_the_last_ones_only() {
    let mut bench = Bench::new();
    let first = bench.place(CALL).unwrap();
    assert!(bench.machine.past().is_empty());
    bench.act(&first, Action::RemoteHangup).unwrap();
    let past = bench.machine.past();
    assert_eq!((past.len(), &past[0].id), (1, &first));
    assert_eq!((past[0].parts[0].extension.as_str(), &past[0].parts[0].call), ("2001", bench.last("2001")));
    for _ in 0..PAST_CALLS {
        let id = bench.place(CALL).unwrap();
        bench.act(&id, Action::Reject).unwrap();
    }
    let past = bench.machine.past();
    assert_eq!(past.len(), PAST_CALLS);
    assert!(past.iter().all(|call| call.id != first));
}

#[test]
fn a_withheld_call_has_neither_number_nor_name() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"withheld","from":"0312345678","name":"山田","to":"2001"}"#).unwrap();
    let call = bench.last("2001");
    assert_eq!((&call.remote.number, &call.remote.name), (&Number::Withheld, &None));
}

#[test]
fn a_phone_that_unregisters_loses_its_calls_and_cannot_be_called() {
    let mut bench = Bench::new();
    bench.place(CALL).unwrap();
    bench.act_as(&bench.last("2001").id.clone(), Action::Answer, None).unwrap();
    bench.machine.register("2001", None, false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(bench.cause("2001"), Some(Cause::Lost));
    let expected = PbxEvent::Phone { extension: "2001".to_owned(), state: PhoneState::Unregistered };
    assert_eq!(bench.others.last(), Some(&expected));
    assert_eq!(bench.place(CALL), Err(ControlError::Unregistered("2001".to_owned())));
    assert!(bench.machine.register("9999", None, true, bench.now).is_err());
}

#[test]
fn an_internal_call_has_two_parts() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    assert_eq!((bench.states("1001"), bench.states("2001")), ((Connected, Alerting), (Alerting, Connected)));
    let (out, into) = (bench.last("1001").clone(), bench.last("2001").clone());
    assert!(out.internal && into.internal && out.request_id == into.request_id && out.id != into.id);
    assert_eq!(into.remote.number, Number::Known { digits: "1001".to_owned() });
    assert_eq!(into.direction, Direction::Inbound);
    bench.act_as(&out.request_id, Action::Answer, Some("2001")).unwrap();
    assert_eq!((bench.states("1001"), bench.states("2001")), ((Connected, Connected), (Connected, Connected)));
    bench.act(&into.id, Action::Hold).unwrap();
    assert_eq!((bench.states("1001"), bench.states("2001")), ((Connected, Held), (Held, Connected)));
    bench.act(&out.id, Action::AgentHangup).unwrap();
    assert_eq!((bench.cause("1001"), bench.cause("2001")), (Some(Cause::Normal), Some(Cause::Normal)));
}

#[test]
fn an_internal_call_can_be_refused_or_given_up() {
    let mut bench = Bench::new();
    let id = bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    bench.act(&id, Action::Reject).unwrap();
    assert_eq!((bench.cause("1001"), bench.cause("2001")), (Some(Cause::Refused), Some(Cause::Declined)));
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200 + 60_000);
    assert_eq!((bench.cause("1001"), bench.cause("2001")), (Some(Cause::NoAnswer), Some(Cause::Missed)));
}

#[test]
fn invalid_requests_are_refused() {
    let mut bench = Bench::new();
    for bad in [
        (r#"{"kind":"inbound","to":"9999"}"#, ControlError::NoSuchExtension("9999".to_owned())),
        (r#"{"kind":"inbound","to":"*8"}"#, ControlError::NoSuchExtension("*8".to_owned())),
        (r#"{"kind":"queue","queue":"nobody"}"#, ControlError::NoSuchQueue("nobody".to_owned())),
        (r#"{"kind":"group"}"#, ControlError::NoSuchGroup(String::new())),
        (r#"{"kind":"group","group":"600"}"#, ControlError::NoSuchGroup("600".to_owned())),
        (r#"{"kind":"group","members":["2001","2O02"]}"#, ControlError::NoSuchExtension("2O02".to_owned())),
        (r#"{"kind":"internal","from":"1001"}"#, ControlError::Missing("to")),
        (
            r#"{"kind":"outbound","from":"0312345678","to":"0312345678"}"#,
            ControlError::NoSuchExtension("0312345678".to_owned()),
        ),
        (r#"{"kind":"outbound","from":"2001","to":"03-1234"}"#, ControlError::BadNumber("03-1234".to_owned())),
        (r#"{"kind":"click","from":"2001","to":""}"#, ControlError::BadNumber(String::new())),
        (r#"{"kind":"outbound","from":"2001","phone":2,"to":"110"}"#, ControlError::NoSuchPhone("2001".to_owned(), 2)),
    ] {
        assert_eq!(bench.place(bad.0), Err(bad.1), "{}", bad.0);
    }
    for id in ["", "sim-boot-", "sim-boot-99", "sim-other-1", "sim-boot-1.1", "…"] {
        assert_eq!(bench.act(id, Action::Answer), Err(ControlError::NoSuchCall), "{id}");
    }
    let id = bench.place(CALL).unwrap();
    assert_eq!(bench.act(&id, Action::Hold), Err(ControlError::WrongState));
    assert_eq!(bench.act_as(&id, Action::Answer, Some("2002")), Err(ControlError::WrongState));
}
