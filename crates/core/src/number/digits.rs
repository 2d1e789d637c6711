//! From digits to a number.

use super::country::{is_north_american, split_country_code};
use super::error::NumberError;
use super::kind::{CallerId, NationalKind, Number, NumberKind};
use super::national;

/// More digits than this no plan has; a PBX's prefixes are allowed for.
const MOST_DIGITS: usize = 20;
/// Up to this many digits a number without `+` is the PBX's own.
pub(super) const MOST_EXTENSION_DIGITS: usize = 8;
/// Most digits of an international number (ITU-T E.164).
const MOST_E164_DIGITS: usize = 15;
/// Fewest digits of an international number that anybody has.
const LEAST_E164_DIGITS: usize = 7;

/// The three-digit services (1XY) of the Japanese network that a PBX passes on.
const SERVICES: [&str; 22] = [
    "104", "110", "111", "113", "114", "115", "116", "117", "118", "119", "122", "136", "144", "148", "151", "157",
    "159", "171", "177", "184", "188", "189",
];

/// Prefixes that choose a carrier for one call, the longer before their beginnings.
const CARRIERS: [&str; 9] = ["003768", "0033", "0036", "0039", "0041", "0061", "0077", "0088", "001"];

/// Reads digits, which may have had a `+` before them.
pub(super) fn read(digits: &str, has_plus: bool) -> Result<Number, NumberError> {
    if digits.is_empty() {
        return Err(NumberError::Empty);
    }
    // No country code begins with 0: the plus was put before a national number.
    if has_plus && !digits.starts_with('0') {
        return international(digits).map(Number::bare);
    }
    // 0 alone reaches an operator; more zeros are what some trunks send for a withheld number.
    if digits.len() > 1 && digits.bytes().all(|byte| byte == b'0') {
        return Err(NumberError::Nonsense);
    }
    let (caller_id, called) = split_caller_id(digits);
    let behind_carrier = behind_carrier(called);
    let prefixed = (caller_id.is_some() || behind_carrier.is_some()).then(|| digits.to_owned());
    let kind = behind_carrier.map_or_else(|| plain(called), Ok)?;
    Ok(Number { kind, caller_id, prefixed, extension: None })
}

/// 184 and 186 count as prefixes only before a whole number or an emergency number; 1840 may be an extension.
fn split_caller_id(digits: &str) -> (Option<CallerId>, &str) {
    for caller_id in CallerId::ALL {
        if let Some(rest) = digits.strip_prefix(caller_id.digits())
            && ((rest.len() >= 10 && rest.starts_with('0')) || is_emergency_number(rest))
        {
            return (Some(caller_id), rest);
        }
    }
    (None, digits)
}

/// The number behind a carrier's prefix, or behind 0081: Japan's country code as it is dialled from other countries.
fn behind_carrier(digits: &str) -> Option<NumberKind> {
    let called = CARRIERS.iter().filter_map(|carrier| digits.strip_prefix(carrier));
    let called = called.filter(|called| called.starts_with('0')).find_map(|called| plain(called).ok());
    let number = called.or_else(|| behind_country_code(digits.strip_prefix("0081")?));
    number.filter(NumberKind::is_outside)
}

/// The police, the coast guard, the fire brigade.
pub(super) fn is_emergency_number(digits: &str) -> bool {
    matches!(digits, "110" | "118" | "119")
}

/// A number by its digits behind `+` or the international prefix.
fn international(digits: &str) -> Result<NumberKind, NumberError> {
    if digits.len() < LEAST_E164_DIGITS {
        return Err(NumberError::TooShort);
    }
    if digits.len() > MOST_DIGITS {
        return Err(NumberError::TooLong);
    }
    if let Some(significant) = digits.strip_prefix("81") {
        let error = if significant.len() < 9 { NumberError::TooShort } else { NumberError::Nonsense };
        return behind_country_code(significant).ok_or(error);
    }
    if digits.len() > MOST_E164_DIGITS { Err(NumberError::TooLong) } else { Ok(abroad(digits)) }
}

/// A Japanese number by its digits behind 81. The 0 that is not dialled there is often written.
fn behind_country_code(significant: &str) -> Option<NumberKind> {
    national::read(&format!("0{}", significant.strip_prefix('0').unwrap_or(significant)))
}

fn abroad(digits: &str) -> NumberKind {
    let (country_code, subscriber) = split_country_code(digits);
    NumberKind::Abroad { country_code: country_code.to_owned(), subscriber: subscriber.to_owned() }
}

/// A number by its digits, which had no `+` before them.
fn plain(digits: &str) -> Result<NumberKind, NumberError> {
    if digits.len() > MOST_DIGITS {
        return Err(NumberError::TooLong);
    }
    if SERVICES.contains(&digits) {
        return Ok(NumberKind::Short(digits.to_owned()));
    }
    if digits.len() <= MOST_EXTENSION_DIGITS {
        return Ok(NumberKind::Extension(digits.to_owned()));
    }
    // 010 is Japan's international prefix.
    if let Some(digits) = digits.strip_prefix("010").filter(|rest| !rest.starts_with('0')) {
        return international(digits);
    }
    let known = national::read(digits).or_else(|| without_plus(digits));
    Ok(known.unwrap_or_else(|| NumberKind::Unknown(digits.to_owned())))
}

/// E.164 as some trunks send it, without the `+`: recognised for Japan and for the plan of North America, where the form is
/// unmistakable.
fn without_plus(digits: &str) -> Option<NumberKind> {
    if let Some(significant) = digits.strip_prefix("81") {
        let number = behind_country_code(significant);
        return number.filter(|number| !matches!(number, NumberKind::National { kind: NationalKind::Unallocated, .. }));
    }
    digits.strip_prefix('1').is_some_and(is_north_american).then(|| abroad(digits))
}

/// Whether the digits have the form of a whole number, also of one that lost its 0 or has no country code, so that they are told from the
/// other digits of a text.
pub(super) fn is_whole(number: &Number) -> bool {
    match &number.kind {
        NumberKind::National { .. } | NumberKind::Abroad { .. } => true,
        NumberKind::Unknown(digits) => national::restore_zero(digits).is_some() || is_north_american(digits),
        _ => false,
    }
}
