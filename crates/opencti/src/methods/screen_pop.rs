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
        /// The text to search for, three characters or more.
        text: &'a str,
    },
    /// The modal that makes a new record. It covers the softphone while it is open.
    NewRecord {
        /// The object's API name; `Account` for a person account.
        object: &'a str,
        /// The initial values of its fields.
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

/// The page to which a search would have taken the user: made by the host, to be handed back to it unchanged.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenPopData(JsValue);

impl ScreenPop<'_> {
    fn args(&self) -> Result<Args, CallError> {
        let (kind, params, is_right, what) = match self {
            Self::Record { id } => {
                let params = Args::new().text("recordId", id);
                ("sobject", params, is_record_id(id), "recordId: 15 or 18 letters and digits")
            }
            Self::Url { url } => {
                ("url", Args::new().text("url", url), is_relative(url), "url: relative, with one slash in front")
            }
            Self::ObjectHome { object } => {
                let params = Args::new().text("scope", object);
                ("objecthome", params, !object.is_empty(), "scope: an object's API name")
            }
            Self::List { id, object } => {
                let params = Args::new().text("listViewId", id).text("scope", object);
                let is_right = is_record_id(id) && !object.is_empty();
                ("list", params, is_right, "listViewId and scope: an ID and an object's API name")
            }
            Self::Search { text } => {
                let params = Args::new().text("searchString", text);
                ("search", params, is_searchable(text), "searchString: three characters or more")
            }
            Self::NewRecord { object, defaults } => {
                // The library drops default values that stand beside `params` instead of in it.
                let params = Args::new().text("entityName", object).object("defaultFieldValues", defaults);
                ("newRecord", params, !object.is_empty(), "entityName: an object's API name")
            }
            Self::Flow { name, args } => {
                let params = Args::new().text("flowDevName", name).flow(args);
                ("flow", params, !name.is_empty(), "flowDevName: a flow's API name")
            }
        };
        if is_right {
            Ok(Args::new().text("type", kind).value("params", &params.into()))
        } else {
            Err(CallError::BadArgument(what))
        }
    }
}

impl ScreenPopData {
    /// Reads the data in a search's result, if there are any: where the layout says not to pop they may be missing or empty.
    pub(crate) fn read(value: JsValue) -> Option<Self> {
        (js::is_record(&value) && js::text(&value, "type").is_some()).then_some(Self(value))
    }

    /// The type of the page, such as `newRecord`.
    #[must_use]
    pub fn kind(&self) -> String {
        js::text(&self.0, "type").unwrap_or_default()
    }

    /// The data as JSON, to be kept where JavaScript values cannot be.
    #[must_use]
    pub fn to_json(&self) -> Option<String> {
        js::json(&self.0)
    }

    /// The data from such a JSON text.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        JSON::parse(json).ok().and_then(Self::read)
    }
}

impl OpenCti {
    /// Opens a page.
    pub fn screen_pop(&self, pop: &ScreenPop<'_>, deadline: Deadline) -> Call<()> {
        match pop.args() {
            Ok(args) => self.call("screenPop", args, deadline, NOTHING),
            Err(error) => Call::failed(error),
        }
    }

    /// Opens the page that a deferred search found.
    pub fn screen_pop_data(&self, data: &ScreenPopData, deadline: Deadline) -> Call<()> {
        // The callback is added to a copy: the data stay as they came.
        let copy = js::keys(&data.0).iter().fold(Args::new(), |copy, key| copy.value(key, &js::get(&data.0, key)));
        self.call("screenPop", copy, deadline, NOTHING)
    }
}

/// Whether the text is a record ID: Salesforce's have 15 characters, or 18 with a checksum.
pub(crate) fn is_record_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether the host can search for the text: it needs three characters, without the blanks around them.
pub(crate) fn is_searchable(text: &str) -> bool {
    text.trim().chars().count() >= 3
}

/// Whether the address stays in this org. To a browser two slashes, or a slash and a backslash, begin the name of a host, and it ignores
/// tabs and line breaks.
fn is_relative(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\") && !url.contains(['\t', '\n', '\r'])
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
