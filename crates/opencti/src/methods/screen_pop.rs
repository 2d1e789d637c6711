//! Screen pop: opening a page for the user.

use js_sys::JSON;
use wasm_bindgen::JsValue;

use crate::args::{Args, Fields, FlowArg};
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;

/// The page to open (`SCREENPOP_TYPE`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenPop {
    /// A record.
    Record {
        /// Its ID, of 15 or 18 characters.
        id: String,
    },
    /// An address of this org, relative: it begins with one slash.
    Url {
        /// The address.
        url: String,
    },
    /// An object's home.
    ObjectHome {
        /// The object's API name.
        object: String,
    },
    /// A list view.
    List {
        /// The list view's ID.
        id: String,
        /// The object's API name.
        object: String,
    },
    /// The search page.
    Search {
        /// What to search, three characters or more.
        text: String,
    },
    /// The modal that makes a new record. It covers the softphone while it is open.
    NewRecord {
        /// The object's API name; `Account` for a person account.
        object: String,
        /// What the fields hold to begin with.
        defaults: Fields,
    },
    /// An active screen flow.
    Flow {
        /// Its API name.
        name: String,
        /// Its input.
        args: Vec<FlowArg>,
    },
}

/// Where a search would have taken the user: made by the host, to be handed back to it as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenPopData(JsValue);

impl ScreenPop {
    fn check(&self) -> Result<(), CallError> {
        let (right, what) = match self {
            Self::Record { id } => (is_record_id(id), "recordId: 15 or 18 letters and digits"),
            Self::Url { url } => (is_relative(url), "url: relative, with one slash in front"),
            Self::ObjectHome { object } => (!object.is_empty(), "scope: an object's API name"),
            Self::List { id, object } => {
                (is_record_id(id) && !object.is_empty(), "listViewId and scope: an ID and an object's API name")
            }
            Self::Search { text } => (is_searchable(text), "searchString: three characters or more"),
            Self::NewRecord { object, .. } => (!object.is_empty(), "entityName: an object's API name"),
            Self::Flow { name, .. } => (!name.is_empty(), "flowDevName: a flow's API name"),
        };
        if right { Ok(()) } else { Err(CallError::BadArgument(what)) }
    }

    /// The type's name and its parameters. Default values go in there: at the top level the library drops them.
    fn args(&self) -> Args {
        let (kind, params) = match self {
            Self::Record { id } => ("sobject", Args::new().text("recordId", id)),
            Self::Url { url } => ("url", Args::new().text("url", url)),
            Self::ObjectHome { object } => ("objecthome", Args::new().text("scope", object)),
            Self::List { id, object } => ("list", Args::new().text("listViewId", id).text("scope", object)),
            Self::Search { text } => ("search", Args::new().text("searchString", text)),
            Self::NewRecord { object, defaults } => {
                ("newRecord", Args::new().text("entityName", object).object("defaultFieldValues", defaults))
            }
            Self::Flow { name, args } => ("flow", Args::new().text("flowDevName", name).flow(args)),
        };
        Args::new().text("type", kind).value("params", &params.into())
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
    pub fn screen_pop(&self, pop: &ScreenPop, deadline: Deadline) -> Call<()> {
        match pop.check() {
            Ok(()) => self.call("screenPop", pop.args(), deadline, NOTHING),
            Err(error) => Call::failed(error),
        }
    }

    /// Opens the page a deferred search found.
    pub fn screen_pop_data(&self, data: &ScreenPopData, deadline: Deadline) -> Call<()> {
        // A copy takes the callback: the data stays as it came.
        let copy = js::keys(&data.0).iter().fold(Args::new(), |copy, key| copy.value(key, &js::get(&data.0, key)));
        self.call("screenPop", copy, deadline, NOTHING)
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
    url.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\'])) && !url.contains(['\t', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::{ScreenPop, is_record_id, is_relative, is_searchable};
    use crate::error::CallError;

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

    #[test]
    fn a_wrong_page_is_refused_here() {
        let wrong = [
            ScreenPop::Record { id: "003".into() },
            ScreenPop::Url { url: "//evil.example".into() },
            ScreenPop::ObjectHome { object: String::new() },
            ScreenPop::List { id: "00B".into(), object: "Account".into() },
            ScreenPop::Search { text: "03".into() },
            ScreenPop::NewRecord { object: String::new(), defaults: Vec::new() },
            ScreenPop::Flow { name: String::new(), args: Vec::new() },
        ];
        for pop in wrong {
            assert!(matches!(pop.check(), Err(CallError::BadArgument(_))), "{pop:?}");
        }
        assert_eq!(ScreenPop::Record { id: "0031x00000AbCdE".into() }.check(), Ok(()));
    }
}
