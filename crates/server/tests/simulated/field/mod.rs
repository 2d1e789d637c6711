//! Plays the scenarios of the field dial plan on the simulated PBX, and holds each desk against the same table as the
//! recordings of a real Asterisk (`tests/asterisk/field/expected.md`).
//!
//! Not played: consultations by service code (in f12) and paging (f18), which the simulated PBX does not have. The menu of
//! f09 is played as its choices.

mod incoming;
mod moves;
mod outgoing;
mod together;

use crate::{
    bench::Bench,
    field_table::{check_cards, expected, folder},
};
use denwa_protocol::Call;
use denwa_server::{
    config::Config,
    pbx::simulated::{
        config::{Features, SimulatedConfig},
        model::{ActBody, Action},
    },
};
use std::{collections::BTreeMap, time::Duration};

/// The groups and queues of the field dial plan. Its phones have no call waiting.
const PLAN: &str = r#"
parking_seconds = 8
transfer_seconds = 5
groups = [
    { number = "600", members = ["1001", "1002", "2001"], ring_seconds = 12 },
    { number = "601", members = ["1001", "1002", "2001"], ring_seconds = 4, strategy = "hunt" },
]
queues = [
    { name = "501", number = "501", members = ["1001", "1002", "2001"] },
    { name = "502", number = "502", members = ["2001", "2002", "1003"], ring_seconds = 5, strategy = "hunt" },
    { name = "503", number = "503", members = ["1003"], overflow = "600", overflow_seconds = 6 },
]
[extensions]
1001 = { call_waiting = false }
1002 = { call_waiting = false }
1003 = { call_waiting = false }
2001 = { call_waiting = false }
2002 = { call_waiting = false }
"#;

/// What is called on each line.
const LINES: [(&str, &str); 9] = [
    ("0312345000", "600"),
    ("0312345001", "2001"),
    ("0312345002", "2002"),
    ("0312345003", "1003"),
    ("0312345010", "601"),
    ("0120000000", "501"),
    ("0120000002", "502"),
    ("0120000003", "503"),
    // The menu's choices: 1 is the queue 501, 2 the ring group 600, and extensions.
    ("0398760000", ""),
];

struct Field(Bench);

impl Field {
    fn new() -> Self {
        let config = Config::read(&folder().join("field.toml")).unwrap();
        let settings: SimulatedConfig = toml::from_str(PLAN).unwrap();
        Self(Bench::of(&config, &settings))
    }

    fn customer(&mut self, line: &str, from: &str) -> String {
        let (_, to) = LINES.into_iter().find(|(known, _)| *known == line).unwrap();
        self.through_menu(line, from, to)
    }

    fn through_menu(&mut self, line: &str, from: &str, to: &str) -> String {
        self.0.place(&format!(r#"{{"kind":"inbound","line":"{line}","from":"{from}","to":"{to}"}}"#)).unwrap()
    }

    fn dial(&mut self, extension: &str, to: &str) -> String {
        let id = self.0.place(&format!(r#"{{"kind":"outbound","from":"{extension}","to":"{to}"}}"#)).unwrap();
        self.wait(0.3);
        id
    }

    /// Dials a service code and waits until the PBX hangs up.
    fn code(&mut self, extension: &str, code: &str) {
        self.dial(extension, code);
        self.wait(1.5);
    }

    fn features(&mut self, extension: &str, features: Features) {
        self.0.machine.set_features(extension, Features { call_waiting: false, ..features }, self.0.now).unwrap();
        self.0.collect_events();
    }

    fn follow_me(&mut self, extension: &str, number: &str, must_confirm: bool) {
        let follow_me = Some(number.to_owned());
        self.features(extension, Features { follow_me, follow_me_confirm: must_confirm, ..Features::default() });
    }

    fn wait(&mut self, seconds: f64) {
        let ms = Duration::from_secs_f64(seconds).as_millis();
        self.0.pass(u64::try_from(ms).unwrap());
    }

    fn at(&mut self, call: &str, action: Action, extension: &str) {
        self.0.act_as(call, action, Some(extension)).unwrap();
    }

    fn at_phone(&mut self, call: &str, action: Action, extension: &str, phone: u8) {
        let body = ActBody { extension: Some(extension.to_owned()), phone: Some(phone), ..ActBody::default() };
        self.0.act_with(call, action, &body).unwrap();
    }

    fn send(&mut self, call: &str, action: Action, extension: &str, to: &str) {
        let body = ActBody { extension: Some(extension.to_owned()), to: Some(to.to_owned()), ..ActBody::default() };
        self.0.act_with(call, action, &body).unwrap();
    }

    fn answer(&mut self, call: &str, extension: &str) {
        self.at(call, Action::Answer, extension);
    }

    fn decline(&mut self, call: &str, extension: &str) {
        self.at(call, Action::Reject, extension);
    }

    fn outside(&mut self, call: &str, action: Action) {
        self.0.act(call, action).unwrap();
    }

    /// The customer hangs up.
    fn end(&mut self, call: &str) {
        self.outside(call, Action::RemoteHangup);
        self.wait(1.0);
    }

    fn cards(&self) -> BTreeMap<String, Vec<Call>> {
        let mut cards: BTreeMap<String, Vec<Call>> = BTreeMap::new();
        for (extension, call) in self.0.parts.values() {
            cards.entry(extension.clone()).or_default().push(call.clone());
        }
        for cards in cards.values_mut() {
            cards.sort_by_key(|card| card.began_at);
        }
        cards
    }
}

/// Plays a scenario and checks what each desk saw.
fn check(name: &str, play: impl FnOnce(&mut Field)) {
    let mut field = Field::new();
    play(&mut field);
    field.wait(120.0);
    assert!(field.0.machine.list().is_empty(), "{name}: {:?}", field.0.machine.list());
    check_cards(name, &field.cards(), &expected()[name], 0);
}
