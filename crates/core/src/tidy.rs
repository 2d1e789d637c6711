//! Texts that were typed or pasted.

/// The most characters of a subject and of a reason that the event server takes.
const MOST_CHARS: usize = 255;

/// Cuts the spaces and invisible characters that a paste leaves at both ends.
#[must_use]
pub fn tidy(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0'))
}

/// A subject or a reason without spaces around it, cut to the length that the event server takes.
pub(crate) fn shortened(text: &str) -> String {
    text.trim().chars().take(MOST_CHARS).collect()
}
