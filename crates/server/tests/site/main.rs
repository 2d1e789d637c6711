//! How sites differ: what trunks send as the caller, by what means the dialplan gives the line, which phones and queue
//! members agents have. Each test plays AMI messages to the tracker.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod callers;
mod lines;
mod members;
mod phones;

use denwa_protocol::Call;
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{
        PbxEvent,
        asterisk::{
            ami::Message,
            tracker::{Retention, Tracker},
        },
    },
};
use std::sync::Arc;

/// A tracker, and a clock that goes on by a millisecond with every message.
struct Site {
    tracker: Tracker,
    now: u64,
}

impl Site {
    /// Makes a site from parts of a configuration: the top level, and the settings of `[pbx]`.
    fn new(top: &str, pbx: &str) -> Self {
        let config = Config::parse(&format!("{top}\n[pbx]\nkind = \"asterisk\"\n{pbx}")).unwrap();
        let PbxConfig::Asterisk(asterisk) = &config.pbx else { panic!("no Asterisk") };
        let asterisk = (**asterisk).clone();
        Self { tracker: Tracker::new(Arc::new(config), asterisk, Retention::Live), now: 1_796_000_000_000_000 }
    }

    /// Plays a message; returns what the tracker reports.
    fn play(&mut self, fields: &[(&str, &str)]) -> Vec<PbxEvent> {
        self.now += 1000;
        self.tracker.event(&message(fields), self.now);
        self.reports()
    }

    fn reports(&mut self) -> Vec<PbxEvent> {
        std::iter::from_fn(|| self.tracker.poll()).map(|stamped| stamped.event).collect()
    }

    /// Plays a call from a trunk that rings at an agent's phone; returns the agent's card. `caller` are the fields of the
    /// trunk's channel.
    fn ring(&mut self, endpoint: &str, caller: &[(&str, &str)]) -> Call {
        let trunk = [("Channel", "PJSIP/carrier-00000001"), ("Uniqueid", "1.1"), ("Linkedid", "1.1")];
        // The first of several values counts.
        let trunk: Vec<_> = caller.iter().copied().chain(trunk).collect();
        let name = format!("{endpoint}-00000002");
        let phone = [("Channel", name.as_str()), ("Uniqueid", "1.2"), ("Linkedid", "1.1"), ("ChannelState", "0")];
        let keys: Vec<_> = phone.iter().map(|(key, value)| (format!("Dest{key}"), *value)).collect();
        let dest = keys.iter().map(|(key, value)| (key.as_str(), *value));
        let dial: Vec<_> = [("Event", "DialBegin")].into_iter().chain(trunk.iter().copied()).chain(dest).collect();
        let mut events = self.play(&[&[("Event", "Newchannel"), ("ChannelState", "4")], trunk.as_slice()].concat());
        events.extend(self.play(&[&[("Event", "Newchannel")], phone.as_slice()].concat()));
        events.extend(self.play(&dial));
        let ringing = [[("Event", "Newstate")].as_slice(), &phone[..3], &[("ChannelState", "5")]].concat();
        events.extend(self.play(&ringing));
        let call = events.into_iter().rev().find_map(|event| match event {
            PbxEvent::Call { extension, call } if extension == "2001" => Some(*call),
            _ => None,
        });
        call.expect("no card")
    }
}

fn message(fields: &[(&str, &str)]) -> Message {
    fields.iter().copied().collect()
}

/// An agent with default settings.
const SATO: &str = "agents = [{ login = \"sato\", extension = \"2001\" }]";
