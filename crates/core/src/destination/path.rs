//! From a path, as it stands in the setting, to a [`Destination`].

use super::Destination;
use super::object::object_of_id;
use crate::cut::{first_of, parts, without_front};
use crate::settings::address::Address;

/// Reads a page that has been checked ([`crate::settings::value::check`]). What has no type of its own is a path of the org; what begins
/// with something else than one slash is nothing.
#[must_use]
pub fn parse(text: &str) -> Option<Destination> {
    if let Some(flow) = text.strip_prefix("flow:") {
        return (!flow.is_empty()).then(|| Destination::Flow(flow.to_owned()));
    }
    let path = Address::read(text).filter(Address::is_salesforce).map_or(text, |address| address.rest);
    // Two slashes, or one and a backslash, are another host to a browser.
    if path.strip_prefix('/').is_none_or(|rest| rest.starts_with(['/', '\\'])) {
        return None;
    }
    let (bare, query) = path.split_at(first_of(path, b"?#"));
    // No path with a type of its own has more than five.
    let mut segments = [""; 6];
    let mut count = 0;
    for (segment, part) in segments.iter_mut().zip(parts(bare, b"/")) {
        *segment = part;
        count += 1;
    }
    let typed = match &segments[..count] {
        ["lightning", rest @ ..] => lightning(rest, query),
        ["_ui", "search", ..] | ["search", ..] => argument(query, "str").map(|text| Destination::Search(plain(text))),
        [one] => classic(one, "", query),
        [one, action] => classic(one, action, query),
        _ => None,
    };
    Some(typed.unwrap_or_else(|| Destination::Path(path.to_owned())))
}

/// `/lightning/…`.
fn lightning(segments: &[&str], query: &str) -> Option<Destination> {
    match segments {
        // With more in it than the object the address says it better: `?recordTypeId=…`.
        ["o", object, "new"] if query.is_empty() => Some(Destination::NewRecord((*object).to_owned())),
        ["o", object, "home"] => Some(Destination::ObjectHome((*object).to_owned())),
        ["o", object, "list"] => match argument(query, "filterName") {
            Some(id) if is_id(id) => Some(list(object, id)),
            Some(_) => None,
            None => Some(Destination::ObjectHome((*object).to_owned())),
        },
        ["r", _, id, "view"] | ["r", id, "view"] | ["r", id] if is_id(id) => {
            Some(Destination::Record((*id).to_owned()))
        }
        _ => None,
    }
}

/// `/001/e`, `/003/o`, `/001`, `/001?fcf=00B…`, and a record's `/001…`.
fn classic(first: &str, action: &str, query: &str) -> Option<Destination> {
    if is_id(first) {
        return Some(Destination::Record(first.to_owned()));
    }
    let object = object_of_id(first).filter(|_| first.len() == 3)?.to_owned();
    match (action, argument(query, "fcf")) {
        ("e", _) => Some(Destination::NewRecord(object)),
        ("", Some(id)) if is_id(id) => Some(list(&object, id)),
        ("o" | "", _) => Some(Destination::ObjectHome(object)),
        _ => None,
    }
}

fn list(object: &str, id: &str) -> Destination {
    Destination::List { object: object.to_owned(), id: id.to_owned() }
}

/// IDs have 15 or 18 letters and digits, and begin with the three of their object; none of those is a word of a path.
fn is_id(text: &str) -> bool {
    let id = matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    id && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// An argument of a query string, as it stands there.
fn argument<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    for pair in parts(without_front(query, |byte| byte == b'?'), b"&#") {
        if let Some(value) = pair.strip_prefix(name).and_then(|pair| pair.strip_prefix('='))
            && !value.is_empty()
        {
            return Some(value);
        }
    }
    None
}

/// What a pasted search was for, with its spaces; the rest is the administrator's own text.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '+' { ' ' } else { c }).collect()
}
