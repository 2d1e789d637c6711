//! `methodParams` of `runApex`: `application/x-www-form-urlencoded`, as far as a host decodes it.

/// Names and values of a method's parameters.
pub type Params = Vec<(String, String)>;

/// How this host reads `methodParams`. Nobody outside Salesforce knows whether its own decodes percent signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Names and values are decoded. Otherwise Apex gets them as they came.
    pub decodes: bool,
    /// Reserved characters that are not percent-encoded are refused.
    pub is_strict: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { decodes: true, is_strict: false }
    }
}

impl Reading {
    /// The parameters in the text, or `None` if it is refused: for a broken escape sequence or, where the host is strict, for a reserved character.
    #[must_use]
    pub fn params(self, text: &str) -> Option<Params> {
        if self.is_strict && text.bytes().any(is_reserved) {
            return None;
        }
        text.split('&').filter(|pair| !pair.is_empty()).map(|pair| self.param(pair)).collect()
    }

    fn param(self, pair: &str) -> Option<(String, String)> {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if self.is_strict && value.contains('=') {
            return None;
        }
        if self.decodes { Some((decode(name)?, decode(value)?)) } else { Some((name.to_owned(), value.to_owned())) }
    }
}

fn is_reserved(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && !b"-_.~*'()!+%&=".contains(&byte)
}

/// Decodes `+` and percent escapes. `None` if an escape is broken, or the result is not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENIENT: Reading = Reading { decodes: true, is_strict: false };
    const STRICT: Reading = Reading { decodes: true, is_strict: true };

    fn pairs(pairs: &[(&str, &str)]) -> Params {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn parameters_are_a_form() {
        assert_eq!(
            LENIENT.params("name=acme&phone=(212) 555-5555&n=%2B81%203+4"),
            Some(pairs(&[("name", "acme"), ("phone", "(212) 555-5555"), ("n", "+81 3 4")]))
        );
        assert_eq!(LENIENT.params("n=+81"), Some(pairs(&[("n", " 81")])), "a plus that is not encoded is a space");
        assert_eq!(STRICT.params("n=%E9%9B%BB"), Some(pairs(&[("n", "電")])));
        assert_eq!(LENIENT.params("n=%zz"), None);
        assert_eq!(LENIENT.params("n=%ff"), None);
        assert_eq!(STRICT.params(""), Some(pairs(&[])));
        for text in ["phone=(212) 555", "n=電", "j={\"a\":1}", "a=b=c"] {
            assert_eq!(STRICT.params(text), None, "{text}");
        }
    }

    #[test]
    fn a_host_that_does_not_decode_hands_on_what_came() {
        let host = Reading { decodes: false, is_strict: false };
        assert_eq!(host.params("request=%7B%7D&n=%zz"), Some(pairs(&[("request", "%7B%7D"), ("n", "%zz")])));
    }
}
