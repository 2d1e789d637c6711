//! A number as the PBX is asked to dial it.

use super::digits::is_emergency_number;
use super::error::NumberError;
use super::kind::{CallerId, Number, NumberKind};
use super::parse::{parse, parse_all};

/// What to send to the PBX for typed, pasted or clicked text: digits, `*`, `#`, a leading `+` for numbers abroad only.
/// Japanese numbers go in their national form; with 184, 186 or a carrier's prefix before it, a number goes as it is written. An extension
/// behind a number is left out, and of several numbers the first is dialled.
///
/// # Errors
/// For text that is no number; a SIP name is refused as letters.
///
/// ```
/// use denwa_core::number::{dialable, NumberError};
/// assert_eq!(dialable("+81 (0)3-1234-5678"), Ok("0312345678".into()));
/// assert_eq!(dialable("010-1-336-222-7000"), Ok("+13362227000".into()));
/// assert_eq!(dialable("184-010-1-336-222-7000"), Ok("18401013362227000".into()));
/// assert_eq!(dialable("＊72"), Ok("*72".into()));
/// assert_eq!(dialable("2026-11-22"), Err(NumberError::Date));
/// ```
pub fn dialable(raw: &str) -> Result<String, NumberError> {
    dialable_with(raw, &[])
}

/// [`dialable`] for a PBX with outside-line or office `prefixes`: the first of them goes before a number outside, unless it has a
/// prefix already. Emergency and other short numbers, feature codes, extensions and numbers of no known plan are never rewritten.
/// With a prefix, a number abroad goes with 010, because a `+` means nothing behind a prefix.
///
/// ```
/// use denwa_core::number::dialable_with;
/// let prefixes = ["0".to_owned()];
/// assert_eq!(dialable_with("03-1234-5678", &prefixes), Ok("00312345678".into()));
/// assert_eq!(dialable_with("00312345678", &prefixes), Ok("00312345678".into()));
/// assert_eq!(dialable_with("+1 336 222 7000", &prefixes), Ok("001013362227000".into()));
/// assert_eq!(dialable_with("119", &prefixes), Ok("119".into()));
/// assert_eq!(dialable_with("2001", &prefixes), Ok("2001".into()));
/// ```
///
/// # Errors
/// As [`dialable`].
pub fn dialable_with(raw: &str, prefixes: &[String]) -> Result<String, NumberError> {
    digits_to_dial(parse(raw)?, prefixes)
}

/// A number of a text, as the PBX is asked to dial it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialable {
    /// Digits, `*`, `#`, and perhaps a leading `+`.
    pub digits: String,
    /// The digits of the extension behind the number, which are not dialled.
    pub extension: Option<String>,
}

/// All numbers in `raw`, at least one, each as in [`dialable_with`] and each once. Which of several is meant only a person knows.
///
/// ```
/// use denwa_core::number::dialable_numbers;
/// let numbers = dialable_numbers("03-1234-5678 内線12 / 090-1234-5678", &[]).unwrap();
/// assert_eq!((numbers[0].digits.as_str(), numbers[0].extension.as_deref()), ("0312345678", Some("12")));
/// assert_eq!((numbers[1].digits.as_str(), numbers.len()), ("09012345678", 2));
/// ```
///
/// # Errors
/// As [`dialable`].
pub fn dialable_numbers(raw: &str, prefixes: &[String]) -> Result<Vec<Dialable>, NumberError> {
    let mut numbers: Vec<Dialable> = Vec::new();
    for mut number in parse_all(raw)? {
        let extension = number.extension.take();
        let digits = digits_to_dial(number, prefixes)?;
        if !numbers.iter().any(|known| known.digits == digits) {
            numbers.push(Dialable { digits, extension });
        }
    }
    Ok(numbers)
}

fn digits_to_dial(number: Number, prefixes: &[String]) -> Result<String, NumberError> {
    let prefix = prefixes.iter().find(|prefix| !prefix.is_empty());
    let prefix = prefix.filter(|_| number.kind.is_outside()).map_or("", String::as_str);
    if let Some(digits) = number.prefixed {
        return Ok(format!("{prefix}{digits}"));
    }
    match number.kind {
        NumberKind::Abroad { country_code, subscriber } => {
            let international = if prefix.is_empty() { "+" } else { "010" };
            Ok(format!("{prefix}{international}{country_code}{subscriber}"))
        }
        NumberKind::National { digits, .. }
        | NumberKind::Short(digits)
        | NumberKind::Extension(digits)
        | NumberKind::Feature(digits)
        | NumberKind::Unknown(digits) => Ok(format!("{prefix}{digits}")),
        NumberKind::Sip(_) => Err(NumberError::Letters),
    }
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
/// assert!(is_emergency_with("0110", &["0".to_owned()]));
/// ```
#[must_use]
pub fn is_emergency_with(raw: &str, prefixes: &[String]) -> bool {
    let Ok(dialled) = dialable(raw) else { return false };
    let behind_prefixes = prefixes.iter().filter_map(|prefix| dialled.strip_prefix(prefix.as_str()));
    behind_prefixes.chain([dialled.as_str()]).any(|digits| {
        let behind_caller_id = CallerId::ALL.iter().find_map(|caller_id| digits.strip_prefix(caller_id.digits()));
        is_emergency_number(behind_caller_id.unwrap_or(digits))
    })
}
