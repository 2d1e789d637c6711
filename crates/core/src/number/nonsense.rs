//! Digits that are certainly something else than a telephone number. Click-to-dial marks them on a page all the same.

use super::error::NumberError;
use crate::cut::find;

/// Signs that say what it is: of a postal code, of an amount of money, of a share.
const SIGNS: &[(&str, NumberError)] = &[
    ("〒", NumberError::PostalCode),
    ("\u{a5}", NumberError::Amount),
    ("$", NumberError::Amount),
    ("\u{20ac}", NumberError::Amount),
    ("\u{a3}", NumberError::Amount),
    ("円", NumberError::Amount),
    ("%", NumberError::Amount),
];

/// Refuses dates, amounts and postal codes, judged by how they are written: without separators nothing is refused.
pub(super) fn refuse(text: &str) -> Result<(), NumberError> {
    for &(sign, wrong) in SIGNS {
        if find(text, sign).is_some() {
            return Err(wrong);
        }
    }
    for &separator in b",./-" {
        let groups = groups(text, separator);
        return Err(match separator {
            b',' if is_thousands(groups.shape) => NumberError::Amount,
            b'.' if is_decimal(groups.shape) => NumberError::Amount,
            b'/' if is_short(groups.shape) => NumberError::Date,
            b'.' | b'-' if is_date(&groups) => NumberError::Date,
            b'-' if groups.shape == 0x34 => NumberError::PostalCode,
            _ => continue,
        });
    }
    Ok(())
}

/// The digit groups of a text.
#[derive(Clone, Copy, Default)]
struct Groups {
    /// How long each is, a hexadecimal digit for one: `0x422` for `2026-11-22`. 0 unless the text has nothing but digits and separators.
    shape: u32,
    /// The last three as numbers.
    last: [u32; 3],
}

fn groups(text: &str, separator: u8) -> Groups {
    let mut groups = Groups::default();
    let (mut length, mut ended) = (0_u32, false);
    // One more separator ends the last group.
    for byte in text.bytes().chain([separator]) {
        if byte == separator {
            // More groups than there is room for, or longer ones, are none of what is looked for.
            if length == 0 || groups.shape >> 28 > 0 {
                return Groups::default();
            }
            groups.shape = groups.shape << 4 | length.min(15);
            (length, ended) = (0, false);
        } else if byte == b' ' {
            ended = length > 0;
        } else if byte.is_ascii_digit() && !ended {
            if length == 0 {
                groups.last = [groups.last[1], groups.last[2], 0];
            }
            length += 1;
            groups.last[2] = groups.last[2].wrapping_mul(10).wrapping_add(u32::from(byte & 15));
        } else {
            return Groups::default();
        }
    }
    groups
}

/// `1,234,567`
fn is_thousands(mut shape: u32) -> bool {
    let several = shape > 0xf;
    while shape > 0xf && shape & 0xf == 3 {
        shape >>= 4;
    }
    several && shape <= 3
}

/// `1234.5`, `980.00`
fn is_decimal(shape: u32) -> bool {
    (0x11..=0x82).contains(&shape) && shape & 0xf <= 2
}

/// `2026-11-22`: a year of this or the last century, a month, a day.
fn is_date(groups: &Groups) -> bool {
    let [year, month, day] = groups.last;
    matches!(groups.shape, 0x411 | 0x412 | 0x421 | 0x422)
        && (1900..2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
}

/// `11/22`, `2026/11/22`: no number is written with groups this short between slashes.
fn is_short(shape: u32) -> bool {
    (0x11..=0x444).contains(&shape) && shape & 0xf <= 4 && shape >> 4 & 0xf <= 4
}
