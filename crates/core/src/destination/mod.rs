//! Pages that administrators name (検索結果がない時の転送先): from what stands in the setting to what the host can open. Paths of
//! Salesforce Classic become what Lightning can open. One table says which paths have a kind of their own; reading one makes the
//! [`Pop`] itself, for a type between the two weighs more than both.

mod object;

pub(crate) use object::object_of_id;
pub use object::phone_field;

use crate::cut::{first_of, only, parts};
use crate::host::Pop;
use crate::placeholders::{Values, encode, into_address, into_text};
use crate::settings::placeholder::{DURING, PLACEHOLDERS};

/// The page of the package that frames another site, so that it opens in a tab of the workspace.
const FRAME: &str = "/apex/DenwaFrame?url=";

/// What a path opens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// A new record of an object.
    New,
    /// The same, unless the path says more than the object: `?recordTypeId=…`, which the address says better.
    NewAlone,
    /// An object's home.
    Home,
    /// A list view of an object, by its ID in that argument; without the argument the object's home.
    List(&'static str),
    /// A record.
    Record,
    /// The search page; any steps may follow.
    Search,
    /// An address of the org.
    Path,
}

/// Paths with a kind of their own, step by step: `#` is an ID, `@` an object by the first three characters of its IDs, `*` anything,
/// which names the object unless an ID has named the record.
const PAGES: &[(&str, Opens)] = &[
    ("lightning/o/*/new", Opens::NewAlone),
    ("lightning/o/*/home", Opens::Home),
    ("lightning/o/*/list", Opens::List("filterName")),
    ("lightning/r/*/#/view", Opens::Record),
    ("lightning/r/#/view", Opens::Record),
    ("lightning/r/#", Opens::Record),
    ("_ui/search", Opens::Search),
    ("search", Opens::Search),
    ("#", Opens::Record),
    ("#/*", Opens::Record),
    ("@/e", Opens::New),
    ("@/o", Opens::List("fcf")),
    ("@", Opens::List("fcf")),
];

/// What the host is asked for by a page that has been checked ([`crate::settings::value::check`]); what begins with something else than one
/// slash is nothing. `fields`: what a new record of an object holds.
pub fn pop(text: &str, values: &Values, fields: &dyn Fn(&str) -> Vec<(String, String)>) -> Option<Pop> {
    if let Some(flow) = text.strip_prefix("flow:") {
        let mut args = Vec::new();
        for (name, value) in PLACEHOLDERS.iter().zip(&values.0).take(DURING) {
            args.push(((*name).to_owned(), value.clone()));
        }
        return (!flow.is_empty()).then(|| Pop::Flow { name: flow.to_owned(), args });
    }
    // Two slashes, or one and a backslash, are another host to a browser.
    if !text.starts_with('/') || matches!(text.as_bytes().get(1), Some(b'/' | b'\\')) {
        return None;
    }
    let (bare, query) = text.split_at(first_of(text, b"?#"));
    let mut named = "";
    let typed = PAGES.iter().find(|(steps, opens)| {
        named = "";
        let mut path = parts(bare, b"/");
        parts(steps, b"/").all(|wanted| fits(wanted, path.next().unwrap_or_default(), &mut named))
            && (*opens == Opens::Search || path.next().is_none())
    });
    let mut opens = typed.map_or(Opens::Path, |(_, opens)| *opens);
    let mut said = "";
    match opens {
        Opens::NewAlone => opens = if query.is_empty() { Opens::New } else { Opens::Path },
        Opens::Search => said = argument(query, "str"),
        Opens::List(from) => said = argument(query, from),
        _ => {}
    }
    let name = named.to_owned();
    Some(match opens {
        Opens::New => Pop::NewRecord { fields: fields(named), object: name },
        Opens::Home => Pop::ObjectHome(name),
        Opens::List(_) if said.is_empty() => Pop::ObjectHome(name),
        Opens::List(_) if is_id(said) => Pop::List { id: said.to_owned(), object: name },
        Opens::Record => Pop::Record { id: name },
        Opens::Search if !said.is_empty() => Pop::Search(into_text(&plain(said), values)),
        _ => Pop::Url(into_address(text, values)),
    })
}

/// Whether a step of a path is the wanted one; an ID, or else an object, is named.
fn fits<'a>(wanted: &str, step: &'a str, named: &mut &'a str) -> bool {
    *named = match wanted {
        "#" if is_id(step) => step,
        "@" if step.len() == 3 => object_of_id(step).unwrap_or_default(),
        "#" | "@" => "",
        "*" if named.is_empty() => step,
        "*" => named,
        _ => return wanted == step,
    };
    !named.is_empty()
}

/// IDs have 15 or 18 letters and digits, and begin with the three of their object; none of those is a word of a path.
fn is_id(text: &str) -> bool {
    let id = matches!(text.len(), 15 | 18) && only(b"azAZ09", text);
    id && !only(b"azAZ", text)
}

/// An argument of a query string, as it stands there; empty where there is none.
fn argument<'a>(query: &'a str, name: &str) -> &'a str {
    for pair in parts(query, b"?&#") {
        if let Some(value) = pair.strip_prefix(name).and_then(|pair| pair.strip_prefix('='))
            && !value.is_empty()
        {
            return value;
        }
    }
    ""
}

/// What a pasted search was for, with its spaces; the rest is the administrator's own text.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '+' { ' ' } else { c }).collect()
}

/// Another site in a tab of the workspace.
#[must_use]
pub fn framed(url: &str) -> Pop {
    let mut address = FRAME.to_owned();
    encode(url, &mut address);
    Pop::Url(address)
}

#[cfg(test)]
mod tests;
