//! A number as the PBX is told it.

use super::error::NumberError;
use super::kind::Kind;
use super::parse::{self, parse};
use crate::cut::parts;

/// What to send to the PBX for typed, pasted or clicked text: digits, `*`, `#`, a leading `+` for numbers abroad only.
/// Japanese numbers go in their national form, with 184 or 186 before them if they were written so; an extension behind
/// a number is left out.
///
/// # Errors
/// For text that is no number; a SIP name is refused as letters.
///
/// ```
/// use denwa_core::number::{dialable, NumberError};
/// assert_eq!(dialable("+81 (0)3-1234-5678"), Ok("0312345678".into()));
/// assert_eq!(dialable("010-1-336-222-7000"), Ok("+13362227000".into()));
/// assert_eq!(dialable("＊72"), Ok("*72".into()));
/// assert_eq!(dialable("2026-11-22"), Err(NumberError::Date));
/// ```
pub fn dialable(raw: &str) -> Result<String, NumberError> {
    dialable_with(raw, "")
}

/// [`dialable`] for a PBX with outside-line or office `prefixes`, separated by commas or spaces: the first of them goes before a number outside, unless one is there
/// already. Emergency and other short numbers, feature codes, extensions and what fits no plan are never rewritten. Where there is a
/// prefix a number abroad goes with 010, for behind a prefix a `+` means nothing.
///
/// ```
/// use denwa_core::number::dialable_with;
/// let prefixes = "0";
/// assert_eq!(dialable_with("03-1234-5678", prefixes), Ok("00312345678".into()));
/// assert_eq!(dialable_with("00312345678", prefixes), Ok("00312345678".into()));
/// assert_eq!(dialable_with("+1 336 222 7000", prefixes), Ok("001013362227000".into()));
/// assert_eq!(dialable_with("119", prefixes), Ok("119".into()));
/// assert_eq!(dialable_with("2001", prefixes), Ok("2001".into()));
/// ```
///
/// # Errors
/// As [`dialable`].
pub fn dialable_with(raw: &str, prefixes: &str) -> Result<String, NumberError> {
    let number = parse(raw)?;
    let mut prefix = parts(prefixes, b", ").next().unwrap_or_default();
    let before = match number.kind {
        Kind::Sip => return Err(NumberError::Letters),
        Kind::Abroad if prefix.is_empty() => "+",
        Kind::Abroad => "010",
        _ => number.caller_id,
    };
    if number.kind != Kind::Abroad && number.kind >= Kind::Unallocated {
        prefix = "";
    }
    Ok([prefix, before, &number.text].concat())
}

/// Whether `raw` reaches the police (110), the coast guard (118) or the fire brigade (119), also behind 184 or 186.
/// Such a call is asked about once more.
///
/// ```
/// use denwa_core::number::is_emergency;
/// assert!(is_emergency("１１０") && is_emergency("184-119"));
/// assert!(!is_emergency("1100") && !is_emergency("03-1234-0110"));
/// ```
#[must_use]
pub fn is_emergency(raw: &str) -> bool {
    is_emergency_with(raw, "")
}

/// [`is_emergency`] for a PBX with outside-line `prefixes`: 0110 is an emergency call where 0 is the outside line.
///
/// ```
/// use denwa_core::number::is_emergency_with;
/// assert!(is_emergency_with("0110", "0"));
/// ```
#[must_use]
pub fn is_emergency_with(raw: &str, prefixes: &str) -> bool {
    let Ok(digits) = dialable(raw) else { return false };
    let reached = |prefix: &str| {
        let rest = digits.strip_prefix(prefix).unwrap_or_default();
        parse::is_emergency(rest.strip_prefix("184").or_else(|| rest.strip_prefix("186")).unwrap_or(rest))
    };
    reached("") || parts(prefixes, b", ").any(reached)
}
