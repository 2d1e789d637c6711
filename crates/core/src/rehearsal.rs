//! A test call: it rings as a real one would under the settings in force, and touches nothing, neither the event server nor a record.
//!
//! It ends by itself, when it is declined, or hung up.

use crate::Now;
use crate::card::{Card, World};
use crate::command::NEVER;
use crate::text::{Language, Msg};
use denwa_protocol::{Call, Command, ConnectionState, Direction, Number, Party};

/// Its ID begins so; no event server's does.
const ID: &str = "test call ";
/// How long it lasts at most, in milliseconds.
const LASTS_MS: u64 = 60_000;

/// A test call that begins now, at that time of the server, on one of the organisation's numbers.
pub(crate) fn call(at: u64, line: Option<String>, language: Language) -> Call {
    let remote = Party {
        number: Number::Known { digits: "0312345678".to_owned() },
        name: Some(Msg::TestCall.t(language).to_owned()),
    };
    Call {
        line,
        state: ConnectionState::Alerting,
        remote_state: ConnectionState::Connected,
        ..Call::new([ID, &crate::cut::digits(at)].concat(), String::new(), Direction::Inbound, remote, at)
    }
}

/// Whether it is one.
pub(crate) fn is_test(call: &Call) -> bool {
    call.id.starts_with(ID)
}

/// When a test call ends by itself; no other does.
pub(crate) fn ends_at(card: &Card, world: &World) -> Now {
    if is_test(&card.call) { world.local(card.call.began_at + LASTS_MS) } else { NEVER }
}

/// What a command makes of it; `false` where it is over.
pub(crate) fn go_on(call: &mut Call, command: &Command, at: u64) -> bool {
    match command {
        Command::Answer { .. } => call.answered_at = Some(at),
        Command::Hold { .. } | Command::Retrieve { .. } => {}
        _ => return false,
    }
    let held = matches!(command, Command::Hold { .. });
    call.state = if held { ConnectionState::Held } else { ConnectionState::Connected };
    call.held_at = held.then_some(at);
    true
}
