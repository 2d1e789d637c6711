//! A test call: it rings as a real call would under the settings in force, and touches nothing, neither the event server nor a record.
//!
//! It ends by itself after a minute, or when the agent declines it or hangs up.

use super::CallContext;
use crate::Now;
use crate::effects::NEVER;
use crate::text::{Language, Msg};
use denwa_protocol::{Call, Command, ConnectionState, Direction, Number, Party};

/// A test call's ID begins so; no event server's does.
const ID: &str = "test call ";
/// How long a test call lasts at most, in milliseconds.
const LASTS_MS: u64 = 60_000;

/// A test call that begins at `at` by the server's clock, on one of the organisation's numbers.
pub(crate) fn call(at: u64, line: Option<String>, language: Language) -> Call {
    let remote = Party {
        number: Number::Known { digits: "0312345678".to_owned() },
        name: Some(Msg::TestCall.t(language).to_owned()),
    };
    Call {
        line,
        state: ConnectionState::Alerting,
        remote_state: ConnectionState::Connected,
        ..Call::new(format!("{ID}{at}"), String::new(), Direction::Inbound, remote, at)
    }
}

/// Whether a call is a test call.
pub(crate) fn is_test(call: &Call) -> bool {
    call.id.starts_with(ID)
}

/// When a test call ends by itself; no other call does.
pub(crate) fn ends_at(call: &Call, context: &CallContext) -> Now {
    if is_test(call) { context.local(call.began_at + LASTS_MS) } else { NEVER }
}

/// Applies a command to a test call. Returns `false` if the call is over with it.
pub(crate) fn apply(call: &mut Call, command: &Command, at: u64) -> bool {
    match command {
        Command::Answer { .. } => call.answered_at = Some(at),
        Command::Hold { .. } | Command::Retrieve { .. } => {}
        _ => return false,
    }
    let is_held = matches!(command, Command::Hold { .. });
    call.state = if is_held { ConnectionState::Held } else { ConnectionState::Connected };
    call.held_at = is_held.then_some(at);
    true
}
