//! The query string of the adapter's address, read as the client library reads it.
//!
//! The library splits at `&` and then at `=`, keeps of a value what stands before a second `=`, decodes it with
//! `decodeURIComponent`, and makes an array of a key that comes twice. Only `location.search` counts, not the hash.

/// The pairs of a query string, in their order.
pub(crate) struct Query<'a> {
    pairs: Vec<(&'a str, &'a str)>,
}

/// What is found under a key.
pub(crate) enum Found {
    /// Not there, or there without a value.
    Missing,
    /// There under a key that differs in the case of its letters only.
    MisCased(String),
    /// There more than once.
    Repeated,
    /// There once.
    Value(String),
}

impl<'a> Query<'a> {
    /// Splits a query string, with or without its question mark.
    pub(crate) fn parse(search: &'a str) -> Self {
        let search = search.strip_prefix('?').unwrap_or(search);
        let pairs = search
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let mut parts = pair.split('=');
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            })
            .collect();
        Self { pairs }
    }

    /// The first key whose value `decodeURIComponent` would throw at: then the library reads nothing at all.
    pub(crate) fn undecodable(&self) -> Option<&'a str> {
        self.pairs.iter().find(|(_, value)| decode(value).is_none()).map(|(key, _)| *key)
    }

    /// Looks a key up.
    pub(crate) fn get(&self, key: &str) -> Found {
        let mut exact = self.pairs.iter().filter(|(name, _)| *name == key);
        match (exact.next(), exact.next()) {
            (Some(_), Some(_)) => Found::Repeated,
            (Some((_, value)), None) => match decode(value) {
                Some(value) if !value.is_empty() => Found::Value(value),
                _ => Found::Missing,
            },
            (None, _) => match self.pairs.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)) {
                Some((name, _)) => Found::MisCased((*name).to_owned()),
                None => Found::Missing,
            },
        }
    }
}

/// `decodeURIComponent`: `None` where that throws. A plus sign stays one.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = hex(rest.next()?)?;
            let low = hex(rest.next()?)?;
            bytes.push(high << 4 | low);
        } else {
            bytes.push(byte);
        }
    }
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
pub(crate) fn encode_pairs(pairs: &[(String, String)]) -> String {
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

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{Query, decode, encode, encode_pairs};

    #[test]
    fn values_end_at_a_second_equals_sign() {
        let query = Query::parse("?a=1=2&b&=c&&mode=Lightning");
        assert!(matches!(query.get("a"), super::Found::Value(value) if value == "1"));
        assert!(matches!(query.get("b"), super::Found::Missing));
        assert!(matches!(query.get("MODE"), super::Found::MisCased(name) if name == "mode"));
    }

    #[test]
    fn a_japanese_number_survives() {
        let pairs = vec![("phone".to_owned(), "+81 3-1234&5678=".to_owned()), ("名".to_owned(), "山田".to_owned())];
        assert_eq!(encode_pairs(&pairs), "phone=%2B81%203-1234%265678%3D&%E5%90%8D=%E5%B1%B1%E7%94%B0");
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }

        #[test]
        fn any_query_is_read(text in any::<String>(), key in any::<String>()) {
            let query = Query::parse(&text);
            let _ = query.undecodable();
            let _ = query.get(&key);
        }
    }
}
