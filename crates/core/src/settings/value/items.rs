//! API names, and texts that list several things.

use super::address::https;
use super::text::half_width;
use crate::settings::Reason;
use crate::settings::address::{is_host, scheme};

/// The most digits of a dialling prefix.
const MOST_PREFIX: usize = 8;

/// API name of an object or a field.
pub(super) fn name(text: &str) -> Result<String, Reason> {
    let is_name = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.ends_with('_');
    if is_name { Ok(text.to_owned()) } else { Err(Reason::Malformed) }
}

/// API names of fields.
pub(super) fn names(text: &str) -> Result<String, Reason> {
    items(text, name)
}

/// Prefixes that are dialled before a number.
pub(super) fn prefixes(text: &str) -> Result<String, Reason> {
    items(text, |prefix| {
        let can_be_dialled = prefix.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'#'));
        if can_be_dialled && prefix.len() <= MOST_PREFIX { Ok(prefix.to_owned()) } else { Err(Reason::Malformed) }
    })
}

/// Names of hosts, `*.` before one for everything below it; a pasted https address gives its host.
pub(super) fn hosts(text: &str) -> Result<String, Reason> {
    items(text, |host| {
        if scheme(host).is_some_and(|scheme| host[scheme.len()..].starts_with(":/")) {
            return https(host).map(|address| address.host.to_ascii_lowercase());
        }
        let is_right = match host.strip_prefix("*.") {
            Some(domain) => is_host(domain) && domain.contains('.'),
            None => is_host(host),
        };
        if is_right { Ok(host.to_ascii_lowercase()) } else { Err(Reason::Malformed) }
    })
}

/// The parts of a text that commas and spaces separate, each checked and each once, separated by commas.
fn items(text: &str, check: impl Fn(&str) -> Result<String, Reason>) -> Result<String, Reason> {
    let mut items: Vec<String> = Vec::new();
    for part in half_width(text).split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let item = check(part)?;
        if !items.iter().any(|other| other.eq_ignore_ascii_case(&item)) {
            items.push(item);
        }
    }
    Ok(items.join(","))
}
