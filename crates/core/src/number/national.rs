//! The Japanese numbering plan.

use super::area;
use super::kind::{NationalKind, NumberKind};

/// The parts of the plan other than fixed lines, by how a number begins and how many digits it has. The first row that fits counts.
const PLAN: [(&str, usize, NationalKind); 13] = [
    ("0200", 14, NationalKind::Machine),
    ("020", 11, NationalKind::Machine),
    ("0120", 10, NationalKind::TollFree),
    ("0800", 11, NationalKind::TollFree),
    ("0570", 10, NationalKind::Special),
    ("0990", 10, NationalKind::Special),
    ("0180", 10, NationalKind::Special),
    ("060", 10, NationalKind::Personal),
    ("060", 11, NationalKind::Mobile),
    ("070", 11, NationalKind::Mobile),
    ("080", 11, NationalKind::Mobile),
    ("090", 11, NationalKind::Mobile),
    ("050", 11, NationalKind::Ip),
];

/// Reads digits with their leading 0 as a national number, if the plan has numbers of that length.
pub(super) fn read(digits: &str) -> Option<NumberKind> {
    Some(NumberKind::National { kind: kind_of(digits)?, digits: digits.to_owned() })
}

/// The part of the plan that digits with their leading 0 belong to.
fn kind_of(digits: &str) -> Option<NationalKind> {
    // What follows 00, a carrier's prefix, depends on the carrier.
    if !digits.starts_with('0') || digits.starts_with("00") {
        return None;
    }
    let row = PLAN.iter().find(|(start, length, _)| digits.len() == *length && digits.starts_with(start));
    match row {
        Some((_, _, kind)) => Some(*kind),
        None if digits.len() != 10 => None,
        None if area::length(digits).is_some() => Some(NationalKind::Fixed),
        None => Some(NationalKind::Unallocated),
    }
}

/// The national number that digits without a 0 are, if a spreadsheet dropped it: one with an area code, of a mobile or of IP telephony.
pub(super) fn restore_zero(digits: &str) -> Option<NumberKind> {
    // Numbers of these parts have ten or eleven digits with their 0.
    if !(9..=10).contains(&digits.len()) {
        return None;
    }
    let digits = format!("0{digits}");
    let kind = kind_of(&digits)?;
    let is_expected = matches!(kind, NationalKind::Fixed | NationalKind::Mobile | NationalKind::Ip);
    is_expected.then_some(NumberKind::National { kind, digits })
}
