//! From a path to a [`Destination`].

use super::Destination;
use super::object::object_of_id;

/// Reads a path of this org. A browser takes two slashes, or a slash and a backslash, for another host.
pub(super) fn parse(text: &str) -> Option<Destination> {
    if text.strip_prefix('/')?.starts_with(['/', '\\']) {
        return None;
    }
    let (path, query) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let destination = match segments.as_slice() {
        ["lightning", segments @ ..] => lightning(segments, query),
        ["_ui", "search", ..] | ["search", ..] => argument(query, "str").map(search),
        [first] => classic(first, "", query),
        [first, action] => classic(first, action, query),
        _ => None,
    };
    Some(destination.unwrap_or_else(|| Destination::Path(text.to_owned())))
}

/// `/lightning/…`.
fn lightning(segments: &[&str], query: &str) -> Option<Destination> {
    match segments {
        // With arguments (`?recordTypeId=…`) the path says more than the object.
        ["o", object, "new"] if query.is_empty() => Some(Destination::NewRecord { object: (*object).to_owned() }),
        ["o", object, "home"] => Some(Destination::ObjectHome { object: (*object).to_owned() }),
        ["o", object, "list"] => list_or_home(object, argument(query, "filterName")),
        ["r", _, id, "view"] | ["r", id, "view"] | ["r", id] if is_id(id) => Some(record(id)),
        _ => None,
    }
}

/// Paths of Salesforce Classic: `/001/e`, `/003/o`, `/001`, `/001?fcf=00B…`, and a record's `/001…`. The first three characters of a
/// record's ID stand for its object.
fn classic(first: &str, action: &str, query: &str) -> Option<Destination> {
    if is_id(first) {
        return Some(record(first));
    }
    let object = object_of_id(first).filter(|_| first.len() == 3)?;
    match action {
        "e" => Some(Destination::NewRecord { object: object.to_owned() }),
        "o" | "" => list_or_home(object, argument(query, "fcf")),
        _ => None,
    }
}

fn record(id: &str) -> Destination {
    Destination::Record { id: id.to_owned() }
}

/// The list view of an ID, or the object's home. A list view may also have a name, which the host does not open.
fn list_or_home(object: &str, list: Option<&str>) -> Option<Destination> {
    let object = object.to_owned();
    match list {
        None => Some(Destination::ObjectHome { object }),
        Some(id) if is_id(id) => Some(Destination::List { object, id: id.to_owned() }),
        Some(_) => None,
    }
}

/// A search that was pasted from the browser, where `+` is a space.
fn search(text: &str) -> Destination {
    Destination::Search { text: text.replace('+', " ") }
}

/// Whether `text` can be the ID of a record: 15 or 18 letters and digits, and not letters alone, as words of a path are.
pub(super) fn is_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The first argument of that name in a query string that is not empty, undecoded.
fn argument<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.split(['?', '&', '#']).filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value).next()
}
