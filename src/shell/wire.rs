//! Text of the socket to messages and back.

use denwa_protocol::{ClientMessage, MAX_MESSAGE_BYTES, ServerMessage};
use js_sys::JSON;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;

/// How deep a message may be nested. The protocol needs a fraction of it; without a limit a hostile text could exhaust the stack.
const MAX_DEPTH: usize = 32;

/// Reads a message; nothing if it is none of the protocol.
pub fn decode(text: &str) -> Option<ServerMessage> {
    if text.len() > MAX_MESSAGE_BYTES || depth(text) > MAX_DEPTH {
        return None;
    }
    let value = JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Writes a message.
pub fn encode(message: &ClientMessage) -> Option<String> {
    let value = message.serialize(&Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok()?.as_string()
}

/// The deepest nesting of arrays and objects in a JSON text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn nesting_is_counted_outside_of_texts() {
        assert_eq!(depth(""), 0);
        assert_eq!(depth(r#"{"a":[{"b":1}],"c":{}}"#), 3);
        assert_eq!(depth(r#"{"a":"[[[{{{","b":"\"[[["}"#), 1);
        assert_eq!(depth(&"[".repeat(40_000)), 40_000);
        assert_eq!(depth("]]]][["), 2);
    }
}
