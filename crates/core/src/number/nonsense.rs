//! Digits that are certainly not a telephone number. Click-to-dial marks them on a page all the same.

use super::error::NumberError;

/// Signs of a postal code, an amount of money or a share.
const SIGNS: [(char, NumberError); 6] = [
    ('〒', NumberError::PostalCode),
    ('¥', NumberError::Amount),
    ('$', NumberError::Amount),
    ('€', NumberError::Amount),
    ('£', NumberError::Amount),
    ('%', NumberError::Amount),
];

/// Refuses dates, amounts and postal codes, judged by how they are written. Digits without separators are never refused.
pub(super) fn refuse(text: &str) -> Result<(), NumberError> {
    if let Some((_, error)) = SIGNS.into_iter().find(|(sign, _)| text.contains(*sign)) {
        return Err(error);
    }
    // 円 also begins names: 円山.
    if text.split('円').rev().skip(1).any(|before| before.ends_with(|c: char| c.is_ascii_digit())) {
        return Err(NumberError::Amount);
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    let is = |separator, shape: fn(&[&str]) -> bool| groups(text, separator).is_some_and(|groups| shape(&groups));
    if is(',', is_thousands) || is('.', is_decimal) {
        Err(NumberError::Amount)
    } else if is('.', is_date) || is('/', is_short) || is('-', is_date) {
        Err(NumberError::Date)
    } else if is('-', is_postal_code) {
        Err(NumberError::PostalCode)
    } else {
        Ok(())
    }
}

/// The digits between separators, which may have spaces around them. `None` for a text that has anything else in it.
fn groups(text: &str, separator: char) -> Option<Vec<&str>> {
    let groups = text.split(separator).map(|group| group.trim_matches(' '));
    groups
        .map(|group| (!group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit())).then_some(group))
        .collect()
}

/// `1,234,567`
fn is_thousands(groups: &[&str]) -> bool {
    match groups {
        [first, others @ ..] => first.len() <= 3 && !others.is_empty() && others.iter().all(|group| group.len() == 3),
        [] => false,
    }
}

/// `1234.5`, `980.00`
fn is_decimal(groups: &[&str]) -> bool {
    matches!(groups, [_, fraction] if fraction.len() <= 2)
}

/// `2026-11-22`: a year of this or the last century, a month, a day.
fn is_date(groups: &[&str]) -> bool {
    let [year, month, day] = groups else { return false };
    let is_within = |text: &str, most_digits, range: std::ops::Range<u16>| {
        text.len() <= most_digits && text.parse().is_ok_and(|number| range.contains(&number))
    };
    is_within(year, 4, 1900..2100) && is_within(month, 2, 1..13) && is_within(day, 2, 1..32)
}

/// `11/22`, `2026/11/22`: no telephone number with slashes is this short.
fn is_short(groups: &[&str]) -> bool {
    matches!(groups.len(), 2 | 3) && groups.iter().map(|group| group.len()).sum::<usize>() <= 8
}

/// `123-4567`
fn is_postal_code(groups: &[&str]) -> bool {
    matches!(groups, [area, town] if area.len() == 3 && town.len() == 4)
}
