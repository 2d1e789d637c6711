//! Whether the placeholders of a text exist. [`crate::placeholders`] puts their values in.

use super::reason::Reason;
use crate::placeholders::Placeholder;

/// The text with its placeholders in capitals, if each exists and all braces come in pairs. `knows_result`: also those that are only
/// known after the call.
pub(crate) fn check(text: &str, knows_result: bool) -> Result<String, Reason> {
    let mut checked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(brace);
        let inside = from.strip_prefix('{').and_then(|from| from.split_once('}'));
        let (name, after) = inside.ok_or(Reason::Placeholder)?;
        let placeholder = Placeholder::from_name(&name.to_ascii_uppercase()).ok_or(Reason::Placeholder)?;
        if !placeholder.is_known_during_call() && !knows_result {
            return Err(Reason::TooEarly);
        }
        checked.extend([before, "{", placeholder.name(), "}"]);
        rest = after;
    }
    Ok(checked + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

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
