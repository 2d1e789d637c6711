//! Text of the socket to messages and back.

mod read;
#[cfg(test)]
mod tests;
mod write;

use denwa_protocol::{MAX_MESSAGE_BYTES, ServerMessage};

pub use write::message as encode;

use crate::json;

/// Reads a message; nothing if it is none of the protocol.
pub fn decode(text: &str) -> Option<ServerMessage> {
    if text.len() > MAX_MESSAGE_BYTES {
        return None;
    }
    read::message(&json::parse(text)?)
}
