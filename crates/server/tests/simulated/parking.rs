//! Parked calls: the list, picking up, the full lot, coming back.

use crate::bench::{Bench, digits};
use denwa_protocol::{Cause, CommandError, ConnectionState::*};
use denwa_server::pbx::{PbxEvent, PbxRequest, simulated::model::Action};

const CUSTOMER: &str = "0312345678";

/// Two places.
const CONFIG: &str = r#"
agents = [
    { login = "sato", extension = "2001" },
    { login = "suzuki", extension = "2002" },
    { login = "tanaka", extension = "1001" },
]
[pbx]
kind = "simulated"
parking_places = 2
parking_seconds = 45
"#;

fn park(bench: &mut Bench, extension: &str, from: &str) -> String {
    let call = bench.talk(extension, from);
    bench.request(extension, PbxRequest::Park { call: call.clone() }).unwrap();
    call
}

fn pick_up(slot: &str) -> PbxRequest {
    PbxRequest::PickUp { slot: slot.to_owned() }
}

/// Returns the parked calls as last reported: places and callers.
fn reported(bench: &Bench) -> Vec<(String, String)> {
    bench.parked().iter().map(|call| (call.slot.clone(), digits(&call.remote))).collect()
}

fn place(slot: &str, who: &str) -> (String, String) {
    (slot.to_owned(), who.to_owned())
}

#[test]
fn a_parked_call_is_listed_and_picked_up() {
    let mut bench = Bench::with(CONFIG);
    assert_eq!(reported(&bench), [], "the list is reported when the PBX comes up");
    let parked = park(&mut bench, "2001", CUSTOMER);
    assert_eq!((bench.end_of(&parked), bench.part(&parked).parked_at.as_deref()), (Some(Cause::Parked), Some("71")));
    assert_eq!(reported(&bench), [place("71", CUSTOMER)]);
    let picked = bench.request("2002", pick_up("71")).unwrap().call.unwrap();
    let call = bench.part(&picked).clone();
    assert_eq!((call.state, call.request_id == bench.part(&parked).request_id), (Alerting, true));
    assert_eq!((bench.remote(&picked), call.came_from.unwrap().extension), (CUSTOMER.to_owned(), "2001".to_owned()));
    assert_eq!(bench.request("2002", pick_up("71")), Err(CommandError::WrongState), "her phone rings already");
    bench.pass(300);
    assert_eq!(bench.states("2002"), (Connected, Connected));
    assert_eq!(reported(&bench), []);
    assert_eq!(bench.request("1001", pick_up("71")), Err(CommandError::NothingParked));
}

#[test]
fn the_lot_is_full() {
    let mut bench = Bench::with(CONFIG);
    park(&mut bench, "2001", CUSTOMER);
    park(&mut bench, "2002", "0667891234");
    assert_eq!(reported(&bench), [place("71", CUSTOMER), place("72", "0667891234")]);
    let call = bench.talk("2001", "09011112222");
    assert_eq!(bench.request("2001", PbxRequest::Park { call: call.clone() }), Err(CommandError::ParkingFull));
    assert_eq!((bench.states("2001"), bench.part(&call).parked_at.clone()), ((Connected, Connected), None));
    bench.request("1001", pick_up("71")).unwrap();
    bench.pass(300);
    bench.request("2001", PbxRequest::Park { call }).unwrap();
    assert_eq!(reported(&bench), [place("71", "09011112222"), place("72", "0667891234")]);
}

#[test]
fn a_parked_call_comes_back_to_the_parker() {
    let mut bench = Bench::with(CONFIG);
    let parked = park(&mut bench, "2001", CUSTOMER);
    bench.pass(45_000);
    let back = bench.last("2001").clone();
    assert_ne!(back.id, parked);
    assert_eq!((back.state, &back.request_id), (Alerting, &bench.part(&parked).request_id));
    assert_eq!((back.came_from, reported(&bench)), (None, vec![]));
    bench.request("2001", PbxRequest::Answer { call: back.id }).unwrap();
    assert_eq!(bench.states("2001"), (Connected, Connected));
}

#[test]
fn the_parked_caller_hangs_up() {
    let mut bench = Bench::with(CONFIG);
    let parked = park(&mut bench, "2001", CUSTOMER);
    let id = bench.part(&parked).request_id.clone();
    let picked = bench.request("2002", pick_up("71")).unwrap().call.unwrap();
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!((bench.end_of(&picked), reported(&bench)), (Some(Cause::NoAnswer), vec![]), "not a missed call");
    assert_eq!(bench.request("2002", pick_up("71")), Err(CommandError::NothingParked));
    assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
}

#[test]
fn of_two_agents_who_pick_up_the_first_gets_the_call() {
    let mut bench = Bench::with(CONFIG);
    park(&mut bench, "2001", CUSTOMER);
    let first = bench.request("2002", pick_up("71")).unwrap().call.unwrap();
    let second = bench.request("1001", pick_up("71")).unwrap().call.unwrap();
    bench.pass(300);
    assert_eq!((bench.part(&first).state, bench.end_of(&second)), (Connected, Some(Cause::AnsweredElsewhere)));
}

#[test]
fn a_pick_up_is_declined_or_impossible_and_the_call_stays_parked() {
    let mut bench = Bench::with(CONFIG);
    park(&mut bench, "2001", CUSTOMER);
    let call = bench.request("2002", pick_up("71")).unwrap().call.unwrap();
    bench.request("2002", PbxRequest::Decline { call: call.clone() }).unwrap();
    assert_eq!((bench.end_of(&call), reported(&bench)), (Some(Cause::Declined), vec![place("71", CUSTOMER)]));
    bench.machine.register("1001", None, false, bench.now).unwrap();
    assert_eq!(bench.request("1001", pick_up("71")), Err(CommandError::PhoneUnregistered));
    assert_eq!(bench.request("2002", pick_up("99")), Err(CommandError::NothingParked));
}

#[test]
fn picking_up_holds_the_call_one_is_in() {
    let mut bench = Bench::with(CONFIG);
    park(&mut bench, "2001", CUSTOMER);
    let own = bench.talk("2002", "0667891234");
    let picked = bench.request("2002", pick_up("71")).unwrap().call.unwrap();
    bench.pass(300);
    assert_eq!((bench.part(&own).state, bench.part(&picked).state), (Held, Connected));
}

#[test]
fn parked_calls_are_reported_again_when_the_pbx_comes_back() {
    let mut bench = Bench::with(CONFIG);
    park(&mut bench, "2001", CUSTOMER);
    for (forget, expected) in [(false, vec![place("71", CUSTOMER)]), (true, vec![])] {
        bench.machine.power(false, false);
        bench.others.clear();
        bench.machine.power(true, forget);
        bench.collect_events();
        assert_eq!(reported(&bench), expected);
        assert_eq!(bench.others.last(), Some(&PbxEvent::Synced));
    }
}
