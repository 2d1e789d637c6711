//! Puts what is known of a call into the placeholders of a text or an address: `{ANI}`. Every value is encoded where it lands, so that
//! nothing a caller sends can become part of the address's own syntax.
//!
//! Which placeholders there are, and whether a text has only those, [`crate::settings::placeholder`] knows.

use crate::cut::first_of;
use crate::settings::placeholder::PLACEHOLDERS;

/// A text for each placeholder, in the order of [`PLACEHOLDERS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub [String; PLACEHOLDERS.len()]);

/// Into plain text, as it is.
#[must_use]
pub fn into_text(template: &str, values: &Values) -> String {
    fill(template, values, false)
}

/// Into an address or a path: each value percent-encoded, as one segment of the path or one part of the query.
#[must_use]
pub fn into_address(template: &str, values: &Values) -> String {
    fill(template, values, true)
}

fn fill(template: &str, values: &Values, in_address: bool) -> String {
    let mut filled = String::new();
    let mut rest = template;
    loop {
        let (before, from) = rest.split_at(first_of(rest, b"{"));
        filled.push_str(before);
        let Some(from) = from.strip_prefix('{') else { return filled };
        let named = |name: &str| from.strip_prefix(name)?.strip_prefix('}');
        let known = PLACEHOLDERS.iter().zip(&values.0).find_map(|(name, value)| Some((value, named(name)?)));
        match known {
            // No placeholder: it stays.
            None => {
                filled.push('{');
                rest = from;
                continue;
            }
            // Two dots alone would climb a step, however they are encoded.
            Some((value, _)) if in_address && is_dots(value) && first_of(&filled, b"?#") == filled.len() => {}
            Some((value, _)) if in_address => encode(value, &mut filled),
            Some((value, _)) => filled.push_str(value),
        }
        rest = known.map_or("", |(_, after)| after);
    }
}

fn is_dots(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'.')
}

/// All but letters, digits and `-._~` becomes `%XX` of its UTF-8.
pub(crate) fn encode(text: &str, encoded: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let digit = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
            encoded.push('%');
            encoded.push(digit(byte >> 4));
            encoded.push(digit(byte & 15));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ani(value: &str) -> Values {
        let mut values = Values::default();
        value.clone_into(&mut values.0[0]);
        values
    }

    #[test]
    fn what_a_value_carries_stays_a_value() {
        for (value, encoded) in [
            ("a&b=c", "a%26b%3Dc"),
            ("#x?y/z", "%23x%3Fy%2Fz"),
            ("\"'<>", "%22%27%3C%3E"),
            ("山", "%E5%B1%B1"),
            ("😀", "%F0%9F%98%80"),
            ("+81 3", "%2B81%203"),
            ("%41", "%2541"),
            ("{NAME}", "%7BNAME%7D"),
            ("a\r\nb", "a%0D%0Ab"),
        ] {
            assert_eq!(into_address("/apex/P?x={ANI}&y=1", &ani(value)), format!("/apex/P?x={encoded}&y=1"));
            assert_eq!(into_text("<{ANI}>", &ani(value)), format!("<{value}>"));
        }
    }

    #[test]
    fn a_value_in_a_path_is_one_segment() {
        assert_eq!(into_address("/n/{ANI}/x", &ani("a/../b")), "/n/a%2F..%2Fb/x");
        assert_eq!(into_address("/n/{ANI}/x", &ani("..")), "/n//x");
        assert_eq!(into_address("/n/?q={ANI}", &ani("..")), "/n/?q=..");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        for text in ["{", "{}", "{X}", "{ani}", "}{", "a{ANI", ""] {
            assert_eq!(into_text(text, &ani("1")), text);
        }
        assert_eq!(into_text("{{ANI}}{ANI}", &ani("1")), "{1}1");
    }
}
