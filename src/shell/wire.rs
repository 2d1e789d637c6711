//! The messages of the telephony socket as text.

use denwa_core::input::Unreadable;
use denwa_protocol::{ClientMessage, MAX_MESSAGE_BYTES, ServerMessage};

use crate::json::{self, JsonError};

/// Reads a message.
///
/// # Errors
/// Why the text is no message of the protocol.
pub fn decode(text: &str) -> Result<ServerMessage, Unreadable> {
    json::from_short_text(text, MAX_MESSAGE_BYTES).map_err(|error| match error {
        JsonError::TooLarge { .. } => Unreadable::TooLarge,
        JsonError::TooDeep => Unreadable::TooDeep,
        JsonError::NotJson => Unreadable::NotJson,
        JsonError::Shape(_) => Unreadable::WrongShape,
    })
}

/// Writes a message; nothing if JSON cannot hold it.
#[must_use]
pub fn encode(message: &ClientMessage) -> Option<String> {
    json::to_text(message).ok()
}
