//! Texts that were pasted.

/// Cuts the spaces and invisible characters that a paste leaves at both ends.
#[must_use]
pub fn tidy(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0'))
}
