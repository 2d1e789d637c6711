//! The query string of the adapter's address, read as the client library reads it.
//!
//! The library splits at `&` and then at `=`, drops everything from a second `=` on, decodes the value with `decodeURIComponent`, and
//! makes an array of a key that comes twice. It reads `location.search` only, not the hash.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::environment::EnvironmentError;

/// All ASCII characters but the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A query string in which every value can be decoded.
#[derive(Clone, Copy)]
pub(crate) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    /// Checks a query string, with or without its question mark. If `decodeURIComponent` throws at any value, the library reads nothing
    /// at all.
    pub(crate) fn parse(search: &'a str) -> Result<Self, EnvironmentError> {
        let query = Self(search.strip_prefix('?').unwrap_or(search));
        match query.pairs().find(|(_, value)| decode(value).is_none()) {
            Some((key, _)) => Err(EnvironmentError::BrokenEncoding(key.to_owned())),
            None => Ok(query),
        }
    }

    /// Keys and values, still encoded.
    fn pairs(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.split('&').map(|pair| {
            let mut parts = pair.split('=');
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
        })
    }

    /// The value under a key, decoded, unless it is missing or empty.
    pub(crate) fn get(self, key: &'static str) -> Result<Option<String>, EnvironmentError> {
        let mut values = self.pairs().filter(|(name, _)| *name == key).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(_), Some(_)) => Err(EnvironmentError::RepeatedParameter(key)),
            (Some(value), None) => Ok(decode(value).filter(|value| !value.is_empty())),
            (None, _) => match self.pairs().find(|(name, _)| name.eq_ignore_ascii_case(key)) {
                Some((found, _)) => Err(EnvironmentError::MisspeltParameter { expected: key, found: found.to_owned() }),
                None => Ok(None),
            },
        }
    }
}

/// `decodeURIComponent`: `None` where that throws. A plus sign stays a plus sign.
#[cfg(target_arch = "wasm32")]
fn decode(text: &str) -> Option<String> {
    js_sys::decode_uri_component(text).ok().map(String::from)
}

/// The same without a browser, for the tests.
#[cfg(not(target_arch = "wasm32"))]
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let decoded = if byte == b'%' { hex(rest.next()?)? << 4 | hex(rest.next()?)? } else { byte };
        bytes.push(decoded);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(not(target_arch = "wasm32"))]
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Encodes a text for a query string, whoever decodes it: everything but letters, digits and `-._~` is percent-encoded, so that neither
/// `+81…` nor `&` nor a space is misread.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Key and value pairs as a query string, encoded.
pub(crate) fn encode_pairs(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    pairs.join("&")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{EnvironmentError, Query, decode, encode, encode_pairs};

    #[test]
    fn values_end_at_a_second_equals_sign() {
        let query = Query::parse("?a=1=2&b&=c&&mode=Lightning").unwrap();
        assert_eq!(query.get("a"), Ok(Some("1".to_owned())));
        assert_eq!(query.get("b"), Ok(None));
        let misspelt = EnvironmentError::MisspeltParameter { expected: "MODE", found: "mode".to_owned() };
        assert_eq!(query.get("MODE"), Err(misspelt));
    }

    #[test]
    fn a_japanese_number_survives() {
        let pairs = [("phone", "+81 3-1234&5678="), ("名", "山田")];
        assert_eq!(encode_pairs(&pairs), "phone=%2B81%203-1234%265678%3D&%E5%90%8D=%E5%B1%B1%E7%94%B0");
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }

        #[test]
        fn any_query_is_read(text in any::<String>()) {
            if let Ok(query) = Query::parse(&text) {
                let _ = query.get("mode");
            }
        }
    }
}
