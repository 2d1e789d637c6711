//! Prefixes of the PBX before a number: of an outside line or another office.

use super::digits;
use super::kind::{NationalKind, Number, NumberKind};

/// The number without a prefix of the PBX, if the digits are one of the public network only without it; else as it is.
pub(super) fn without_prefix(number: Number, prefixes: &[String]) -> Number {
    let (NumberKind::Unknown(digits) | NumberKind::National { kind: NationalKind::Unallocated, digits }) = &number.kind
    else {
        return number;
    };
    let rests = prefixes.iter().filter_map(|prefix| digits.strip_prefix(prefix.as_str()));
    let outside = rests.filter_map(|rest| digits::read(rest, false).ok()).find(|number| number.kind.is_outside());
    match outside {
        Some(outside) => Number { extension: number.extension, ..outside },
        None => number,
    }
}
