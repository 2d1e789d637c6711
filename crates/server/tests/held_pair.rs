//! A pair of channels set aside for a hold before the server was started: the server ends neither of them unasked.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use denwa_server::{
    config::{Config, PbxConfig},
    pbx::asterisk::{
        ami::Message,
        tracker::{Retention, SETTLE, Tracker},
    },
};
use std::sync::Arc;

const START: u64 = 1_800_000_000_000_000;

const CONFIG: &str = r#"
[[agents]]
login = "sato"
extension = "2001"
[pbx]
kind = "asterisk"
hold = { context = "denwa-hold" }
"#;

fn tracker() -> Tracker {
    let config = Config::parse(CONFIG).unwrap();
    let PbxConfig::Asterisk(asterisk) = config.pbx.clone() else { panic!("Asterisk") };
    Tracker::new(Arc::new(config), *asterisk, Retention::Live)
}

fn listed(channel: &str, uniqueid: &str, linkedid: &str, exten: &str) -> Message {
    let mut message = Message::new();
    for (key, value) in [
        ("Event", "CoreShowChannel"),
        ("Channel", channel),
        ("ChannelState", "6"),
        ("ChannelStateDesc", "Up"),
        ("Context", "denwa-hold"),
        ("Exten", exten),
        ("Application", "MusicOnHold"),
        ("Uniqueid", uniqueid),
        ("Linkedid", linkedid),
        ("Duration", "00:01:00"),
        ("BridgeId", ""),
    ] {
        message.push(key, value);
    }
    message
}

/// Lists channels to a server that has just been started, and lets time pass.
fn orphans(channels: &[Message]) -> Vec<String> {
    let mut tracker = tracker();
    tracker.begin_sync(START);
    for channel in channels {
        tracker.sync_channel(channel, START);
    }
    tracker.finish_sync(START);
    tracker.tick(START + 100 * SETTLE);
    tracker.orphans()
}

#[test]
fn a_held_pair_from_before_the_start_is_not_hung_up() {
    let agent = listed("PJSIP/2001-00000001", "1.1", "1.0", "agent");
    let remote = listed("PJSIP/trunk-00000000", "1.0", "1.0", "remote");
    // The two may also have different linked IDs, or the other side may not be listed.
    let stranger = listed("PJSIP/trunk-00000000", "1.0", "0.9", "remote");
    for channels in [vec![agent.clone(), remote], vec![agent.clone(), stranger], vec![agent]] {
        assert_eq!(orphans(&channels), [""; 0], "{channels:?}");
    }
}
