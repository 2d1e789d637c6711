//! Country codes.

/// Splits an international number into its country code and the rest (ITU-T E.164, list of assigned codes): country codes of the zones
/// 1 and 7 have one digit, those listed here two, all others three.
pub(super) fn split_country_code(digits: &str) -> (&str, &str) {
    let first_two: u32 = digits.get(..2).and_then(|two| two.parse().ok()).unwrap_or_default();
    let length = match first_two {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => 2,
        _ => 3,
    };
    digits.split_at(length.min(digits.len()))
}

/// Whether the digits have the form of a North American number without its country code: area codes and exchanges begin with 2 to 9.
pub(super) fn is_north_american(digits: &str) -> bool {
    digits.len() == 10 && [0, 3].iter().all(|&at| digits.as_bytes()[at] >= b'2')
}
