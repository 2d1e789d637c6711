//! JSON text to serde's types and back, through the browser's own parser.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use thiserror::Error;
use wasm_bindgen::JsValue;

/// The longest text that is parsed, in bytes of UTF-8: several times the settings of a large organisation.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// How deep arrays and objects may be nested. Nothing the panel reads needs a third of it, and a hostile text could otherwise exhaust
/// the stack.
pub const MAX_DEPTH: usize = 32;

/// Why a text or a value could not be read, or a value not be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JsonError {
    /// The text is longer than the limit.
    #[error("{bytes} bytes are too many")]
    TooLarge {
        /// Its length in bytes of UTF-8.
        bytes: usize,
    },
    /// Arrays and objects are nested deeper than [`MAX_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// The text is no JSON.
    #[error("not JSON")]
    NotJson,
    /// The JSON is no value of the type.
    #[error("not of the expected shape: {0}")]
    Shape(String),
}

impl From<serde_wasm_bindgen::Error> for JsonError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self::Shape(error.to_string())
    }
}

/// Reads a text of at most [`MAX_BYTES`].
///
/// # Errors
/// See [`JsonError`].
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    from_short_text(text, MAX_BYTES)
}

/// Reads a text of at most `max_bytes`.
///
/// # Errors
/// See [`JsonError`].
pub fn from_short_text<T: DeserializeOwned>(text: &str, max_bytes: usize) -> Result<T, JsonError> {
    from_value(parse(text, max_bytes)?)
}

/// Parses a text of at most `max_bytes`, for several calls of [`from_value`].
///
/// # Errors
/// Any [`JsonError`] but [`JsonError::Shape`].
pub fn parse(text: &str, max_bytes: usize) -> Result<JsValue, JsonError> {
    check(text, max_bytes)?;
    JSON::parse(text).map_err(|_| JsonError::NotJson)
}

/// Reads a value that the browser has parsed, or that another page sent.
///
/// # Errors
/// [`JsonError::Shape`].
pub fn from_value<T: DeserializeOwned>(value: JsValue) -> Result<T, JsonError> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Makes a value of the browser's.
///
/// # Errors
/// [`JsonError::Shape`] where JSON cannot hold the value, for instance an integer above 2^53.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsonError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// Writes a value as JSON text.
///
/// # Errors
/// [`JsonError::Shape`] where JSON cannot hold the value, for instance an integer above 2^53.
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    JSON::stringify(&to_value(value)?).ok().and_then(|text| text.as_string()).ok_or(JsonError::NotJson)
}

/// Whether a text may be given to the browser's parser.
fn check(text: &str, max_bytes: usize) -> Result<(), JsonError> {
    if text.len() > max_bytes {
        Err(JsonError::TooLarge { bytes: text.len() })
    } else if depth(text) > MAX_DEPTH {
        Err(JsonError::TooDeep)
    } else {
        Ok(())
    }
}

/// The deepest nesting of arrays and objects in a JSON text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{JsonError, MAX_DEPTH, check, depth};

    #[test]
    fn nesting_is_counted_outside_of_strings() {
        assert_eq!(depth(""), 0);
        assert_eq!(depth(r#"{"a":[{"b":1}],"c":{}}"#), 3);
        assert_eq!(depth(r#"{"a":"[[[{{{","b":"\"[[["}"#), 1);
        assert_eq!(depth(&"[".repeat(40_000)), 40_000);
        assert_eq!(depth("]]]][["), 2);
    }

    #[test]
    fn large_and_deep_texts_are_refused_before_they_are_parsed() {
        assert_eq!(check("1234", 4), Ok(()));
        assert_eq!(check("12345", 4), Err(JsonError::TooLarge { bytes: 5 }));
        assert_eq!(check(&"[".repeat(MAX_DEPTH), 100), Ok(()));
        assert_eq!(check(&"[".repeat(MAX_DEPTH + 1), 100), Err(JsonError::TooDeep));
    }
}
