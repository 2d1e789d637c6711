//! Whether a value is right for a field: the same check where it is typed and where it is stored.

mod address;
mod items;
mod number;
mod text;

pub use crate::tidy::tidy;
pub use text::length;

use super::address::{Address, check_library_base, is_allowed_host};
use super::placeholder;
use super::reason::Reason;
use super::schema::{Column, ColumnKind, Key, Kind};
use super::stored_value::StoredValue;
use crate::number::dialable;
use text::is_control;

/// A text as it is to be stored in a field of that kind; empty where nothing is set.
///
/// # Errors
/// Why it is refused. Whether a host is allowed is checked by [`check_setting`].
pub fn check(kind: Kind, text: &str) -> Result<String, Reason> {
    checked(ColumnKind::Of(kind), true, text)
}

/// [`check`], and what else holds for that setting: which placeholders it knows, and whether its host is among the allowed ones.
///
/// # Errors
/// Why it is refused.
pub fn check_setting(key: Key, text: &str, allowed_hosts: &str) -> Result<String, Reason> {
    let kind = key.row().kind;
    let knows_result = matches!(key, Key::UrlEnded | Key::RecordingUrl);
    let checked = checked(ColumnKind::Of(kind), knows_result, text)?;
    if kind == Kind::Url && !checked.is_empty() {
        let is_allowed = Address::read(&checked).is_some_and(|address| is_allowed_host(allowed_hosts, address.host));
        if !is_allowed {
            return Err(Reason::OtherHost);
        }
    }
    Ok(checked)
}

/// The same for a column of a list.
///
/// # Errors
/// Why it is refused.
pub fn check_column(column: &Column, text: &str) -> Result<String, Reason> {
    let checked = checked(column.kind, true, text)?;
    if checked.is_empty() && column.required { Err(Reason::Missing) } else { Ok(checked) }
}

/// `knows_result`: whether an address may have placeholders that are only known after the call.
fn checked(kind: ColumnKind, knows_result: bool, text: &str) -> Result<String, Reason> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().any(is_control) {
        return Err(Reason::Control);
    }
    let checked = match kind {
        ColumnKind::Of(Kind::Switch) => code(&["on", "off"], text),
        ColumnKind::Of(Kind::Choice(codes)) => code(codes, text),
        ColumnKind::Of(Kind::Whole(most)) => number::whole(text, 1, most),
        ColumnKind::Of(Kind::WholeOrNone(most)) => number::whole(text, 0, most),
        ColumnKind::Of(Kind::Text(_)) => Ok(text.to_owned()),
        ColumnKind::Of(Kind::Template(_)) => placeholder::check(text, true),
        ColumnKind::Of(Kind::SocketUrl) => address::socket(text),
        ColumnKind::Of(Kind::LibraryBase) => check_library_base(text),
        ColumnKind::Of(Kind::Page) => address::page(text),
        ColumnKind::Of(Kind::Url) => address::url(text, knows_result),
        ColumnKind::Of(Kind::Version) => number::version(text),
        ColumnKind::Of(Kind::Number) => dialable(text).map_err(|_| Reason::Malformed),
        ColumnKind::Of(Kind::Prefixes) => items::prefixes(text),
        ColumnKind::Of(Kind::Hosts) => items::hosts(text),
        ColumnKind::Of(Kind::Object) | ColumnKind::Field => items::name(text),
        ColumnKind::Fields => items::names(text),
    }?;
    let most = kind.kind().field_length();
    if most.is_some_and(|most| length(&checked) > usize::from(most)) { Err(Reason::TooLong) } else { Ok(checked) }
}

fn code(codes: &[&str], text: &str) -> Result<String, Reason> {
    let code = codes.iter().find(|code| code.eq_ignore_ascii_case(text)).ok_or(Reason::Code)?;
    Ok((*code).to_owned())
}

/// The value of a field as text; empty where nothing is set.
///
/// # Errors
/// It has another type than the field.
pub fn text_of(kind: Kind, value: &StoredValue) -> Result<String, Reason> {
    match (value, kind) {
        (StoredValue::Null, _) => Ok(String::new()),
        (StoredValue::Text(text), _) => Ok(tidy(text).to_owned()),
        (StoredValue::Flag(flag), Kind::Switch) => Ok(if *flag { "on" } else { "off" }.to_owned()),
        (StoredValue::Number(number), Kind::Whole(_) | Kind::WholeOrNone(_)) => {
            number::whole_number(*number).map(|number| number.to_string())
        }
        _ => Err(Reason::Type),
    }
}

/// A checked text as it is stored in a field.
#[must_use]
pub fn stored_value(kind: Kind, text: &str) -> StoredValue {
    match kind {
        _ if text.is_empty() => StoredValue::Null,
        Kind::Whole(_) | Kind::WholeOrNone(_) => StoredValue::Number(text.parse().unwrap_or(0.0)),
        _ => StoredValue::Text(text.to_owned()),
    }
}
