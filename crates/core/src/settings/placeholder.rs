//! Placeholders in texts and addresses: `{ANI}`. Here they are checked; [`crate::placeholders`] puts values in.

use super::reason::Reason;

/// The placeholders, the ones that are only known after the call last.
pub const PLACEHOLDERS: &[&str] =
    &["ANI", "DNIS", "NAME", "QUEUE", "DIRECTION", "CALLID", "REQUESTID", "RESULT", "DURATION"];

/// How many of them are known while the call lasts.
pub const DURING: usize = 7;

/// `text` with its placeholders in capitals, if every one is known and all braces come in pairs.
pub(crate) fn check(text: &str, after_call: bool) -> Result<String, Reason> {
    let mut checked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
        let (before, from) = rest.split_at(at);
        let inside = from.strip_prefix('{').ok_or(Reason::Placeholder)?;
        let end = inside.bytes().position(|byte| byte == b'}').ok_or(Reason::Placeholder)?;
        let (name, after) = inside.split_at(end);
        let known =
            PLACEHOLDERS.iter().position(|known| known.eq_ignore_ascii_case(name)).ok_or(Reason::Placeholder)?;
        if known >= DURING && !after_call {
            return Err(Reason::TooEarly);
        }
        for part in [before, "{", PLACEHOLDERS[known], "}"] {
            checked.push_str(part);
        }
        rest = after.get(1..).unwrap_or_default();
    }
    checked.push_str(rest);
    Ok(checked)
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
