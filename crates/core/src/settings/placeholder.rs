//! Placeholders in texts and addresses: `{ANI}`. Here they are checked; [`crate::placeholders`] puts values in.

use super::reason::Reason;
use crate::cut::{first_of, split_at};

/// The placeholders, the ones that are only known after the call last.
pub const PLACEHOLDERS: &[&str] =
    &["ANI", "DNIS", "NAME", "QUEUE", "DIRECTION", "CALLID", "REQUESTID", "RESULT", "DURATION"];

/// How many of them are known while the call lasts.
pub const DURING: usize = 7;

/// Appends `text` with its placeholders in capitals, if every one is known and all braces come in pairs.
pub(crate) fn check(text: &str, after_call: bool, checked: &mut String) -> Result<(), Reason> {
    let mut rest = text;
    loop {
        let (before, from) = rest.split_at(first_of(rest, b"{}"));
        checked.push_str(before);
        if from.is_empty() {
            return Ok(());
        }
        let (name, after) = from.strip_prefix('{').and_then(|from| split_at(from, "}")).ok_or(Reason::Placeholder)?;
        let known =
            PLACEHOLDERS.iter().position(|known| known.eq_ignore_ascii_case(name)).ok_or(Reason::Placeholder)?;
        if known >= DURING && !after_call {
            return Err(Reason::TooEarly);
        }
        for part in ["{", PLACEHOLDERS[known], "}"] {
            checked.push_str(part);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, after_call: bool) -> Result<String, Reason> {
        let mut checked = String::new();
        super::check(text, after_call, &mut checked).map(|()| checked)
    }

    #[test]
    fn known_and_in_pairs() {
        assert_eq!(check("電話 {ani} {NAME}", false), Ok("電話 {ANI} {NAME}".to_owned()));
        assert_eq!(check("{RESULT}{DURATION}", true), Ok("{RESULT}{DURATION}".to_owned()));
        assert_eq!(check("{RESULT}", false), Err(Reason::TooEarly));
        for wrong in ["{", "}", "{}", "{ANI", "ANI}", "{{ANI}}", "{ANI }", "{PASSWORD}", "{😀}"] {
            assert_eq!(check(wrong, true), Err(Reason::Placeholder), "{wrong}");
        }
    }
}
