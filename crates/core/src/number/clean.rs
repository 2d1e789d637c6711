//! The many ways of writing one character, made one.

use crate::cut::trimmed;

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

/// The escapes that a number can need in a URI, and what they stand for.
const ESCAPES: &[(&str, char)] = &[("%20", ' '), ("%23", '#'), ("%2a", '*'), ("%2b", '+')];

/// `raw` with full-width characters made ASCII, every dash `-`, every dot `.`, every space ` `, escapes read, invisible marks
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
            for &(escape, stands_for) in ESCAPES {
                if text.ends_with(escape) {
                    text.truncate(text.len() - escape.len());
                    text.push(stands_for);
                }
            }
        }
    }
    trimmed(&text, |byte| byte == b' ').to_owned()
}
