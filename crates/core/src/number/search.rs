//! A number as records may hold it.
//!
//! Salesforce's search by telephone number looks past separators, but does not know that +81 3 and 03 are the same. So
//! a number is searched for in the few ways it may have been typed into a record.

use super::format::{country_code_length, grouped};
use super::kind::{Kind, Number};
use super::parse::{is_emergency, parse};
use crate::cut::parts;

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
    search_forms_with(raw, "")
}

/// [`search_forms`] for a PBX with outside-line or office `prefixes`, separated by commas or spaces: one is taken off where only that makes a number
/// of the digits.
///
/// ```
/// use denwa_core::number::search_forms_with;
/// assert_eq!(search_forms_with("00312345678", "0")[0], "0312345678");
/// assert_eq!(search_forms_with("0312345678", "0")[0], "0312345678");
/// ```
#[must_use]
pub fn search_forms_with(raw: &str, prefixes: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let Ok(mut number) = parse(raw) else { return forms };
    if matches!(number.kind, Kind::Unknown | Kind::Unallocated) {
        for prefix in parts(prefixes, b", ") {
            if let Some(Ok(rest)) = number.text.strip_prefix(prefix).map(parse)
                && (rest.kind < Kind::Unallocated || rest.kind == Kind::Abroad)
            {
                number = rest;
                break;
            }
        }
    }
    let Number { kind, text, .. } = number;
    match kind {
        Kind::Feature | Kind::Sip => {}
        Kind::Short if is_emergency(&text) => {}
        Kind::Short | Kind::Extension | Kind::Unknown => {
            if text.len() >= LEAST_DIGITS {
                forms.push(text);
            }
        }
        Kind::Abroad => {
            forms.push(["+", &text].concat());
            let significant = &text[country_code_length(&text)..];
            // Without its country code it must not be another number here: Rome's 06 is not Osaka's.
            let elsewhere = parse(significant).map_or(Kind::Sip, |number| number.kind);
            if significant.len() >= LEAST_NATIONAL_DIGITS && matches!(elsewhere, Kind::Unknown | Kind::Extension) {
                forms.push(significant.to_owned());
            }
        }
        _ => {
            let grouped = grouped(&text, kind);
            forms.push(text);
            if let Some(grouped) = grouped {
                forms.push(grouped);
            }
            // 0120, 0570 and the like exist within Japan only; nobody writes them with +81.
            if !matches!(kind, Kind::TollFree | Kind::Special) {
                for at in 0..forms.len() {
                    forms.push([if at == 0 { "+81" } else { "+81-" }, &forms[at][1..]].concat());
                }
            }
        }
    }
    forms
}
