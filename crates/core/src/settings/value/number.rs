//! Whole numbers and versions.

use super::text::half_width;
use crate::settings::Reason;

/// The oldest version of the client library that the panel works with.
const OLDEST_VERSION: u32 = 43;

/// A whole number from `least` to `most`.
pub(super) fn whole(text: &str, least: u32, most: u16) -> Result<String, Reason> {
    let text = half_width(text);
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::Type);
    }
    // A number below zero, and one too large for the type, are out of range too.
    let number = text.parse().ok().filter(|number| (least..=most.into()).contains(number));
    number.map(|number: u32| number.to_string()).ok_or(Reason::Range)
}

/// A stored number, if it is whole.
pub(super) fn whole_number(number: f64) -> Result<u32, Reason> {
    if !number.is_finite() || number.fract() != 0.0 {
        return Err(Reason::Type);
    }
    if !(0.0..1e6).contains(&number) {
        return Err(Reason::Range);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to a million")]
    Ok(number as u32)
}

/// A version of Salesforce's API: `66.0`, or `66`.
pub(super) fn version(text: &str) -> Result<String, Reason> {
    let text = half_width(text);
    let digits = text.strip_suffix(".0").unwrap_or(&text);
    let is_written_well = (2..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse::<u32>() {
        Ok(version) if is_written_well && !digits.starts_with('0') => {
            if version < OLDEST_VERSION {
                Err(Reason::Range)
            } else {
                Ok(format!("{digits}.0"))
            }
        }
        _ => Err(Reason::Malformed),
    }
}
