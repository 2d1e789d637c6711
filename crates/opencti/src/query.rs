//! The query string of the adapter's address, read as the client library reads it.
//!
//! The library splits at `&` and then at `=`, keeps of a value what stands before a second `=`, decodes it with
//! `decodeURIComponent`, and makes an array of a key that comes twice. Only `location.search` counts, not the hash.

use crate::environment::{EnvironmentError, Fault};

/// What stands before an ASCII character, and what behind it, where it is there. The standard library's search is for long texts, and
/// long itself.
pub(crate) fn cut(text: &str, mark: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == mark) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// A query string that can be read: no value of it has a broken encoding.
#[derive(Clone, Copy)]
pub(crate) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    /// Checks a query string, with or without its question mark. Where `decodeURIComponent` would throw at any value the library reads
    /// nothing at all.
    pub(crate) fn parse(search: &'a str) -> Result<Self, EnvironmentError> {
        let query = Self(search.strip_prefix('?').unwrap_or(search));
        for (key, value) in query.pairs() {
            if decode(value).is_none() {
                return Err(EnvironmentError::new(Fault::BrokenEncoding, key));
            }
        }
        Ok(query)
    }

    /// Keys and values as they stand there.
    fn pairs(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = Some(self.0);
        core::iter::from_fn(move || {
            let (pair, more) = cut(rest?, b'&');
            rest = more;
            let (key, value) = cut(pair, b'=');
            Some((key, cut(value.unwrap_or_default(), b'=').0))
        })
    }

    /// The value under a key, decoded; empty where there is none.
    pub(crate) fn get(self, key: &str) -> Result<String, EnvironmentError> {
        let (mut exact, mut other) = (None, None);
        for (name, value) in self.pairs() {
            if name == key {
                if exact.is_some() {
                    return Err(EnvironmentError::new(Fault::RepeatedParameter, key));
                }
                exact = Some(value);
            } else if other.is_none() && name.eq_ignore_ascii_case(key) {
                other = Some(name);
            }
        }
        match (exact, other) {
            (None, Some(found)) => Err(EnvironmentError::new(Fault::MisCasedParameter, found).instead_of(key)),
            _ => Ok(decode(exact.unwrap_or_default()).unwrap_or_default()),
        }
    }
}

/// `decodeURIComponent`: `None` where that throws. A plus sign stays one.
#[cfg(target_arch = "wasm32")]
pub(crate) fn decode(text: &str) -> Option<String> {
    js_sys::decode_uri_component(text).ok().map(String::from)
}

/// The same without a browser, for the tests.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let (mut from, mut to) = (0, 0);
    while from < bytes.len() {
        let mut byte = bytes[from];
        if byte == b'%' {
            byte = hex(*bytes.get(from + 1)?)? << 4 | hex(*bytes.get(from + 2)?)?;
            from += 2;
        }
        bytes[to] = byte;
        from += 1;
        to += 1;
    }
    bytes.truncate(to);
    String::from_utf8(bytes).ok()
}

/// Encodes a text so that it can stand in a query string, whoever decodes it: all but letters, digits and `-._~` is
/// percent-encoded, so that neither `+81…` nor `&` nor a space is misread.
pub(crate) fn encode(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}

/// Key and value pairs as a query string, encoded.
pub(crate) fn encode_pairs(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (key, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&encode(key));
        out.push('=');
        out.push_str(&encode(value));
    }
    out
}

#[cfg(not(target_arch = "wasm32"))]
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{EnvironmentError, Fault, Query, decode, encode, encode_pairs};

    #[test]
    fn values_end_at_a_second_equals_sign() {
        let query = Query::parse("?a=1=2&b&=c&&mode=Lightning").unwrap();
        assert_eq!(query.get("a"), Ok("1".to_owned()));
        assert_eq!(query.get("b"), Ok(String::new()));
        let miscased = EnvironmentError::new(Fault::MisCasedParameter, "mode").instead_of("MODE");
        assert_eq!(query.get("MODE"), Err(miscased));
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
