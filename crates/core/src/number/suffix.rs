//! What stands around the digits: address forms, labels, extensions.

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
    let (address, parameters) = rest.split_once(';').unwrap_or((rest, ""));
    let user = percent_decoded(address.split_once('@').map_or(address, |(user, _)| user));
    let sip = (scheme == Scheme::Sip).then(|| address.to_owned());
    let parameter = parameters.split(';').find_map(|p| p.strip_prefix("ext=")).and_then(digits);
    let mut head = without_label(user.trim());
    for mark in ["(代)", "(代表)", "代表"] {
        head = head.strip_suffix(mark).unwrap_or(head).trim_end();
    }
    let (head, written) = split_extension(head);
    Parts { head: head.to_owned(), extension: parameter.or(written), sip }
}

/// `"Name" <sip:2001@pbx>` without the name.
fn in_angle_brackets(text: &str) -> &str {
    let Some((_, after)) = text.split_once('<') else { return text };
    after.split_once('>').map_or(text, |(inside, _)| inside.trim())
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
    user.replace("%20", " ").replace("%23", "#").replace("%2a", "*").replace("%2b", "+")
}

fn without_label(text: &str) -> &str {
    for label in LABELS {
        if let Some(rest) = text.strip_prefix(label) {
            return rest.trim_start_matches([':', '.', ' ', '-']);
        }
    }
    text
}

fn split_extension(text: &str) -> (&str, Option<Digits>) {
    for mark in MARKS {
        if let Some((head, tail)) = text.split_once(mark)
            && let Some(extension) = digits(tail)
        {
            return (head.trim_end_matches([' ', '(', '[', ',', '-', '/']), Some(extension));
        }
    }
    (text, None)
}

/// One to eight digits with the punctuation that comes with an extension.
fn digits(tail: &str) -> Option<Digits> {
    let tail = tail.trim_matches([' ', '.', ':', '=', '-', '(', ')', '[', ']']);
    let plain = (1..=8).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| Digits::of(tail))
}
