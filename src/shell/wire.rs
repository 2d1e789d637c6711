//! Text of the socket to messages and back.

mod json;
mod read;
#[cfg(test)]
mod tests;

use denwa_protocol::{ClientMessage, MAX_MESSAGE_BYTES, ServerMessage};
use js_sys::JSON;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;

/// Reads a message; nothing if it is none of the protocol.
pub fn decode(text: &str) -> Option<ServerMessage> {
    if text.len() > MAX_MESSAGE_BYTES {
        return None;
    }
    read::message(&JSON::parse(text).ok()?)
}

/// Writes a message.
pub fn encode(message: &ClientMessage) -> Option<String> {
    let value = message.serialize(&Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok()?.as_string()
}
