//! Which phones are there: of any technology, lagging or not, and right from the start.

use super::{SATO, Site, message};
use denwa_protocol::PhoneState;
use denwa_server::pbx::PbxEvent;

const OLD_PHONES: &str = r#"
agents = [
  { login = "sato", extension = "2001", endpoints = ["PJSIP/2001", "SIP/2001-home"] },
  { login = "ito", extension = "1001", endpoints = ["IAX2/1001"] },
  { login = "suzuki", extension = "1002", endpoints = ["DAHDI/3"] },
  { login = "tanaka", extension = "1003", endpoints = ["SCCP/1003"] },
]
"#;

fn states(events: Vec<PbxEvent>) -> Vec<(String, PhoneState)> {
    let state = |event| match event {
        PbxEvent::Phone { extension, state } => Some((extension, state)),
        _ => None,
    };
    events.into_iter().filter_map(state).collect()
}

fn contact(status: &str) -> [(&str, &str); 4] {
    [("Event", "ContactStatus"), ("EndpointName", "2001"), ("URI", "sip:2001@10.0.0.5"), ("ContactStatus", status)]
}

fn peer<'a>(channel_type: &'a str, peer: &'a str, status: &'a str) -> [(&'a str, &'a str); 4] {
    [("Event", "PeerStatus"), ("ChannelType", channel_type), ("Peer", peer), ("PeerStatus", status)]
}

#[test]
fn a_lagging_phone_is_there() {
    for status in ["Created", "NonQualified", "Unknown", "Reachable", "Updated", "Lagged"] {
        let mut site = Site::new(SATO, "");
        let reported = states(site.play(&contact(status)));
        assert_eq!(reported, [("2001".to_owned(), PhoneState::Registered)], "{status}");
        let gone = states(site.play(&contact("Unreachable")));
        assert_eq!(gone, [("2001".to_owned(), PhoneState::Unregistered)], "{status}");
    }
}

#[test]
fn a_lagging_peer_is_there() {
    let mut site = Site::new(OLD_PHONES, "");
    let is_there = |reported: &[(String, PhoneState)]| reported == [("1001".to_owned(), PhoneState::Registered)];
    assert!(is_there(&states(site.play(&peer("IAX2", "IAX2/1001", "Lagged")))));
    // A stranger tried to register with a wrong password.
    assert_eq!(states(site.play(&peer("IAX2", "IAX2/1001", "Rejected"))), []);
    let gone = states(site.play(&peer("IAX2", "IAX2/1001", "Unreachable")));
    assert_eq!(gone, [("1001".to_owned(), PhoneState::Unregistered)]);
    assert!(is_there(&states(site.play(&peer("IAX2", "IAX2/1001", "Registered")))));
}

#[test]
fn one_phone_of_several_is_enough() {
    let mut site = Site::new(OLD_PHONES, "");
    site.play(&contact("Reachable"));
    assert_eq!(states(site.play(&peer("SIP", "SIP/2001-home", "Registered"))), []);
    assert_eq!(states(site.play(&contact("Removed"))), []);
    let gone = states(site.play(&peer("SIP", "SIP/2001-home", "Unregistered")));
    assert_eq!(gone, [("2001".to_owned(), PhoneState::Unregistered)]);
}

/// After a connection, phones of all technologies are known by the lists of contacts and of devices.
#[test]
fn phones_are_known_from_the_start() {
    let mut site = Site::new(OLD_PHONES, "");
    site.tracker.begin_sync(site.now);
    site.tracker.begin_contacts();
    for (device, state) in [
        ("PJSIP/2001", "NOT_INUSE"),
        ("SIP/2001-home", "UNAVAILABLE"),
        ("IAX2/1001", "UNKNOWN"),
        ("DAHDI/3", "INUSE"),
        ("SCCP/9999", "UNAVAILABLE"),
    ] {
        site.tracker.sync_device(&message(&[("Device", device), ("State", state)]));
    }
    site.tracker.finish_sync(site.now);
    let mut reported = states(site.reports());
    reported.sort_by(|a, b| a.0.cmp(&b.0));
    // PJSIP's own list has no contact of 2001. Nothing was said about SCCP/1003.
    let expected =
        [("1001", PhoneState::Registered), ("1002", PhoneState::Registered), ("2001", PhoneState::Unregistered)];
    assert_eq!(reported, expected.map(|(extension, state)| (extension.to_owned(), state)));
    let change = [("Event", "DeviceStateChange"), ("Device", "DAHDI/3"), ("State", "UNAVAILABLE")];
    assert_eq!(states(site.play(&change)), [("1002".to_owned(), PhoneState::Unregistered)]);
}

/// Without the right to read PJSIP's contacts, the states of devices must do.
#[test]
fn devices_stand_in_for_contacts() {
    let mut site = Site::new(SATO, "");
    site.tracker.begin_sync(site.now);
    site.tracker.sync_device(&message(&[("Device", "PJSIP/2001"), ("State", "NOT_INUSE")]));
    site.tracker.finish_sync(site.now);
    assert_eq!(states(site.reports()), [("2001".to_owned(), PhoneState::Registered)]);
}
