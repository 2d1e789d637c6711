//! A number as people in Japan write it.

use super::area;
use super::clean::clean;
use super::kind::Kind;
use super::parse::parse;
use crate::cut::{find, is_digits, value};
use crate::settings::value::tidy;

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
    shown(raw).unwrap_or_else(|| tidy(raw).to_owned())
}

fn shown(raw: &str) -> Option<String> {
    let number = parse(raw).ok()?;
    let shown = match number.kind {
        kind if number.is_national() => grouped(&number.text, kind)?,
        Kind::Abroad => abroad(&number.text),
        Kind::Short | Kind::Extension if !is_digits(&clean(raw)) => return None,
        Kind::Short | Kind::Extension | Kind::Feature => number.text,
        _ => return None,
    };
    let space = if number.caller_id.is_empty() { "" } else { "-" };
    let mark = match number.extension.as_str() {
        "" => "",
        _ if find(raw, "内線").is_some() => " 内線",
        _ => " x",
    };
    Some([number.caller_id, space, &shown, mark, &number.extension].concat())
}

/// A national number with its groups, `None` where the plan does not say them.
pub(super) fn grouped(digits: &str, kind: Kind) -> Option<String> {
    let (first, second) = match kind {
        Kind::Fixed => {
            let area = area::length(&digits[1..])?;
            (area, 6 - area)
        }
        Kind::Mobile | Kind::Ip => (3, 4),
        Kind::Machine if digits.len() == 11 => (3, 4),
        Kind::TollFree | Kind::Special => (4, 3),
        Kind::Personal => (3, 3),
        _ => return None,
    };
    Some(in_groups(["", "-", "-"], digits, [first, second]))
}

/// A foreign number: its country code set off; further groups only for North America, where everybody has the same.
fn abroad(digits: &str) -> String {
    if digits.len() == 11 && digits.starts_with('1') {
        return in_groups(["+1 ", "-", "-"], &digits[1..], [3, 3]);
    }
    in_groups(["+", " ", ""], digits, [country_code_length(digits), 0])
}

/// Three groups of so many digits, the last with those that are left, each with something before it.
fn in_groups(before: [&str; 3], digits: &str, [first, second]: [usize; 2]) -> String {
    let (first, rest) = digits.split_at(first);
    let (second, third) = rest.split_at(second);
    [before[0], first, before[1], second, before[2], third].concat()
}

/// How many of the digits are the country code (ITU-T E.164, list of assigned codes): one for zones 1 and 7, two for
/// those listed, else three.
pub(super) fn country_code_length(digits: &str) -> usize {
    match digits.get(..2).and_then(value).unwrap_or(0) {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => 2,
        _ => 3.min(digits.len()),
    }
}
