//! A number as people in Japan write it.

use super::area;
use super::clean::{clean, split_at};
use super::kind::{CallerId, Dialable, JpKind, Number};
use super::parse::parse;

/// `raw` as it should stand on the screen: grouped where the numbering plan is certain, otherwise as it was written,
/// trimmed.
///
/// ```
/// use denwa_core::number::display;
/// assert_eq!(display("+81312345678"), "03-1234-5678");
/// assert_eq!(display("0499212345"), "04992-1-2345");
/// assert_eq!(display("+13362227000"), "+1 336-222-7000");
/// assert_eq!(display("2001"), "2001");
/// ```
#[must_use]
pub fn display(raw: &str) -> String {
    let as_written = || raw.trim().to_owned();
    let Ok(Number { dialable, extension, caller_id }) = parse(raw) else { return as_written() };
    let shown = match dialable {
        Dialable::National(digits, kind) => match grouped(digits.as_str(), kind) {
            Some(shown) => shown,
            None => return as_written(),
        },
        Dialable::E164(digits) => abroad(digits.as_str()),
        Dialable::Short(digits) | Dialable::Extension(digits) => {
            if extension.is_some() || clean(raw).bytes().any(|b| !b.is_ascii_digit()) {
                return as_written();
            }
            digits.as_str().to_owned()
        }
        Dialable::Feature(code) => code,
        Dialable::Unknown(_) | Dialable::Sip(_) => return as_written(),
    };
    let before = caller_id.map_or("", CallerId::prefix);
    let space = if before.is_empty() { "" } else { "-" };
    match extension {
        None => format!("{before}{space}{shown}"),
        Some(digits) => {
            let mark = if split_at(raw, "内線").is_some() { "内線" } else { "x" };
            format!("{before}{space}{shown} {mark}{}", digits.as_str())
        }
    }
}

/// A national number with its groups, `None` where the plan does not say them.
pub(super) fn grouped(digits: &str, kind: JpKind) -> Option<String> {
    let (first, second) = match kind {
        JpKind::Fixed => {
            let area = area::length(digits)?;
            (area, 6 - area)
        }
        JpKind::Mobile | JpKind::Ip => (3, 4),
        JpKind::Machine if digits.len() == 11 => (3, 4),
        JpKind::TollFree | JpKind::Special => (4, 3),
        JpKind::Personal => (3, 3),
        JpKind::Machine | JpKind::Unallocated => return None,
    };
    Some(format!("{}-{}-{}", digits.get(..first)?, digits.get(first..first + second)?, digits.get(first + second..)?))
}

/// A foreign number: its country code set off; further groups only for North America, where everybody has the same.
fn abroad(digits: &str) -> String {
    let (country, rest) = digits.split_at(country_code_length(digits));
    if country == "1" && rest.len() == 10 {
        return format!("+1 {}-{}-{}", &rest[..3], &rest[3..6], &rest[6..]);
    }
    format!("+{country} {rest}")
}

/// How many of the digits are the country code (ITU-T E.164, list of assigned codes): one for zones 1 and 7, two for
/// those listed, else three.
pub(super) fn country_code_length(digits: &str) -> usize {
    let first_two = digits.get(..2).and_then(|code| code.parse::<u8>().ok()).unwrap_or(0);
    match first_two {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => 2,
        _ => 3.min(digits.len()),
    }
}
