//! The PBX goes away and comes back.

use crate::desk::*;
use denwa_protocol::{Cause, Event, PbxState, PhoneState};
use denwa_server::pbx::PbxEvent;

#[test]
fn panels_are_told_and_calls_stay_as_they_were() {
    let mut desk = Desk::new();
    desk.told_phone("2001", PhoneState::Registered);
    let call = connected(&ringing("c1", START), START);
    desk.told_call("2001", &call);
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.pbx(PbxEvent::Down);
    let told = [Event::Pbx { pbx: PbxState::Down }, Event::Phone { phone: PhoneState::Unknown }];
    assert_eq!(events(&effects, panel), told);
    let snapshot = desk.look("sato");
    assert_eq!((snapshot.pbx, snapshot.calls), (PbxState::Down, vec![call]));
}

#[test]
fn what_is_told_again_lives_on_and_what_is_not_is_lost() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let stays = connected(&ringing("stays", START), START);
    desk.told_call("2001", &stays);
    desk.told_call("2001", &ringing("goes", START));
    desk.pbx(PbxEvent::Down);
    desk.pass(5_000);
    let effects = desk.pbx_up(|desk| {
        assert_eq!(desk.told_call("2001", &stays), [], "nothing new");
        let new = ringing("new", desk.now);
        assert_eq!(desk.told_call("2001", &new).len(), 1);
    });
    let lost = calls(&effects, panel);
    assert_eq!(lost.len(), 1);
    assert_eq!(
        (lost[0].id.as_str(), lost[0].ended.map(|end| (end.at, end.cause))),
        ("goes", Some((desk.now, Cause::Lost)))
    );
    assert_eq!(desk.look("sato").calls.len(), 3, "the lost one is still to be logged");
}

#[test]
fn a_second_start_in_the_middle_of_the_first_counts() {
    let mut desk = Desk::new();
    desk.told_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Up { product: "Test 1.0".to_owned() });
    desk.told_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Down);
    desk.pbx(PbxEvent::Up { product: "Test 1.1".to_owned() });
    desk.pbx(PbxEvent::Synced);
    let snapshot = desk.look("sato");
    assert_eq!(snapshot.calls[0].ended.map(|end| end.cause), Some(Cause::Lost));
    assert_eq!(snapshot.server.pbx, "Test 1.1");
}

#[test]
fn a_stray_end_of_telling_ends_no_calls() {
    let mut desk = Desk::new();
    desk.told_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Synced);
    assert_eq!(desk.look("sato").calls[0].ended, None);
}
