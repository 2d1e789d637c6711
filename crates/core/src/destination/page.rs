//! Whether a path can be a page of an org.

use super::path::is_id;

/// First segments of the paths of Lightning, Visualforce, flows and Salesforce Classic.
const KNOWN: [&str; 21] = [
    "lightning",
    "one",
    "apex",
    "apexpages",
    "flow",
    "search",
    "_ui",
    "ui",
    "home",
    "setup",
    "console",
    "p",
    "secur",
    "servlet",
    "sfc",
    "resource",
    "knowledge",
    "articles",
    "analytics",
    "idp",
    "visualforce",
];

/// The endings of Classic's own pages, `/lead/leadconvert.jsp`, and of Aura applications, `/c/App.app`.
const ENDINGS: [&str; 2] = [".jsp", ".app"];

/// Whether a path that begins with a slash can be a page of an org, by its first segment: the start page, a part of Salesforce that has
/// pages, a record's ID, or the first three characters of such IDs. A mistyped `/xyz` is none of them.
#[must_use]
pub fn is_known_page(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some(first) = path.split('/').find(|segment| !segment.is_empty()) else { return true };
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(first))
        || ENDINGS.iter().any(|ending| path.ends_with(ending))
        || is_id(first)
        || is_key_prefix(first)
}

/// Whether `text` can be the first three characters of records' IDs. Prefixes without a digit are rare, and those of custom objects only:
/// they begin with a small `a` and have a capital.
fn is_key_prefix(text: &str) -> bool {
    let is = |test: fn(&u8) -> bool| text.as_bytes().iter().any(test);
    text.len() == 3
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (is(u8::is_ascii_digit) || (text.starts_with('a') && is(u8::is_ascii_uppercase)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_where_they_begin() {
        for known in [
            "/",
            "/?tsid=1",
            "/001",
            "/001/e",
            "/a0B/o?x=1",
            "/aBC/e",
            "/0015g00000AbCdEAAW",
            "/0015g00000AbCdE/e",
            "/lightning/n/Denwa",
            "/one/one.app#/sObject/0015g00000AbCdEAAW/view",
            "/apex/Page?x={ANI}",
            "/Apex/Page",
            "/flow/New_Caller",
            "/_ui/search/ui/UnifiedSearchResults?str={ANI}",
            "/search/SearchResults?str={ANI}",
            "/home/home.jsp",
            "/lead/leadconvert.jsp?id=00Q5g00000AbCdE",
            "/c/CallerApp.app",
        ] {
            assert!(is_known_page(known), "{known}");
        }
        for unknown in ["/xyz", "/foo", "/Foo/bar", "/0011", "/001-e", "/a", "/e/001", "/{ANI}", "/取引先", "/.."] {
            assert!(!is_known_page(unknown), "{unknown}");
        }
    }
}
