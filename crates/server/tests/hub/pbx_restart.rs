//! The PBX goes down and comes back.

use crate::desk::*;
use denwa_protocol::{Cause, Event, PbxState, PhoneState};
use denwa_server::pbx::PbxEvent;

#[test]
fn panels_see_that_the_pbx_is_down_and_calls_stay_as_they_were() {
    let mut desk = Desk::new();
    desk.report_phone("2001", PhoneState::Registered);
    let call = connected(&ringing("c1", START), START);
    desk.report_call("2001", &call);
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.pbx(PbxEvent::Down);
    let expected = [Event::Pbx { pbx: PbxState::Down }, Event::Phone { phone: PhoneState::Unknown }];
    assert_eq!(events(&effects, panel), expected);
    let snapshot = desk.snapshot_for("sato");
    assert_eq!((snapshot.pbx, snapshot.calls), (PbxState::Down, vec![call]));
}

#[test]
fn calls_reported_again_go_on_and_other_calls_are_lost() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let stays = connected(&ringing("stays", START), START);
    desk.report_call("2001", &stays);
    desk.report_call("2001", &ringing("goes", START));
    desk.pbx(PbxEvent::Down);
    desk.pass(5_000);
    let effects = desk.pbx_up(|desk| {
        assert_eq!(desk.report_call("2001", &stays), [], "the call has not changed");
        let new = ringing("new", desk.now);
        assert_eq!(desk.report_call("2001", &new).len(), 1);
    });
    let lost = calls(&effects, panel);
    assert_eq!(lost.len(), 1);
    assert_eq!(
        (lost[0].id.as_str(), lost[0].ended.map(|end| (end.at, end.cause))),
        ("goes", Some((desk.now, Cause::Lost)))
    );
    assert_eq!(desk.snapshot_for("sato").calls.len(), 3, "the lost call still needs its log");
}

#[test]
fn a_second_synchronisation_replaces_an_unfinished_first() {
    let mut desk = Desk::new();
    desk.report_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Up { product: "Test 1.0".to_owned() });
    desk.report_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Down);
    desk.pbx(PbxEvent::Up { product: "Test 1.1".to_owned() });
    desk.pbx(PbxEvent::Synced);
    let snapshot = desk.snapshot_for("sato");
    assert_eq!(snapshot.calls[0].ended.map(|end| end.cause), Some(Cause::Lost));
    assert_eq!(snapshot.server.pbx, "Test 1.1");
}

#[test]
fn a_stray_synced_event_ends_no_calls() {
    let mut desk = Desk::new();
    desk.report_call("2001", &ringing("c1", START));
    desk.pbx(PbxEvent::Synced);
    assert_eq!(desk.snapshot_for("sato").calls[0].ended, None);
}
