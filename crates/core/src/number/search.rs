//! A number as records may hold it.
//!
//! Salesforce's search by telephone number looks past separators, but does not know that +81 3 and 03 are the same. So
//! a number is searched for in the few ways it may have been typed into a record.

use super::digits::{self, is_emergency_number};
use super::format::grouped;
use super::kind::{NationalKind, NumberKind};
use super::national;
use super::parse::parse_all;
use super::prefix::without_prefix;

/// The fewest digits that Salesforce searches for.
const LEAST_DIGITS: usize = 3;
/// National digits shorter than this would find others' extensions.
const LEAST_NATIONAL_DIGITS: usize = 7;

/// The most numbers of one text that are searched for.
const MOST_NUMBERS: usize = 4;

/// The ways to write `raw` in a search, the likeliest first, each of digits, `+` and `-` only; at most eight a number. Empty for
/// what is never searched for: withheld numbers, nonsense, few digits, feature codes, emergency numbers, SIP names.
///
/// An extension is searched for as it is; of several numbers each is searched for.
///
/// ```
/// use denwa_core::number::search_forms;
/// assert_eq!(search_forms("+81-3-1234-5678")[..4], ["0312345678", "03-1234-5678", "+81312345678", "+81-3-1234-5678"]);
/// assert_eq!(search_forms("+13362227000"), ["+13362227000", "3362227000", "01013362227000"]);
/// assert!(search_forms("anonymous").is_empty());
/// ```
#[must_use]
pub fn search_forms(raw: &str) -> Vec<String> {
    search_forms_with(raw, &[])
}

/// [`search_forms`] for a PBX with outside-line or office `prefixes`: a prefix is taken off where the digits are a number only
/// without it.
///
/// ```
/// use denwa_core::number::search_forms_with;
/// let prefixes = ["0".to_owned()];
/// assert_eq!(search_forms_with("00312345678", &prefixes)[0], "0312345678");
/// assert_eq!(search_forms_with("0312345678", &prefixes)[0], "0312345678");
/// ```
#[must_use]
pub fn search_forms_with(raw: &str, prefixes: &[String]) -> Vec<String> {
    let mut forms = Vec::new();
    for number in parse_all(raw).unwrap_or_default().into_iter().take(MOST_NUMBERS) {
        let of_number = forms_of(without_prefix(number, prefixes).kind);
        forms.extend(of_number.into_iter().filter(|form| !forms.contains(form)).collect::<Vec<_>>());
    }
    forms
}

fn forms_of(kind: NumberKind) -> Vec<String> {
    match kind {
        NumberKind::National { kind, digits } => national(&digits, kind),
        NumberKind::Abroad { country_code, subscriber } => abroad(&country_code, subscriber),
        NumberKind::Short(digits) if is_emergency_number(&digits) => Vec::new(),
        NumberKind::Unknown(digits) => {
            let mut forms = national::restore_zero(&digits).map(forms_of).unwrap_or_default();
            forms.retain(|form| *form != digits);
            forms.insert(0, digits);
            forms
        }
        NumberKind::Short(digits) | NumberKind::Extension(digits) if digits.len() >= LEAST_DIGITS => vec![digits],
        _ => Vec::new(),
    }
}

fn national(digits: &str, kind: NationalKind) -> Vec<String> {
    let grouped = grouped(digits, kind);
    let significant = &digits[1..];
    let is_domestic = matches!(kind, NationalKind::TollFree | NationalKind::Special);
    let mut forms: Vec<String> = [Some(digits.to_owned()), grouped.clone()].into_iter().flatten().collect();
    // 0120, 0570 and the like exist within Japan only; nobody writes them with +81.
    if !is_domestic {
        forms.push(format!("+81{significant}"));
        forms.extend(grouped.map(|grouped| format!("+81-{}", &grouped[1..])));
    }
    // A spreadsheet dropped the 0.
    forms.push(significant.to_owned());
    if !is_domestic && kind != NationalKind::Unallocated {
        forms.extend([format!("810{significant}"), format!("0081{significant}"), format!("00810{significant}")]);
    }
    forms
}

fn abroad(country_code: &str, subscriber: String) -> Vec<String> {
    let international = format!("010{country_code}{subscriber}");
    let mut forms = vec![format!("+{country_code}{subscriber}")];
    // Without its country code it must not be another number here: Rome's 06 is not Osaka's.
    let is_no_other_number = || {
        digits::read(&subscriber, false)
            .is_ok_and(|number| matches!(number.kind, NumberKind::Unknown(_) | NumberKind::Extension(_)))
    };
    if subscriber.len() >= LEAST_NATIONAL_DIGITS && is_no_other_number() {
        forms.push(subscriber);
    }
    forms.push(international);
    forms
}
