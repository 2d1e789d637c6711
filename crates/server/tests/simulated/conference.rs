//! Conferences: of three and more, of several agents, and how they shrink.

use crate::bench::Bench;
use denwa_protocol::{CallPair, Cause, CommandError, ConnectionState::*};
use denwa_server::pbx::{
    PbxRequest,
    simulated::model::{ActBody, Action},
};

const CUSTOMER: &str = "0312345678";

/// Makes a conference of a customer, 2001 and 2002; returns the parts of the two agents.
fn conference(bench: &mut Bench) -> (String, String) {
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    let colleague = bench.last("2002").id.clone();
    bench.request("2001", PbxRequest::Conference(pair.clone())).unwrap();
    assert_eq!(bench.end_of(&pair.active), Some(Cause::Merged));
    (held, colleague)
}

fn names(bench: &Bench, id: &str) -> Vec<String> {
    bench.parties(id).into_iter().map(|(name, _)| name).collect()
}

fn party(bench: &Bench, id: &str, name: &str) -> String {
    let place = names(bench, id).iter().position(|known| known == name).unwrap();
    bench.part(id).parties[place].id.clone()
}

#[test]
fn everybody_sees_everybody_else() {
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    assert_eq!(bench.part(&first).state, Connected);
    assert_eq!(names(&bench, &first), [CUSTOMER, "2002"]);
    assert_eq!(names(&bench, &second), [CUSTOMER, "2001"]);
    assert_eq!((bench.remote(&second), bench.part(&second).internal), (CUSTOMER.to_owned(), false));
    assert_eq!(bench.part(&second).request_id, bench.part(&first).request_id);
    assert_eq!(party(&bench, &first, CUSTOMER), party(&bench, &second, CUSTOMER), "a party has one ID");
}

#[test]
fn a_party_is_dropped_and_two_are_left() {
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    let drop = |id: &str, party: String| PbxRequest::DropParty { call: id.to_owned(), party };
    let customer = party(&bench, &first, CUSTOMER);
    bench.request("2001", drop(&first, customer.clone())).unwrap();
    assert_eq!((bench.parties(&first).len(), bench.parties(&second).len()), (0, 0));
    assert_eq!((bench.remote(&first), bench.remote(&second)), ("2002".to_owned(), "2001".to_owned()));
    for part in [&first, &second].map(|id| bench.part(id)) {
        assert_eq!((part.state, part.remote_state), (Connected, Connected));
    }
    assert_eq!(bench.request("2001", drop(&first, customer)), Err(CommandError::WrongState), "she has left");
    bench.request("2002", PbxRequest::HangUp { call: second }).unwrap();
    assert!(bench.end_of(&first).is_some() && bench.machine.list().is_empty());
}

#[test]
fn the_others_go_on_when_an_agent_or_the_customer_hangs_up() {
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    bench.request("2001", PbxRequest::HangUp { call: first.clone() }).unwrap();
    assert_eq!((bench.end_of(&first), bench.end_of(&second)), (Some(Cause::Normal), None));
    assert_eq!((bench.remote(&second), bench.parties(&second).len()), (CUSTOMER.to_owned(), 0));
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    let id = bench.part(&first).request_id.clone();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!((bench.end_of(&first), bench.end_of(&second)), (None, None));
    assert_eq!((bench.remote(&first), bench.remote(&second)), ("2002".to_owned(), "2001".to_owned()));
}

#[test]
fn conferences_grow_by_any_member_and_by_merging() {
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    // 2002 takes a call of her own and merges it.
    let other = bench.talk("2002", "0667891234");
    assert_eq!((bench.part(&second).state, bench.parties(&first)[1].1), (Held, Held), "she is away");
    assert_eq!(bench.part(&first).remote_state, Connected, "the customer still listens");
    let pair = CallPair { held: second.clone(), active: other.clone() };
    bench.request("2002", PbxRequest::Conference(pair)).unwrap();
    assert_eq!(bench.end_of(&other), Some(Cause::Merged));
    assert_eq!(names(&bench, &first), [CUSTOMER, "2002", "0667891234"]);
    assert_eq!(names(&bench, &second), [CUSTOMER, "2001", "0667891234"]);
    // 2001 asks 1001 and transfers the whole conference there.
    let pair = bench.consult("2001", &first, "1001");
    let third = bench.last("1001").id.clone();
    bench.request("2001", PbxRequest::Transfer(pair)).unwrap();
    assert_eq!(bench.end_of(&first), Some(Cause::Transferred));
    assert_eq!(names(&bench, &third), [CUSTOMER, "2002", "0667891234"]);
    assert_eq!(names(&bench, &second), [CUSTOMER, "0667891234", "1001"]);
}

#[test]
fn an_outside_party_of_a_conference_acts_by_its_id() {
    let mut bench = Bench::new();
    let (first, _) = conference(&mut bench);
    let other = bench.talk("2001", "0667891234");
    let id = bench.part(&first).request_id.clone();
    bench.request("2001", PbxRequest::Conference(CallPair { held: first.clone(), active: other })).unwrap();
    let outside = bench.machine.list().into_iter().find(|call| call.id == id).unwrap().outside;
    assert_eq!(outside.len(), 2);
    let act = |bench: &mut Bench, action| {
        let body = ActBody { party: Some(outside[1].id.clone()), ..ActBody::default() };
        bench.act_with(&id, action, &body).unwrap();
    };
    act(&mut bench, Action::RemoteHold);
    assert_eq!(bench.parties(&first)[2], ("0667891234".to_owned(), Held));
    act(&mut bench, Action::RemoteRetrieve);
    assert_eq!(bench.parties(&first)[2], ("0667891234".to_owned(), Connected));
    act(&mut bench, Action::RemoteHangup);
    assert_eq!(names(&bench, &first), [CUSTOMER, "2002"]);
}

#[test]
fn an_agent_in_both_calls_is_in_the_conference_once() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let pair = bench.consult("2001", &held, "2002");
    let asked = bench.last("2002").id.clone();
    // 2002 puts her on hold and calls her back.
    bench.place(r#"{"kind":"outbound","from":"2002","to":"2001"}"#).unwrap();
    bench.pass(200);
    let (again, back) = (bench.last("2002").id.clone(), bench.last("2001").id.clone());
    bench.request("2001", PbxRequest::Answer { call: back.clone() }).unwrap();
    let both = CallPair { held: pair.active.clone(), active: back };
    bench.request("2001", PbxRequest::Conference(both)).unwrap();
    assert_eq!((bench.part(&asked).state, bench.end_of(&again)), (Connected, Some(Cause::Merged)));
    assert_eq!((bench.part(&pair.active).state, bench.parties(&asked).len()), (Connected, 0));
}

#[test]
fn a_conference_is_not_passed_on_as_a_whole() {
    let mut bench = Bench::new();
    let (call, _) = conference(&mut bench);
    let to = "1001".to_owned();
    let transfer = PbxRequest::SingleStepTransfer { call: call.clone(), to };
    assert_eq!(bench.request("2001", transfer), Err(CommandError::WrongState));
    assert_eq!(bench.request("2001", PbxRequest::Park { call: call.clone() }), Err(CommandError::WrongState));
    assert_eq!(names(&bench, &call), [CUSTOMER, "2002"]);
}

#[test]
fn a_phone_that_disappears_leaves_the_conference() {
    let mut bench = Bench::new();
    let (first, second) = conference(&mut bench);
    bench.machine.register("2001", None, false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!((bench.end_of(&first), bench.end_of(&second)), (Some(Cause::Lost), None));
    assert_eq!(bench.remote(&second), CUSTOMER);
}

#[test]
fn two_calls_are_merged_only_if_one_is_held_and_both_are_answered() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let number = "2002".to_owned();
    let consult = PbxRequest::Consult { call: held.clone(), number, presented: None };
    let active = bench.request("2001", consult).unwrap().call.unwrap();
    bench.pass(200);
    let pair = CallPair { held: held.clone(), active: active.clone() };
    assert_eq!(bench.request("2001", PbxRequest::Conference(pair)), Err(CommandError::WrongState), "it rings");
    let turned = CallPair { held: active, active: held.clone() };
    assert_eq!(bench.request("2001", PbxRequest::Conference(turned)), Err(CommandError::WrongState));
    let same = CallPair { held: held.clone(), active: held };
    assert_eq!(bench.request("2001", PbxRequest::Conference(same)), Err(CommandError::WrongState));
}

#[test]
fn telephones_outside_do_not_talk_for_ever() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    let number = "0667891234".to_owned();
    let active =
        bench.request("2001", PbxRequest::Consult { call: held.clone(), number, presented: None }).unwrap().call;
    bench.pass(1_200);
    bench.request("2001", PbxRequest::Transfer(CallPair { held, active: active.unwrap() })).unwrap();
    bench.pass(599_999);
    assert_eq!(bench.machine.list().len(), 1);
    bench.pass(1);
    assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
}
