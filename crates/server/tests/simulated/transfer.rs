//! Blind transfers and their outcomes, and calls that are sent on before they are answered.

use crate::bench::Bench;
use denwa_protocol::{Cause, CommandError, ConnectionState::*, TransferState};
use denwa_server::pbx::{PbxRequest, simulated::model::Action};

const CUSTOMER: &str = "0312345678";

fn transfer(call: &str, to: &str) -> PbxRequest {
    PbxRequest::SingleStepTransfer { call: call.to_owned(), to: to.to_owned() }
}

fn came_from(bench: &Bench, id: &str) -> Option<String> {
    bench.part(id).came_from.as_ref().map(|colleague| colleague.extension.clone())
}

#[test]
fn a_transfer_is_answered() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "2002")).unwrap();
    assert_eq!(
        (bench.end_of(&first), bench.transfer(&first)),
        (Some(Cause::Transferred), Some(TransferState::Alerting))
    );
    let second = bench.last("2002").clone();
    assert_eq!((second.state, &second.request_id), (Alerting, &bench.part(&first).request_id));
    assert_eq!(
        (bench.remote(&second.id), came_from(&bench, &second.id)),
        (CUSTOMER.to_owned(), Some("2001".to_owned()))
    );
    bench.request("2002", PbxRequest::Answer { call: second.id.clone() }).unwrap();
    assert_eq!(bench.transfer(&first), Some(TransferState::Answered));
    assert_eq!(bench.states("2002"), (Connected, Connected));
    bench.act(&second.request_id, Action::RemoteHangup).unwrap();
    assert_eq!(bench.cause("2002"), Some(Cause::Normal));
    assert!(bench.machine.list().is_empty());
}

#[test]
fn a_transfer_that_nobody_answers_comes_back() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "2002")).unwrap();
    bench.pass(20_000);
    assert_eq!((bench.transfer(&first), bench.cause("2002")), (Some(TransferState::Returned), Some(Cause::Missed)));
    let back = bench.last("2001").clone();
    assert_ne!(back.id, first);
    assert_eq!((back.state, &back.request_id), (Alerting, &bench.part(&first).request_id));
    assert_eq!(came_from(&bench, &back.id).as_deref(), Some("2002"));
    bench.request("2001", PbxRequest::Answer { call: back.id.clone() }).unwrap();
    assert_eq!((bench.states("2001"), bench.cause("2002")), ((Connected, Connected), Some(Cause::AnsweredElsewhere)));
    assert_eq!(bench.transfer(&first), Some(TransferState::Returned));
}

#[test]
fn a_transfer_to_a_busy_number_comes_back_at_once() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "0312345600")).unwrap();
    assert_eq!(bench.transfer(&first), Some(TransferState::Returned));
    let back = bench.last("2001").id.clone();
    assert_eq!((bench.states("2001").0, came_from(&bench, &back)), (Alerting, None), "no colleague");
}

#[test]
fn a_transferred_call_is_lost_if_its_caller_gives_up_or_nobody_can_take_it_back() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "2002")).unwrap();
    let id = bench.part(&first).request_id.clone();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!((bench.transfer(&first), bench.cause("2002")), (Some(TransferState::Lost), Some(Cause::Missed)));
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "2002")).unwrap();
    bench.machine.register("2001", None, false, bench.now).unwrap();
    bench.pass(20_000);
    assert_eq!(bench.transfer(&first), Some(TransferState::Lost));
    assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
}

#[test]
fn a_transfer_can_be_answered_outside_and_goes_through_a_queue() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    bench.request("2001", transfer(&first, "0667891234")).unwrap();
    bench.pass(1_000);
    assert_eq!(bench.transfer(&first), Some(TransferState::Answered));
    let id = bench.part(&first).request_id.clone();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert!(bench.machine.list().is_empty());
}

#[test]
fn a_held_call_is_transferred_and_one_that_rings_is_not() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", CUSTOMER);
    bench.request("2001", PbxRequest::Hold { call: call.clone() }).unwrap();
    bench.request("2001", transfer(&call, "2002")).unwrap();
    assert_eq!(bench.states("2002"), (Alerting, Connected));
    let ringing = bench.last("2002").id.clone();
    assert_eq!(bench.request("2002", transfer(&ringing, "1001")), Err(CommandError::WrongState));
}

#[test]
fn a_transfer_to_nobody_is_refused_and_changes_nothing() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", CUSTOMER);
    for (to, error) in
        [("9999", CommandError::NoSuchNumber), ("*8", CommandError::NoSuchNumber), ("2001", CommandError::ToOneself)]
    {
        assert_eq!(bench.request("2001", transfer(&call, to)), Err(error), "{to}");
    }
    assert_eq!(bench.request("2002", transfer(&call, "1001")), Err(CommandError::NoSuchCall), "not her call");
    assert_eq!((bench.states("2001"), bench.transfer(&call)), ((Connected, Connected), None));
}

#[test]
fn both_hang_up_while_the_transfer_begins() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", CUSTOMER);
    let id = bench.part(&call).request_id.clone();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!(bench.request("2001", transfer(&call, "2002")), Err(CommandError::NoSuchCall));
    assert_eq!(bench.request("2001", PbxRequest::HangUp { call: call.clone() }), Err(CommandError::NoSuchCall));
    assert_eq!((bench.end_of(&call), bench.calls_of("2002").len()), (Some(Cause::Normal), 0));
}

#[test]
fn a_colleague_on_hold_stays_on_hold_when_she_is_passed_on() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    let (own, other) = (bench.last("1001").id.clone(), bench.last("2001").id.clone());
    bench.request("2001", PbxRequest::Answer { call: other.clone() }).unwrap();
    bench.request("1001", PbxRequest::Hold { call: own.clone() }).unwrap();
    bench.request("2001", transfer(&other, "2002")).unwrap();
    assert_eq!(bench.states("1001"), (Held, Alerting));
    let call = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Answer { call }).unwrap();
    assert_eq!((bench.states("1001"), bench.states("2002")), ((Held, Connected), (Connected, Held)));
    bench.request("1001", PbxRequest::Retrieve { call: own.clone() }).unwrap();
    assert_eq!((bench.remote(&own), bench.states("2002")), ("2002".to_owned(), (Connected, Connected)));
}

#[test]
fn a_ringing_call_is_sent_elsewhere() {
    let mut bench = Bench::new();
    let id = bench.place(r#"{"kind":"inbound","from":"0312345678","to":"2001"}"#).unwrap();
    let call = bench.last("2001").id.clone();
    let deflect = |to: &str| PbxRequest::Deflect { call: call.clone(), to: to.to_owned() };
    assert_eq!(bench.request("2001", deflect("9999")), Err(CommandError::NoSuchNumber));
    assert_eq!(bench.request("2001", deflect("2001")), Err(CommandError::ToOneself));
    bench.request("2001", deflect("1001")).unwrap();
    assert_eq!((bench.end_of(&call), bench.states("1001").0), (Some(Cause::Deflected), Alerting));
    assert_eq!(bench.last("1001").request_id, id);
    assert_eq!(came_from(&bench, &bench.last("1001").id).as_deref(), Some("2001"));
    bench.act_as(&id, Action::Answer, Some("1001")).unwrap();
    assert_eq!(
        bench.request("1001", PbxRequest::Deflect { call: bench.last("1001").id.clone(), to: "2002".to_owned() }),
        Err(CommandError::WrongState)
    );
    assert_eq!(bench.end_of(&call), Some(Cause::Deflected));
}

#[test]
fn a_colleague_who_is_sent_elsewhere_sees_who_answers() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"internal","from":"2002","to":"2001"}"#).unwrap();
    bench.pass(200);
    let call = bench.last("2001").id.clone();
    bench.request("2001", PbxRequest::Deflect { call, to: "1001".to_owned() }).unwrap();
    let call = bench.last("1001").id.clone();
    bench.request("1001", PbxRequest::Answer { call }).unwrap();
    assert_eq!(bench.remote(&bench.last("2002").id), "1001");
}
