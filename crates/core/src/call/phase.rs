//! What a call is doing.

use denwa_protocol::{Call, Cause, ConnectionState, Direction};

/// What a call is doing, by its direction, the agent's connection state, and the times of answer and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Somebody calls; the agent's phone rings.
    Ringing,
    /// The agent dialled from the panel, and her own phone rings first.
    Prompting,
    /// The other side is being called.
    Dialling,
    /// Both talk.
    Talking,
    /// The agent holds the call.
    Held,
    /// Over.
    Ended(Cause),
}

impl Phase {
    /// The phase of a call.
    #[must_use]
    pub fn of(call: &Call) -> Self {
        if let Some(ended) = call.ended {
            return Self::Ended(ended.cause);
        }
        match (call.direction, call.state) {
            (_, ConnectionState::Held) => Self::Held,
            (Direction::Inbound, ConnectionState::Connected) => Self::Talking,
            (Direction::Inbound, _) if call.answered_at.is_none() => Self::Ringing,
            (Direction::Outbound, ConnectionState::Alerting) => Self::Prompting,
            (Direction::Outbound, _) if call.answered_at.is_none() => Self::Dialling,
            _ => Self::Talking,
        }
    }
}
