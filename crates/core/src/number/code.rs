//! Feature codes: digits with `*` or `#`, dialled whole.

use super::error::NumberError;

/// The most characters of a code, which may have a number in it: `*21*09012345678#`.
const MOST_CHARACTERS: usize = 21;
/// Behind this many digits `*` and `#` mark an extension.
const WHOLE_NUMBER: usize = 7;

/// The code in the text, without separators. `None` if `*` or `#` neither begin the text nor follow a few digits.
pub(super) fn read(text: &str) -> Option<Result<String, NumberError>> {
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '[' | ']')).collect();
    let is_code = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    let begins = kept.starts_with(['*', '#']);
    let has_mark_early = kept.find(['*', '#']).is_some_and(|at| at < WHOLE_NUMBER);
    let is_code_at_all = begins || (has_mark_early && kept.chars().all(is_code));
    if !is_code_at_all {
        return None;
    }
    Some(if kept.contains(char::is_alphabetic) {
        Err(NumberError::Letters)
    } else if kept.len() < 2 || !kept.chars().all(is_code) {
        Err(NumberError::Nonsense)
    } else if kept.len() > MOST_CHARACTERS {
        Err(NumberError::TooLong)
    } else {
        Ok(kept)
    })
}
