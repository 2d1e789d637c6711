//! Every kind of address: of a socket, of the library, of a page of the org, of any other site.

use super::items::name;
use crate::destination::is_known_page;
use crate::settings::Reason;
use crate::settings::address::{Address, scheme};
use crate::settings::placeholder;

/// The address of a WebSocket: `wss`, or `ws` on this machine.
pub(super) fn socket(text: &str) -> Result<String, Reason> {
    let address = read(text, "wss", Some("ws"))?;
    if is_rest(address.rest) && !address.rest.contains(['#', '{', '}']) {
        Ok(text.to_owned())
    } else {
        Err(Reason::Malformed)
    }
}

/// A page of the org: `flow:Name`, a path with placeholders, or a pasted address, of which the path is kept.
pub(super) fn page(text: &str) -> Result<String, Reason> {
    if let Some(flow) = text.strip_prefix("flow:") {
        return name(flow).map(|flow| format!("flow:{flow}"));
    }
    let path = if text.starts_with('/') { text } else { of_salesforce(text)?.rest };
    // `//host` would be another host's page.
    if !path.starts_with('/') || path.starts_with("//") || !is_rest(path) || !is_known_page(path) {
        return Err(Reason::Malformed);
    }
    placeholder::check(path, false)
}

/// An https address with placeholders; `knows_result`: also with those that are only known after the call.
pub(super) fn url(text: &str, knows_result: bool) -> Result<String, Reason> {
    let address = https(text)?;
    if is_rest(address.rest) { placeholder::check(text, knows_result) } else { Err(Reason::Malformed) }
}

/// An https address.
pub(super) fn https(text: &str) -> Result<Address<'_>, Reason> {
    read(text, "https", None)
}

/// An https address of Salesforce; on this machine `http` will do.
fn of_salesforce(text: &str) -> Result<Address<'_>, Reason> {
    let address = read(text, "https", Some("http"))?;
    if address.is_salesforce() || address.is_loopback() { Ok(address) } else { Err(Reason::OtherHost) }
}

/// An address with a secure scheme, or on this machine with a plain one where there is one.
fn read<'a>(text: &'a str, secure: &str, plain: Option<&str>) -> Result<Address<'a>, Reason> {
    let scheme = scheme(text).ok_or(Reason::Malformed)?;
    let is_plain = plain.is_some_and(|plain| scheme.eq_ignore_ascii_case(plain));
    if !is_plain && !scheme.eq_ignore_ascii_case(secure) {
        return Err(Reason::Insecure);
    }
    let address = Address::read(text).ok_or(Reason::Malformed)?;
    if is_plain && !address.is_loopback() { Err(Reason::Insecure) } else { Ok(address) }
}

/// What may follow a host: no space, and no backslash, which browsers take for a slash.
fn is_rest(rest: &str) -> bool {
    !rest.contains(|c: char| c == '\\' || c.is_whitespace())
}
