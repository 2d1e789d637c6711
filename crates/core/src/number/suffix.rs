//! What stands around the digits: address forms, labels, extensions.

use super::clean::split_at;
use super::kind::Digits;

/// A cleaned text cut into its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The number itself.
    pub head: String,
    /// The extension behind it.
    pub extension: Option<Digits>,
    /// The SIP address, if it was written as one.
    pub sip: Option<String>,
}

/// Words that people and web pages put before a number.
const LABELS: [&str; 11] =
    ["tel", "phone", "mobile", "電話番号", "電話", "携帯", "代表", "\u{260e}", "\u{2121}", "\u{1f4de}", "\u{260f}"];

/// Marks before an extension, longest first.
const MARKS: [&str; 4] = ["内線", "extension", "ext", "x"];

/// Cuts a text that [`clean`](super::clean::clean) has seen.
pub(super) fn parts(text: &str) -> Parts {
    let text = in_angle_brackets(text);
    let (scheme, rest) = scheme(text);
    let (address, parameters) = split_at(rest, ";").unwrap_or((rest, ""));
    let user = percent_decoded(split_at(address, "@").map_or(address, |(user, _)| user));
    let sip = (scheme == Scheme::Sip).then(|| address.to_owned());
    let parameter = parameters.split(';').find_map(|p| p.strip_prefix("ext=")).and_then(digits);
    let mut head = without_label(user.trim_matches(' '));
    for mark in ["(代)", "(代表)", "代表"] {
        head = head.strip_suffix(mark).unwrap_or(head).trim_end_matches(' ');
    }
    let (head, written) = split_extension(head);
    Parts { head: head.to_owned(), extension: parameter.or(written), sip }
}

/// `"Name" <sip:2001@pbx>` without the name.
fn in_angle_brackets(text: &str) -> &str {
    let Some((_, after)) = split_at(text, "<") else { return text };
    split_at(after, ">").map_or(text, |(inside, _)| inside.trim_matches(' '))
}

#[derive(PartialEq, Eq)]
enum Scheme {
    Tel,
    Sip,
    None,
}

fn scheme(text: &str) -> (Scheme, &str) {
    for (prefix, scheme) in
        [("tel:", Scheme::Tel), ("callto:", Scheme::Tel), ("sip:", Scheme::Sip), ("sips:", Scheme::Sip)]
    {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (scheme, rest.trim_start_matches('/'));
        }
    }
    (Scheme::None, text)
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

fn without_label(text: &str) -> &str {
    for label in LABELS {
        if let Some(rest) = text.strip_prefix(label) {
            return rest.trim_start_matches(punctuation);
        }
    }
    text
}

fn split_extension(text: &str) -> (&str, Option<Digits>) {
    for mark in MARKS {
        if let Some((head, tail)) = split_at(text, mark)
            && let Some(extension) = digits(tail)
        {
            return (head.trim_end_matches(punctuation), Some(extension));
        }
    }
    (text, None)
}

fn punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '+' | '*' | '#') || c == ' '
}

/// One to eight digits with the punctuation that comes with an extension.
fn digits(tail: &str) -> Option<Digits> {
    let tail = tail.trim_matches(punctuation);
    let plain = (1..=8).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| Digits::of(tail))
}
