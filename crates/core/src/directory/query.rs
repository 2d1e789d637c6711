//! What the CRM is asked for a typed text: records by a name, or by a whole telephone number.

use crate::number;
use crate::package::search::{SearchRequest, SearchTarget};
use crate::settings::{Integration, Settings};

/// The fewest characters of a name that the CRM is asked for. A name in Japanese may have one.
const LEAST_LETTERS: usize = 2;
/// The fewest digits of a number that the CRM is asked for.
const LEAST_DIGITS: usize = 9;
/// The longest name that the CRM is asked for, in characters.
const LONGEST: usize = 80;

/// Whether records may be looked for.
pub(super) fn is_worth_asking(text: &str, settings: &Settings) -> bool {
    record_search(text, settings).is_some()
}

/// The question to the CRM; none for a text that finds nothing, and where the CRM is not linked.
pub(super) fn record_search(text: &str, settings: &Settings) -> Option<SearchRequest> {
    if settings.integration() != Integration::Salesforce {
        return None;
    }
    let text = text.trim();
    let targets = settings.targets(None).map(SearchTarget::of).collect();
    if let Ok(digits) = number::dialable(text) {
        let numbers = number::search_forms_with(&digits, settings.dial_prefixes());
        let is_whole = digits.len() >= LEAST_DIGITS && !numbers.is_empty();
        return is_whole.then(|| SearchRequest { numbers, targets, phones: true, ..SearchRequest::default() });
    }
    let has_letters = text.chars().any(char::is_alphabetic);
    let is_long_enough = text.chars().count() >= LEAST_LETTERS || text.chars().any(|c| c >= '\u{2e80}');
    let is_name = has_letters && is_long_enough && text.chars().count() <= LONGEST;
    is_name.then(|| SearchRequest { find: Some(text.to_owned()), targets, phones: true, ..SearchRequest::default() })
}
