//! Texts as people paste and type them.

/// Control characters, line separators, and the marks that turn the direction of writing.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How long a text is for Salesforce, which counts UTF-16 units.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Full-width ASCII made half-width, and the commas and minus signs of Japanese input made one.
pub(super) fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2212}' => '-',
        '、' | '､' => ',',
        c => c,
    };
    text.chars().map(half).collect()
}
