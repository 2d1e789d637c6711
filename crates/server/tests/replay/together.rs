//! What agents did with calls at their phones, in the recordings: transfers and how they went on, consultations,
//! conferences, parking, recording.

use super::{config, recording};
use denwa_protocol::{Call, Number, ParkedCall, Recording, TransferState};
use denwa_server::{pbx::PbxEvent, replay::pbx_events};

/// Returns all reports about an agent's calls.
fn reports(name: &str, extension: &str) -> Vec<Call> {
    let events = pbx_events(&config(), &recording(name)).into_iter();
    events
        .filter_map(|stamped| match stamped.event {
            PbxEvent::Call { extension: owner, call } if owner == extension => Some(*call),
            _ => None,
        })
        .collect()
}

fn transfers(name: &str, extension: &str) -> Vec<(Number, TransferState)> {
    let mut states: Vec<_> = reports(name, extension)
        .into_iter()
        .filter_map(|call| call.transfer.map(|transfer| (transfer.to.number, transfer.state)))
        .collect();
    states.dedup();
    states
}

fn known(digits: &str) -> Number {
    Number::Known { digits: digits.to_owned() }
}

fn came_from(name: &str, extension: &str) -> Option<String> {
    reports(name, extension).pop()?.came_from.map(|from| from.extension)
}

#[test]
fn a_blind_transfer_at_the_phone_says_how_it_went_on() {
    let answered = [(known("1002"), TransferState::Alerting), (known("1002"), TransferState::Answered)];
    // In the second, the colleague answers before the end of the agent's part is certain.
    for (name, states) in [("s05_blind_transfer", &answered[..]), ("s06d_blind_transfer_by_ami", &answered[1..])] {
        assert_eq!(transfers(name, "2001"), states, "{name}");
        assert_eq!(came_from(name, "1002").as_deref(), Some("2001"), "{name}");
    }
    let lost = [(known("710"), TransferState::Alerting), (known("710"), TransferState::Lost)];
    assert_eq!(transfers("s05b_blind_transfer_fails", "2001"), lost);
}

#[test]
fn a_consultation_at_the_phone_names_the_held_call() {
    for name in ["s06_attended_transfer", "s06b_attended_transfer_aborted"] {
        let calls = reports(name, "2001");
        let consultation = calls.iter().find(|call| call.remote.number == known("2002")).unwrap();
        assert_eq!(consultation.consults.as_ref(), Some(&calls[0].id), "{name}");
        assert_eq!(came_from(name, "2002").as_deref(), Some("2001"), "{name}");
    }
}

#[test]
fn everybody_in_a_conference_is_named() {
    let most = reports("s07_conference", "2001").into_iter().max_by_key(|call| call.parties.len()).unwrap();
    let numbers: Vec<Number> = most.parties.iter().map(|participant| participant.party.number.clone()).collect();
    assert!(numbers.contains(&known("+15550109001")) && numbers.contains(&known("2002")), "{numbers:?}");
    assert_eq!(numbers.len(), 2);
    assert!(reports("s07_conference", "2001").last().unwrap().parties.is_empty());
}

#[test]
fn a_parked_call_has_its_place() {
    let name = "s14_park_and_retrieve";
    assert_eq!(reports(name, "2001").pop().unwrap().parked_at.as_deref(), Some("731"));
    assert_eq!(came_from(name, "2002").as_deref(), Some("2001"));
    let parked: Vec<Vec<ParkedCall>> = pbx_events(&config(), &recording(name))
        .into_iter()
        .filter_map(|stamped| match stamped.event {
            PbxEvent::Parked { calls } => Some(calls),
            _ => None,
        })
        .collect();
    let places: Vec<Vec<&str>> =
        parked.iter().map(|calls| calls.iter().map(|call| call.slot.as_str()).collect()).collect();
    let places: Vec<&Vec<&str>> = places.iter().skip_while(|places| places.is_empty()).collect();
    assert_eq!(places, [&vec!["731"], &vec![]]);
    assert!(parked.iter().flatten().all(|call| call.remote.number == known("+15550109001")));
}

#[test]
fn a_recording_begins_pauses_goes_on_and_ends() {
    let mut states: Vec<_> = reports("s09_recording", "2001").into_iter().filter_map(|call| call.recording).collect();
    states.dedup();
    assert_eq!(states, [Recording::On, Recording::Paused, Recording::On, Recording::Off]);
}
