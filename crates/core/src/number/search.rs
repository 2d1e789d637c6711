//! A number as records may hold it.
//!
//! Salesforce's search by telephone number looks past separators, but does not know that +81 3 and 03 are the same. So
//! a number is searched for in the few ways it may have been typed into a record.

use super::format::{country_code_length, grouped};
use super::kind::{Dialable, JpKind};
use super::parse::parse;

/// The fewest digits that Salesforce searches for.
const LEAST_DIGITS: usize = 3;
/// National digits shorter than this would find others' extensions.
const LEAST_NATIONAL_DIGITS: usize = 7;

/// The ways to write `raw` in a search, the likeliest first, each of digits, `+` and `-` only; at most four. Empty for
/// what is never searched for: withheld, nonsense, too short, feature codes, emergency numbers, SIP names.
///
/// An extension is searched for as it is.
///
/// ```
/// use denwa_core::number::search_forms;
/// assert_eq!(search_forms("+81-3-1234-5678"), ["0312345678", "03-1234-5678", "+81312345678", "+81-3-1234-5678"]);
/// assert_eq!(search_forms("+13362227000"), ["+13362227000", "3362227000"]);
/// assert!(search_forms("anonymous").is_empty());
/// ```
#[must_use]
pub fn search_forms(raw: &str) -> Vec<String> {
    search_forms_with(raw, &[])
}

/// [`search_forms`] for a PBX with outside-line or office `prefixes`: one is taken off where only that makes a number
/// of the digits.
///
/// ```
/// use denwa_core::number::search_forms_with;
/// assert_eq!(search_forms_with("00312345678", &["0".into()])[0], "0312345678");
/// assert_eq!(search_forms_with("0312345678", &["0".into()])[0], "0312345678");
/// ```
#[must_use]
pub fn search_forms_with(raw: &str, prefixes: &[String]) -> Vec<String> {
    let Some(number) = without_prefix(raw, prefixes) else { return Vec::new() };
    match number {
        Dialable::National(digits, kind) => national(digits.as_str(), kind),
        Dialable::E164(digits) => {
            let digits = digits.as_str();
            let mut forms = vec![format!("+{digits}")];
            let significant = &digits[country_code_length(digits)..];
            // Without its country code it must not be another number here: Rome's 06 is not Osaka's.
            let elsewhere = parse(significant).map(|number| number.dialable);
            if significant.len() >= LEAST_NATIONAL_DIGITS
                && matches!(elsewhere, Ok(Dialable::Unknown(_) | Dialable::Extension(_)))
            {
                forms.push(significant.to_owned());
            }
            forms
        }
        Dialable::Short(digits) if matches!(digits.as_str(), "110" | "118" | "119") => Vec::new(),
        Dialable::Short(digits) | Dialable::Extension(digits) | Dialable::Unknown(digits) => {
            if digits.as_str().len() < LEAST_DIGITS { Vec::new() } else { vec![digits.as_str().to_owned()] }
        }
        Dialable::Feature(_) | Dialable::Sip(_) => Vec::new(),
    }
}

fn national(digits: &str, kind: JpKind) -> Vec<String> {
    let significant = &digits[1..];
    let grouped = grouped(digits, kind);
    let mut forms = vec![digits.to_owned()];
    forms.extend(grouped.clone());
    // 0120, 0570 and the like exist within Japan only; nobody writes them with +81.
    if !matches!(kind, JpKind::TollFree | JpKind::Special) {
        forms.push(format!("+81{significant}"));
        forms.extend(grouped.map(|grouped| format!("+81-{}", &grouped[1..])));
    }
    forms
}

fn without_prefix(raw: &str, prefixes: &[String]) -> Option<Dialable> {
    let whole = parse(raw).ok()?.dialable;
    let (Dialable::Unknown(digits) | Dialable::National(digits, JpKind::Unallocated)) = &whole else {
        return Some(whole);
    };
    let stripped = prefixes
        .iter()
        .filter(|prefix| !prefix.is_empty())
        .filter_map(|prefix| parse(digits.as_str().strip_prefix(prefix.as_str())?).ok())
        .map(|number| number.dialable)
        .find(|number| match number {
            Dialable::National(_, kind) => *kind != JpKind::Unallocated,
            other => matches!(other, Dialable::E164(_)),
        });
    Some(stripped.unwrap_or(whole))
}
