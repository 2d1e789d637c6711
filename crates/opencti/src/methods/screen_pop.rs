//! Screen pop: opening a page for the user.

use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};

use crate::args::{Args, FieldValue, Fields, FlowArg};
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::js;
use crate::open_cti::OpenCti;
use crate::request::Request;

/// The page to open (`SCREENPOP_TYPE`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenPop<'a> {
    /// A record.
    Record {
        /// Its ID, of 15 or 18 characters.
        id: &'a str,
    },
    /// An address of this org, relative: it begins with one slash.
    Url {
        /// The address.
        url: &'a str,
    },
    /// An object's home.
    ObjectHome {
        /// The object's API name.
        object: &'a str,
    },
    /// A list view.
    List {
        /// The list view's ID.
        id: &'a str,
        /// The object's API name.
        object: &'a str,
    },
    /// The search page.
    Search {
        /// What to search, three characters or more.
        text: &'a str,
    },
    /// The modal that makes a new record. It covers the softphone while it is open.
    NewRecord {
        /// The object's API name; `Account` for a person account.
        object: &'a str,
        /// What the fields hold to begin with.
        defaults: Fields<'a>,
    },
    /// An active screen flow.
    Flow {
        /// Its API name.
        name: &'a str,
        /// Its input.
        args: Vec<FlowArg<'a>>,
    },
}

/// Where a search would have taken the user: made by the host, to be handed back to it as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenPopData(JsValue);

impl Request {
    /// Opens a record, by its ID of 15 or 18 characters.
    pub fn pop_record(id: &str) -> Self {
        Self::pop("sobject", Args::new().text("recordId", id))
            .checked(is_record_id(id), "recordId: 15 or 18 letters and digits")
    }

    /// Opens an address of this org, relative: it begins with one slash.
    pub fn pop_url(url: &str) -> Self {
        Self::pop("url", Args::new().text("url", url))
            .checked(is_relative(url), "url: relative, with one slash in front")
    }

    /// Opens an object's home.
    pub fn pop_object_home(object: &str) -> Self {
        Self::pop("objecthome", Args::new().text("scope", object))
            .checked(!object.is_empty(), "scope: an object's API name")
    }

    /// Opens a list view.
    pub fn pop_list(id: &str, object: &str) -> Self {
        Self::pop("list", Args::new().text("listViewId", id).text("scope", object))
            .checked(is_record_id(id) && !object.is_empty(), "listViewId and scope: an ID and an object's API name")
    }

    /// Opens the search page for a text of three characters or more.
    pub fn pop_search(text: &str) -> Self {
        Self::pop("search", Args::new().text("searchString", text))
            .checked(is_searchable(text), "searchString: three characters or more")
    }

    /// Opens the modal that makes a new record; `Account` for a person account. It covers the softphone while it is open.
    pub fn pop_new_record(object: &str, defaults: &[(&str, FieldValue<'_>)]) -> Self {
        // Default values go in here: at the top level the library drops them.
        Self::pop("newRecord", Args::new().text("entityName", object).object("defaultFieldValues", defaults))
            .checked(!object.is_empty(), "entityName: an object's API name")
    }

    /// Opens an active screen flow, by its API name.
    pub fn pop_flow(name: &str, args: &[FlowArg<'_>]) -> Self {
        Self::pop("flow", Args::new().text("flowDevName", name).flow(args))
            .checked(!name.is_empty(), "flowDevName: a flow's API name")
    }

    /// Opens the page that a deferred search found: its data as JSON, as they came.
    pub fn pop_found(json: &str) -> Self {
        let data = JSON::parse(json).unwrap_or(JsValue::NULL);
        let right = js::is_record(&data) && js::text(&data, "type").is_some();
        Self::new("screenPop", Args::of(data.unchecked_into())).checked(right, "type: of the page")
    }

    fn pop(kind: &str, params: Args) -> Self {
        Self::new("screenPop", Args::new().text("type", kind).value("params", &params.into()))
    }
}

impl ScreenPopData {
    /// The data in a search's result, if it has any: where the layout says not to pop there may be none, or nothing in it.
    pub(crate) fn read(value: JsValue) -> Option<Self> {
        (js::is_record(&value) && js::text(&value, "type").is_some()).then_some(Self(value))
    }

    /// The type of the page it leads to, such as `newRecord`.
    #[must_use]
    pub fn kind(&self) -> String {
        js::text(&self.0, "type").unwrap_or_default()
    }

    /// The data as text, to be kept where JavaScript values cannot be.
    #[must_use]
    pub fn to_json(&self) -> Option<String> {
        js::json(&self.0)
    }

    /// The data from such a text.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        JSON::parse(json).ok().and_then(Self::read)
    }
}

impl OpenCti {
    /// Opens a page.
    pub fn screen_pop(&self, pop: &ScreenPop<'_>, deadline: Deadline) -> Call<()> {
        let request = match pop {
            ScreenPop::Record { id } => Request::pop_record(id),
            ScreenPop::Url { url } => Request::pop_url(url),
            ScreenPop::ObjectHome { object } => Request::pop_object_home(object),
            ScreenPop::List { id, object } => Request::pop_list(id, object),
            ScreenPop::Search { text } => Request::pop_search(text),
            ScreenPop::NewRecord { object, defaults } => Request::pop_new_record(object, defaults),
            ScreenPop::Flow { name, args } => Request::pop_flow(name, args),
        };
        self.call(request, deadline, NOTHING)
    }

    /// Opens the page a deferred search found.
    pub fn screen_pop_data(&self, data: &ScreenPopData, deadline: Deadline) -> Call<()> {
        // A copy takes the callback: the data stays as it came.
        let copy = js::keys(&data.0).iter().fold(Args::new(), |copy, key| copy.value(key, &js::get(&data.0, key)));
        self.call(Request::new("screenPop", copy), deadline, NOTHING)
    }
}

/// Salesforce's IDs have 15 characters, or 18 with a checksum.
pub(crate) fn is_record_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The host searches nothing shorter than three characters.
pub(crate) fn is_searchable(text: &str) -> bool {
    // The blanks between others count, those around them do not.
    let (mut length, mut blanks) = (0, 0);
    for character in text.chars() {
        if !matches!(character, ' ' | '\t' | '\u{3000}') {
            length += blanks + 1;
            blanks = 0;
        } else if length > 0 {
            blanks += 1;
        }
    }
    length >= 3
}

/// Two slashes, or one and a backslash, are another host to a browser.
fn is_relative(url: &str) -> bool {
    let bytes = url.as_bytes();
    let begins = bytes.first() == Some(&b'/') && !matches!(bytes.get(1), Some(b'/' | b'\\'));
    begins && !bytes.iter().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::{is_record_id, is_relative, is_searchable};

    #[test]
    fn ids() {
        assert!(is_record_id("0031x00000AbCdE"));
        assert!(is_record_id("0031x00000AbCdEFGH"));
        for wrong in ["", "003", "0031x00000AbCdEF", "0031x00000AbCd/", "0031x00000AbCdé"] {
            assert!(!is_record_id(wrong), "{wrong}");
        }
    }

    #[test]
    fn relative_addresses() {
        for right in ["/", "/lightning/o/Case/list", "/apex/Page?x=//y", "/001/e"] {
            assert!(is_relative(right), "{right}");
        }
        for wrong in
            ["", "lightning", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "\\/a"]
        {
            assert!(!is_relative(wrong), "{wrong}");
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(is_searchable("山田花"));
        assert!(!is_searchable("山田"));
        assert!(!is_searchable(" 1  "));
        assert!(!is_searchable("　山田　"));
    }
}
