//! Digits that are certainly something else than a telephone number. Click-to-dial marks them on a page all the same.

use super::error::NumberError;

/// Refuses dates, amounts and postal codes, judged by how they are written: without separators nothing is refused.
pub(super) fn refuse(text: &str) -> Result<(), NumberError> {
    if text.chars().any(|c| c == '〒') {
        return Err(NumberError::PostalCode);
    }
    if text.chars().any(currency) || thousands(text) || decimal(text) {
        return Err(NumberError::Amount);
    }
    let dashed = groups(text, '-');
    if date(&dashed) || date(&groups(text, '.')) || slashed_date(text) {
        return Err(NumberError::Date);
    }
    match dashed[..] {
        [a, b] if a.len() == 3 && b.len() == 4 => Err(NumberError::PostalCode),
        _ => Ok(()),
    }
}

fn currency(c: char) -> bool {
    matches!(c, '\u{a5}' | '$' | '\u{20ac}' | '\u{a3}' | '円' | '%')
}

/// The digit groups of a text that has nothing but digits and `separator`, else none.
fn groups(text: &str, separator: char) -> Vec<&str> {
    let groups: Vec<&str> = text.split(separator).map(|group| group.trim_matches(' ')).collect();
    let plain = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    if plain { groups } else { Vec::new() }
}

/// `1,234,567`
fn thousands(text: &str) -> bool {
    let groups = groups(text, ',');
    groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)
}

/// `1234.5`, `980.00`
fn decimal(text: &str) -> bool {
    matches!(groups(text, '.')[..], [whole, part] if whole.len() <= 8 && part.len() <= 2)
}

/// `2026-11-22`: a year of this or the last century, a month, a day.
fn date(groups: &[&str]) -> bool {
    let &[year, month, day] = groups else { return false };
    let within = |text: &str, most: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && within(month, 12) && within(day, 31)
}

/// `11/22`, `2026/11/22`: no number is written with groups this short between slashes.
fn slashed_date(text: &str) -> bool {
    let groups = groups(text, '/');
    (2..=3).contains(&groups.len()) && groups.iter().all(|group| group.len() <= 4)
}
