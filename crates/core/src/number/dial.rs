//! A number as the PBX is told it.

use super::error::NumberError;
use super::kind::{CallerId, Dialable, Number};
use super::parse::parse;

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
    let Number { dialable, caller_id, .. } = parse(raw)?;
    let before = caller_id.map_or("", CallerId::prefix);
    Ok(match dialable {
        Dialable::E164(digits) => format!("+{}", digits.as_str()),
        Dialable::National(digits, _)
        | Dialable::Short(digits)
        | Dialable::Extension(digits)
        | Dialable::Unknown(digits) => format!("{before}{}", digits.as_str()),
        Dialable::Feature(code) => code,
        Dialable::Sip(_) => return Err(NumberError::Letters),
    })
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
    is_emergency_with(raw, &[])
}

/// [`is_emergency`] for a PBX with outside-line `prefixes`: 0110 is an emergency call where 0 is the outside line.
///
/// ```
/// use denwa_core::number::is_emergency_with;
/// assert!(is_emergency_with("0110", &["0".into()]));
/// ```
#[must_use]
pub fn is_emergency_with(raw: &str, prefixes: &[String]) -> bool {
    let Ok(digits) = dialable(raw) else { return false };
    let direct = |digits: &str| {
        let digits = digits.strip_prefix("184").or_else(|| digits.strip_prefix("186")).unwrap_or(digits);
        matches!(digits, "110" | "118" | "119")
    };
    direct(&digits) || prefixes.iter().any(|prefix| digits.strip_prefix(prefix.as_str()).is_some_and(direct))
}
