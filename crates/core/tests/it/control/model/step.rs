//! The steps of the model.

use super::wrap_up;
use crate::control::*;
use denwa_protocol::Recording;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub enum Step {
    /// The agent asks for something of a call.
    Ask { what: u8, call: u8 },
    /// The agent adds something to a call.
    Add { what: u8, call: u8 },
    /// Another of her panels does.
    AddElsewhere { call: u8 },
    /// The server takes one of the commands it has, and does it or not.
    Serve { pick: u8, how: How },
    /// Somebody calls.
    Ring,
    /// The other side of a call does something: answers, or hangs up.
    Remote { call: u8, answers: bool },
    /// An event comes again.
    Again { call: u8 },
    /// Time passes, in milliseconds.
    Pass(u64),
    /// The connection breaks and comes back.
    Reconnect,
}

#[derive(Clone, Copy, Debug)]
pub enum How {
    /// The events come before the answer.
    EventsFirst,
    /// The answer comes before the events.
    AnswerFirst,
    /// It is refused.
    Refuse,
    /// It is done, but nobody says so.
    Silent,
    /// Nothing comes of it, and nobody says so.
    Lost,
}

pub fn step() -> impl Strategy<Value = Step> {
    let how = prop::sample::select(vec![
        How::EventsFirst,
        How::EventsFirst,
        How::AnswerFirst,
        How::AnswerFirst,
        How::Refuse,
        How::Silent,
        How::Lost,
    ]);
    prop_oneof![
        8 => (0u8..20, 0u8..6).prop_map(|(what, call)| Step::Ask { what, call }),
        5 => (0u8..wrap_up::KINDS, 0u8..4).prop_map(|(what, call)| Step::Add { what, call }),
        1 => (0u8..4).prop_map(|call| Step::AddElsewhere { call }),
        8 => (any::<u8>(), how).prop_map(|(pick, how)| Step::Serve { pick, how }),
        2 => Just(Step::Ring),
        2 => (0u8..6, any::<bool>()).prop_map(|(call, answers)| Step::Remote { call, answers }),
        1 => (0u8..6).prop_map(|call| Step::Again { call }),
        2 => (0u64..9_000).prop_map(Step::Pass),
        1 => Just(Step::Reconnect),
    ]
}

pub fn action(what: u8, call: &str) -> UserAction {
    let service = |service| UserAction::Command { call: call.to_owned(), service };
    let control = |control| UserAction::Control { call: call.to_owned(), control };
    let to = |service, text: &str| control(CallControl::SendTo { service, text: text.to_owned(), record: None });
    match what {
        0 => service(Service::Answer),
        1 => service(Service::Decline),
        2 => service(Service::Hold),
        3 => service(Service::Retrieve),
        4 => service(Service::HangUp),
        5 => service(Service::Park),
        6 => service(Service::Alternate),
        7 => service(Service::Reconnect),
        8 => service(Service::Transfer),
        9 => service(Service::Conference),
        10 => service(Service::PickUp),
        11 => to(Service::Consult, "2002"),
        12 => to(Service::SingleStepTransfer, "2003"),
        13 => to(Service::Deflect, "2004"),
        14 => control(CallControl::SetMute(true)),
        15 => control(CallControl::SetMute(false)),
        16 => control(CallControl::SetRecording(Recording::On)),
        17 => control(CallControl::SendTones("12345678901234567890".to_owned())),
        18 => control(CallControl::DropParty { party: "p1".to_owned() }),
        _ => UserAction::Dial("03-9999-9999".to_owned()),
    }
}
