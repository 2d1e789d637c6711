//! What stands around the digits: address forms, labels, extensions.

use crate::cut::{first_of, is_digits, pieces, split_at, trimmed, without_end, without_front};

/// The parts of a cleaned text; empty for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The number itself.
    pub head: &'a str,
    /// The extension behind it.
    pub extension: &'a str,
    /// The SIP address, if it was written as one.
    pub sip: &'a str,
}

/// Schemes of addresses; those with an `s` in front are SIP's.
const SCHEMES: &[&str] = &["tel:", "callto:", "sip:", "sips:"];

/// Words that people and web pages put before a number.
const LABELS: &[&str] =
    &["tel", "phone", "mobile", "電話番号", "電話", "携帯", "代表", "\u{260e}", "\u{2121}", "\u{1f4de}", "\u{260f}"];

/// Words for a firm's main number, behind it.
const ENDS: &[&str] = &["(代)", "(代表)", "代表"];

/// Marks before an extension, longest first.
const MARKS: &[&str] = &["内線", "extension", "ext", "x"];

/// Cuts a text that [`clean`](super::clean::clean) has seen.
pub(super) fn around(text: &str) -> Parts<'_> {
    let mut found = Parts::default();
    // `"Name" <sip:2001@pbx>` without the name.
    let inside = split_at(text, "<").and_then(|(_, after)| split_at(after, ">"));
    let mut text = trimmed(inside.map_or(text, |(inside, _)| inside), is_space);
    let mut is_sip = false;
    for scheme in SCHEMES {
        if let Some(rest) = text.strip_prefix(scheme) {
            text = without_front(rest, |byte| byte == b'/');
            is_sip = scheme.starts_with('s');
            break;
        }
    }
    let mut pieces = pieces(text, b";");
    let address = pieces.next().unwrap_or_default();
    if is_sip {
        found.sip = address;
    }
    if let Some(extension) = pieces.find_map(|parameter| parameter.strip_prefix("ext=")) {
        found.extension = digits(extension);
    }
    let mut head = trimmed(&address[..first_of(address, b"@")], is_space);
    for label in LABELS {
        if let Some(rest) = head.strip_prefix(label) {
            head = without_front(rest, punctuation);
            break;
        }
    }
    for mark in ENDS {
        head = without_end(head.strip_suffix(mark).unwrap_or(head), is_space);
    }
    for mark in MARKS {
        if let Some((before, after)) = split_at(head, mark)
            && let written = digits(after)
            && !written.is_empty()
        {
            if found.extension.is_empty() {
                found.extension = written;
            }
            head = without_end(before, punctuation);
            break;
        }
    }
    found.head = head;
    found
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
