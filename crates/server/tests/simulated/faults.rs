//! Events that the simulated PBX sends twice or in another order.

use denwa_protocol::{Call, Direction, Party, PhoneState};
use denwa_server::pbx::{PbxEvent, simulated::faults::Faults};

fn report(id: &str, began_at: u64) -> PbxEvent {
    let call = Call::new(id.to_owned(), "whole".to_owned(), Direction::Inbound, Party::default(), began_at);
    PbxEvent::Call { extension: "2001".to_owned(), call: Box::new(call) }
}

fn phone() -> PbxEvent {
    PbxEvent::Phone { extension: "2001".to_owned(), state: PhoneState::Registered }
}

#[test]
fn without_faults_events_are_as_they_were() {
    let events = vec![report("a", 1), phone(), report("b", 1)];
    assert_eq!(Faults::default().distort(events.clone()), events);
}

#[test]
fn events_come_twice_except_those_of_the_link() {
    let faults = Faults { doubles_events: true, ..Faults::default() };
    let events = vec![PbxEvent::Down, report("a", 1), phone(), PbxEvent::Synced];
    let expected = [PbxEvent::Down, report("a", 1), report("a", 1), phone(), phone(), PbxEvent::Synced];
    assert_eq!(faults.distort(events), expected);
}

#[test]
fn reports_of_different_calls_are_swapped_and_those_of_one_call_are_not() {
    let faults = Faults { swaps_events: true, ..Faults::default() };
    let events = vec![report("a", 1), report("a", 2), report("b", 1), phone(), report("c", 1), report("d", 1)];
    let expected = [report("b", 1), report("a", 1), report("a", 2), phone(), report("d", 1), report("c", 1)];
    assert_eq!(faults.distort(events), expected);
}
