//! The many ways of writing one character, made one; and texts cut by their bytes. [`str`]'s own searches and trims are made for every
//! pattern and for long texts, several kilobytes of them.

/// Characters that stand for another one: from, to, what they stand for; 0 for nothing. All others stand for themselves.
const STANDS_FOR: &[(u16, u16, u8)] = &[
    // Spaces of all widths; line breaks and tabs come with a paste.
    (0x9, 0xa, b' '),
    (0xd, 0xd, b' '),
    (0xa0, 0xa0, b' '),
    (0x2000, 0x200a, b' '),
    (0x202f, 0x202f, b' '),
    (0x205f, 0x205f, b' '),
    (0x3000, 0x3000, b' '),
    // Zero width, direction marks, byte order mark: spreadsheets leave them around numbers.
    (0xad, 0xad, 0),
    (0x200b, 0x200f, 0),
    (0x202a, 0x202e, 0),
    (0x2060, 0x2069, 0),
    (0xfeff, 0xfeff, 0),
    // The dashes of Unicode, the minus sign, box drawing, wave dash, and the long-vowel marks that Japanese input gives for one.
    (0x7e, 0x7e, b'-'),
    (0x2010, 0x2015, b'-'),
    (0x2043, 0x2043, b'-'),
    (0x2212, 0x2212, b'-'),
    (0x2500, 0x2501, b'-'),
    (0x301c, 0x301c, b'-'),
    (0x30fc, 0x30fc, b'-'),
    (0xfe58, 0xfe58, b'-'),
    (0xfe63, 0xfe63, b'-'),
    (0xff5e, 0xff5e, b'-'),
    (0xff70, 0xff70, b'-'),
    (0xb7, 0xb7, b'.'),
    (0x30fb, 0x30fb, b'.'),
    (0xff65, 0xff65, b'.'),
    (0x2044, 0x2044, b'/'),
    (0x2215, 0x2215, b'/'),
    (0xffe5, 0xffe5, 0xa5),
];

/// `raw` with full-width characters made ASCII, every dash `-`, every dot `.`, every space ` `, invisible marks
/// dropped, ASCII letters in lower case and the ends trimmed.
pub(super) fn clean(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        let code = u32::from(c);
        let mut c = c;
        for &(from, to, other) in STANDS_FOR {
            if (u32::from(from)..=u32::from(to)).contains(&code) {
                c = char::from(other);
            }
        }
        if let 0xff01..=0xff5d = code {
            c = char::from_u32(code - 0xfee0).unwrap_or(c);
        }
        if c != '\0' || code == 0 {
            text.push(c.to_ascii_lowercase());
        }
    }
    trimmed(&text, |byte| byte == b' ').to_owned()
}

/// Where `mark` stands first in `text`.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    (0..text.len()).find(|&at| text.as_bytes()[at..].starts_with(mark.as_bytes()))
}

/// Both sides of the first `mark`.
pub(super) fn split_at<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// Without the ASCII characters at the beginning that are `off`.
pub(super) fn without_front(mut text: &str, off: fn(u8) -> bool) -> &str {
    while let Some(&first) = text.as_bytes().first()
        && off(first)
    {
        text = text.get(1..).unwrap_or_default();
    }
    text
}

/// Without the ASCII characters at the end that are `off`.
pub(super) fn without_end(mut text: &str, off: fn(u8) -> bool) -> &str {
    while let Some(&last) = text.as_bytes().last()
        && off(last)
    {
        text = text.get(..text.len() - 1).unwrap_or_default();
    }
    text
}

/// Without those at both ends.
pub(super) fn trimmed(text: &str, off: fn(u8) -> bool) -> &str {
    without_end(without_front(text, off), off)
}

/// Whether all of it is digits.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that a few digits are.
pub(super) fn value(digits: &str) -> u32 {
    digits.bytes().fold(0, |value, byte| value * 10 + u32::from(byte & 15))
}
