//! A number as people in Japan write it.

use super::area;
use super::clean::clean;
use super::kind::{NationalKind, Number, NumberKind};
use super::parse::parse;
use super::prefix::without_prefix;
use crate::tidy::tidy;

/// `raw` as it is shown: grouped where the numbering plan is certain, otherwise as it was written, trimmed.
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
    display_with(raw, &[])
}

/// [`display`] for a PBX with outside-line or office `prefixes`: a prefix that the PBX left before the number is not shown.
///
/// ```
/// use denwa_core::number::display_with;
/// let prefixes = ["0".to_owned()];
/// assert_eq!(display_with("00311112222", &prefixes), "03-1111-2222");
/// assert_eq!(display_with("0311112222", &prefixes), "03-1111-2222");
/// assert_eq!(display_with("2001", &prefixes), "2001");
/// ```
#[must_use]
pub fn display_with(raw: &str, prefixes: &[String]) -> String {
    let number = parse(raw).ok().map(|number| without_prefix(number, prefixes));
    number.and_then(|number| in_groups(number, raw)).unwrap_or_else(|| tidy(raw).to_owned())
}

/// The number with its groups, and 184 or 186 and the extension around it. `None` if it is to be shown as it was written, as with a
/// carrier's prefix.
fn in_groups(number: Number, raw: &str) -> Option<String> {
    let mut shown = match number.kind {
        NumberKind::National { kind, digits } => grouped(&digits, kind)?,
        NumberKind::Abroad { country_code, subscriber } => abroad(&country_code, &subscriber),
        NumberKind::Short(digits) | NumberKind::Extension(digits) if is_bare(raw) => digits,
        NumberKind::Feature(code) => code,
        _ => return None,
    };
    if let Some(caller_id) = number.caller_id {
        shown = format!("{caller_id}-{}", shown.replace('+', "010-"));
    }
    let has_digits = |prefixed: String| prefixed.bytes().eq(shown.bytes().filter(u8::is_ascii_digit));
    if !number.prefixed.is_none_or(has_digits) {
        return None;
    }
    if let Some(extension) = number.extension {
        let mark = if raw.contains('内') { "内線" } else { "x" };
        shown = format!("{shown} {mark}{extension}");
    }
    Some(shown)
}

/// Whether there is nothing but digits in `raw`.
fn is_bare(raw: &str) -> bool {
    clean(raw).bytes().all(|byte| byte.is_ascii_digit())
}

/// A national number with its groups, `None` where the plan does not say how to group it.
pub(super) fn grouped(digits: &str, kind: NationalKind) -> Option<String> {
    let (first, second) = match kind {
        NationalKind::Fixed => {
            let area = area::length(digits)?;
            (area, 6 - area)
        }
        NationalKind::Mobile | NationalKind::Ip => (3, 4),
        NationalKind::Machine if digits.len() == 11 => (3, 4),
        NationalKind::TollFree | NationalKind::Special => (4, 3),
        NationalKind::Personal => (3, 3),
        NationalKind::Machine | NationalKind::Unallocated => return None,
    };
    Some(in_three(digits, first, second))
}

/// A foreign number with its country code set off. Further groups only for North America, where every country has the same.
fn abroad(country_code: &str, subscriber: &str) -> String {
    if country_code == "1" && subscriber.len() == 10 {
        return format!("+1 {}", in_three(subscriber, 3, 3));
    }
    format!("+{country_code} {subscriber}")
}

/// Three groups, of which the last has the digits that are left.
fn in_three(digits: &str, first: usize, second: usize) -> String {
    let (first, rest) = digits.split_at(first);
    let (second, third) = rest.split_at(second);
    format!("{first}-{second}-{third}")
}
