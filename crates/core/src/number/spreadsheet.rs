//! Numbers that went through a spreadsheet, which takes them for amounts.

use super::digits;
use super::error::NumberError;
use super::kind::{Number, NumberKind};
use super::national;

/// Fewer digits with `.0` behind them are an amount: `4.0`.
const LEAST_DIGITS: usize = 3;

/// Reads `312345678.0`, whose 0 is lost, and refuses `8.13123E+11`, whose last digits are. `None` for any other text.
pub(super) fn read(text: &str) -> Option<Result<Number, NumberError>> {
    if has_exponent(text) {
        return Some(Err(NumberError::Nonsense));
    }
    let whole = text.strip_suffix(".0")?;
    let digits = whole.strip_prefix('+').unwrap_or(whole);
    if digits.len() < LEAST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits::read(digits, digits != whole);
    Some(number.map(|number| match &number.kind {
        NumberKind::Unknown(digits) => national::restore_zero(digits).map_or(number, Number::bare),
        _ => number,
    }))
}

/// Whether there is an `e` between digits: `8.1E+11`, `8e11`.
fn has_exponent(text: &str) -> bool {
    let mut parts = text.split('e');
    let mut before = parts.next().unwrap_or_default();
    parts.any(|behind| {
        let has_digits = before.ends_with(|c: char| c.is_ascii_digit())
            && behind.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit());
        before = behind;
        has_digits
    })
}
