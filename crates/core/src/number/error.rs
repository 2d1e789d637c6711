//! Why a text is no telephone number.

use std::fmt;

/// Why a text cannot be dialled or searched for. The words for the agent are in [`crate::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing but spaces or punctuation.
    Empty,
    /// Letters: a name, `anonymous`, 非通知, a vanity number. Letters are never turned into digits.
    Letters,
    /// A date such as `2026-11-22` or `11/22`.
    Date,
    /// An amount of money or a decimal such as `12,345` or `¥500`.
    Amount,
    /// A Japanese postal code, `123-4567`.
    PostalCode,
    /// Too few digits for what it claims to be, such as `+81110`.
    TooShort,
    /// More digits than any number has.
    TooLong,
    /// Anything else that is certainly not a number, such as only zeros or a `+` in the middle.
    Nonsense,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no digits",
            Self::Letters => "letters in a telephone number",
            Self::Date => "a date, not a telephone number",
            Self::Amount => "an amount, not a telephone number",
            Self::PostalCode => "a postal code, not a telephone number",
            Self::TooShort => "too short for a telephone number",
            Self::TooLong => "too long for a telephone number",
            Self::Nonsense => "not a telephone number",
        })
    }
}

impl std::error::Error for NumberError {}
