//! What stands around the digits: address forms, labels, extensions.

use crate::cut::{is_digits, split_at, trimmed, without_end, without_front};

/// A cleaned text cut into its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The number itself.
    pub head: String,
    /// The extension behind it; empty for none.
    pub extension: String,
    /// The SIP address, if it was written as one; else empty.
    pub sip: &'a str,
}

/// Schemes of addresses; the last two are SIP's.
const SCHEMES: &[&str] = &["tel:", "callto:", "sip:", "sips:"];

/// Words that people and web pages put before a number.
const LABELS: &[&str] =
    &["tel", "phone", "mobile", "電話番号", "電話", "携帯", "代表", "\u{260e}", "\u{2121}", "\u{1f4de}", "\u{260f}"];

/// Marks before an extension, longest first.
const MARKS: &[&str] = &["内線", "extension", "ext", "x"];

/// Cuts a text that [`clean`](super::clean::clean) has seen.
pub(super) fn parts(text: &str) -> Parts<'_> {
    let mut parts = Parts::default();
    // `"Name" <sip:2001@pbx>` without the name.
    let mut text = match split_at(text, "<").and_then(|(_, after)| split_at(after, ">")) {
        Some((inside, _)) => trimmed(inside, is_space),
        None => text,
    };
    let scheme = SCHEMES.iter().position(|scheme| text.starts_with(scheme));
    if let Some(scheme) = scheme {
        text = without_front(&text[SCHEMES[scheme].len()..], |byte| byte == b'/');
    }
    let (address, mut parameters) = split_at(text, ";").unwrap_or((text, ""));
    if scheme >= Some(2) {
        parts.sip = address;
    }
    while !parameters.is_empty() {
        let (parameter, others) = split_at(parameters, ";").unwrap_or((parameters, ""));
        if let Some(extension) = parameter.strip_prefix("ext=") {
            digits(extension).clone_into(&mut parts.extension);
            break;
        }
        parameters = others;
    }
    let user = percent_decoded(split_at(address, "@").map_or(address, |(user, _)| user));
    let mut head = trimmed(&user, is_space);
    for label in LABELS {
        if let Some(rest) = head.strip_prefix(label) {
            head = without_front(rest, punctuation);
            break;
        }
    }
    for mark in &["(代)", "(代表)", "代表"] {
        head = without_end(head.strip_suffix(mark).unwrap_or(head), is_space);
    }
    for mark in MARKS {
        if let Some((before, after)) = split_at(head, mark)
            && let written = digits(after)
            && !written.is_empty()
        {
            if parts.extension.is_empty() {
                written.clone_into(&mut parts.extension);
            }
            head = without_end(before, punctuation);
            break;
        }
    }
    head.clone_into(&mut parts.head);
    parts
}

/// Only the escapes that a number can need in a URI: `%20`, `%23`, `%2a`, `%2b`.
fn percent_decoded(user: &str) -> String {
    let mut decoded = String::new();
    let mut rest = user;
    while let Some((before, after)) = split_at(rest, "%2") {
        let (text, length) = match after.as_bytes().first() {
            Some(b'0') => (" ", 1),
            Some(b'3') => ("#", 1),
            Some(b'a') => ("*", 1),
            Some(b'b') => ("+", 1),
            _ => ("%2", 0),
        };
        decoded.push_str(before);
        decoded.push_str(text);
        rest = &after[length..];
    }
    decoded.push_str(rest);
    decoded
}

fn is_space(byte: u8) -> bool {
    byte == b' '
}

fn punctuation(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b'+' | b'*' | b'#') || byte == b' '
}

/// One to eight digits without the punctuation that comes with an extension; else nothing.
fn digits(tail: &str) -> &str {
    let tail = trimmed(tail, punctuation);
    if tail.len() <= 8 && is_digits(tail) { tail } else { "" }
}
