//! Consultations: hold, ask, go to and fro, and transfer.

use crate::bench::Bench;
use denwa_protocol::{CallPair, Cause, CommandError, ConnectionState::*, TransferState};
use denwa_server::pbx::{
    PbxRequest,
    simulated::model::{ActBody, Action},
};

const CUSTOMER: &str = "0312345678";

fn consult(call: &str, number: &str) -> PbxRequest {
    PbxRequest::Consult { call: call.to_owned(), number: number.to_owned(), presented: None }
}

#[test]
fn the_call_is_held_and_the_colleague_rings() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let active = bench.request("2001", consult(&held, "2002")).unwrap().call.unwrap();
    assert_eq!((bench.part(&held).state, bench.part(&active).state), (Held, Initiated));
    assert_eq!(bench.part(&active).consults.as_deref(), Some(&*held));
    bench.pass(200);
    assert_eq!((bench.part(&active).state, bench.part(&active).remote_state), (Connected, Alerting));
    let asked = bench.last("2002").clone();
    assert_eq!((asked.state, asked.internal, bench.remote(&asked.id)), (Alerting, true, "2001".to_owned()));
    assert_eq!(asked.came_from.unwrap().extension, "2001");
    assert_eq!(asked.request_id, bench.part(&active).request_id);
    assert_ne!(asked.request_id, bench.part(&held).request_id);
}

#[test]
fn the_agent_goes_to_and_fro() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    bench.request("2001", PbxRequest::Alternate(pair.clone())).unwrap();
    assert_eq!((bench.part(&pair.held).state, bench.part(&pair.active).state), (Connected, Held));
    assert_eq!(bench.states("2002"), (Connected, Held));
    assert_eq!(bench.request("2001", PbxRequest::Alternate(pair.clone())), Err(CommandError::WrongState));
    let turned = CallPair { held: pair.active.clone(), active: pair.held.clone() };
    bench.request("2001", PbxRequest::Alternate(turned)).unwrap();
    assert_eq!((bench.part(&pair.held).state, bench.part(&pair.active).state), (Held, Connected));
    bench.request("2001", PbxRequest::Reconnect(pair.clone())).unwrap();
    assert_eq!((bench.part(&held).state, bench.end_of(&pair.active)), (Connected, Some(Cause::Normal)));
    assert_eq!(bench.cause("2002"), Some(Cause::Normal));
}

#[test]
fn a_target_that_never_answers_leaves_the_caller_on_hold() {
    for (number, ms, cause) in
        [("0312345601", 30_200, Cause::NoAnswer), ("0312345600", 2_200, Cause::Busy), ("9999", 1_200, Cause::Normal)]
    {
        let mut bench = Bench::new();
        let held = bench.talk("2001", CUSTOMER);
        let active = bench.request("2001", consult(&held, number)).unwrap().call.unwrap();
        bench.pass(ms);
        if cause == Cause::Normal {
            let id = bench.part(&active).request_id.clone();
            bench.act(&id, Action::RemoteHangup).unwrap();
        }
        assert_eq!((bench.end_of(&active), bench.part(&held).state), (Some(cause), Held), "{number}");
        let pair = CallPair { held: held.clone(), active };
        bench.request("2001", PbxRequest::Reconnect(pair)).unwrap();
        assert_eq!(bench.part(&held).state, Connected, "back to the caller although the consultation is over");
    }
}

#[test]
fn the_agent_goes_back_while_the_colleague_rings() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let active = bench.request("2001", consult(&held, "2002")).unwrap().call.unwrap();
    bench.pass(200);
    bench.request("2001", PbxRequest::Reconnect(CallPair { held: held.clone(), active: active.clone() })).unwrap();
    assert_eq!((bench.part(&held).state, bench.end_of(&active)), (Connected, Some(Cause::NoAnswer)));
    assert_eq!(bench.cause("2002"), Some(Cause::Missed));
}

#[test]
fn a_transfer_connects_the_caller_and_the_colleague() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    let asked = bench.last("2002").id.clone();
    bench.request("2001", PbxRequest::Transfer(pair.clone())).unwrap();
    assert_eq!((bench.end_of(&held), bench.end_of(&pair.active)), (Some(Cause::Transferred), Some(Cause::Transferred)));
    let call = bench.part(&asked).clone();
    assert_eq!(
        (bench.remote(&asked), call.internal, call.line.as_deref()),
        (CUSTOMER.to_owned(), false, Some("0312345000"))
    );
    assert_eq!((call.state, call.remote_state, call.parties.len()), (Connected, Connected, 0));
    assert_eq!(call.request_id, bench.part(&held).request_id, "the customer's call goes on");
    bench.act(&call.request_id, Action::RemoteHangup).unwrap();
    assert_eq!(bench.end_of(&asked), Some(Cause::Normal));
    assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
}

#[test]
fn a_customer_called_in_the_consultation_keeps_her_call() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    let held = bench.last("2001").id.clone();
    bench.request("2001", PbxRequest::Answer { call: held.clone() }).unwrap();
    let active = bench.request("2001", consult(&held, "0667891234")).unwrap().call.unwrap();
    bench.pass(1_200);
    let customers = bench.part(&active).request_id.clone();
    bench.request("2001", PbxRequest::Transfer(CallPair { held, active })).unwrap();
    let colleague = bench.last("1001").clone();
    assert_eq!((bench.remote(&colleague.id), colleague.internal), ("0667891234".to_owned(), false));
    assert_eq!((colleague.request_id, colleague.came_from.unwrap().extension), (customers, "2001".to_owned()));
}

#[test]
fn a_transfer_while_the_colleague_rings_is_answered_or_comes_back() {
    for answers in [true, false] {
        let mut bench = Bench::new();
        let held = bench.talk("2001", CUSTOMER);
        let active = bench.request("2001", consult(&held, "2002")).unwrap().call.unwrap();
        let pair = CallPair { held: held.clone(), active };
        assert_eq!(bench.request("2001", PbxRequest::Transfer(pair.clone())), Err(CommandError::WrongState), "not yet");
        bench.pass(200);
        bench.request("2001", PbxRequest::Transfer(pair)).unwrap();
        assert_eq!(
            (bench.end_of(&held), bench.transfer(&held)),
            (Some(Cause::Transferred), Some(TransferState::Alerting))
        );
        let rings = bench.last("2002").clone();
        assert_eq!((rings.state, bench.remote(&rings.id)), (Alerting, CUSTOMER.to_owned()));
        if answers {
            bench.request("2002", PbxRequest::Answer { call: rings.id.clone() }).unwrap();
            assert_eq!(
                (bench.transfer(&held), bench.states("2002")),
                (Some(TransferState::Answered), (Connected, Connected))
            );
        } else {
            bench.pass(60_000);
            assert_eq!((bench.transfer(&held), bench.states("2001").0), (Some(TransferState::Returned), Alerting));
            assert_eq!(bench.cause("2002"), Some(Cause::Missed));
        }
    }
}

#[test]
fn nobody_is_transferred_to_her_own_ringing_phone() {
    let mut bench = Bench::new();
    let held =
        bench.request("2001", PbxRequest::Dial { number: "2002".to_owned(), presented: None }).unwrap().call.unwrap();
    bench.request("2001", PbxRequest::Answer { call: held.clone() }).unwrap();
    bench.pass(200);
    let rings = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Answer { call: rings }).unwrap();
    let active = bench.request("2001", consult(&held, "2002")).unwrap().call.unwrap();
    bench.pass(200);
    let transfer = PbxRequest::Transfer(CallPair { held, active });
    assert_eq!(bench.request("2001", transfer), Err(CommandError::WrongState));
}

#[test]
fn a_number_outside_that_rings_answers_the_transferred_caller() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let active = bench.request("2001", consult(&held, "0667891234")).unwrap().call.unwrap();
    bench.pass(200);
    bench.request("2001", PbxRequest::Transfer(CallPair { held: held.clone(), active })).unwrap();
    bench.pass(1_000);
    assert_eq!(bench.transfer(&held), Some(TransferState::Answered), "its answer was due in the other call");
}

#[test]
fn crossings_leave_no_call_behind() {
    // The caller hangs up while the agent asks.
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    let id = bench.part(&held).request_id.clone();
    bench.act(&id, Action::RemoteHangup).unwrap();
    for request in [PbxRequest::Transfer, PbxRequest::Conference, PbxRequest::Alternate, PbxRequest::Reconnect] {
        assert_eq!(bench.request("2001", request(pair.clone())), Err(CommandError::NoSuchCall));
    }
    assert_eq!(bench.part(&pair.active).state, Connected, "the consultation goes on");
    // The colleague hangs up as the agent transfers.
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    let asked = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::HangUp { call: asked }).unwrap();
    assert_eq!(bench.request("2001", PbxRequest::Transfer(pair.clone())), Err(CommandError::NoSuchCall));
    bench.request("2001", PbxRequest::Reconnect(pair)).unwrap();
    assert_eq!(bench.part(&held).state, Connected);
}

#[test]
fn a_consultation_needs_a_call_that_is_answered() {
    let mut bench = Bench::new();
    bench.place(r#"{"kind":"inbound","from":"0312345678","to":"2001"}"#).unwrap();
    let call = bench.last("2001").id.clone();
    assert_eq!(bench.request("2001", consult(&call, "2002")), Err(CommandError::WrongState));
    bench.request("2001", PbxRequest::Answer { call: call.clone() }).unwrap();
    assert_eq!(bench.request("2001", consult(&call, "2001")), Err(CommandError::ToOneself));
    assert_eq!(bench.request("2002", consult(&call, "1001")), Err(CommandError::NoSuchCall));
    assert_eq!(bench.states("2001"), (Connected, Connected));
}

#[test]
fn a_phone_holds_its_call_when_it_turns_to_another() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    let second = bench.talk("2001", "0667891234");
    assert_eq!((bench.part(&first).state, bench.part(&second).state), (Held, Connected));
    bench.request("2001", PbxRequest::Retrieve { call: first.clone() }).unwrap();
    assert_eq!((bench.part(&first).state, bench.part(&second).state), (Connected, Held));
    let third = bench.dial("2001", "2002");
    assert_eq!(bench.part(&first).state, Connected, "her phone still rings");
    bench.pass(500);
    assert_eq!((bench.part(&first).state, bench.part(&third).state), (Held, Connected));
    // Any held and any active call are a pair, without a consultation.
    let pair = CallPair { held: first, active: third };
    let call = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Answer { call: call.clone() }).unwrap();
    bench.request("2001", PbxRequest::Transfer(pair)).unwrap();
    assert_eq!((bench.remote(&call), bench.part(&second).state), (CUSTOMER.to_owned(), Held));
    assert_eq!(bench.part(&call).came_from.as_ref().unwrap().extension, "2001");
}

#[test]
fn a_phone_transfers_by_itself() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    bench.place(r#"{"kind":"outbound","from":"2001","to":"2002"}"#).unwrap();
    bench.pass(200);
    let (active, asked) = (bench.last("2001").id.clone(), bench.last("2002").id.clone());
    bench.act(&asked, Action::Answer).unwrap();
    let body = ActBody { with: Some(held.clone()), ..ActBody::default() };
    bench.act_with(&active, Action::TransferTo, &body).unwrap();
    assert_eq!((bench.end_of(&held), bench.remote(&asked)), (Some(Cause::Transferred), CUSTOMER.to_owned()));
}
