//! Search by the softphone layout, with or without the screen pop that the layout asks for.

use wasm_bindgen::JsValue;

use crate::args::{Args, Fields, FlowArg};
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::methods::screen_pop::{ScreenPopData, is_searchable};
use crate::open_cti::OpenCti;
use crate::query::encode_pairs;
use crate::response::Response;

/// The key of a search's result under which there is no record, but the page to open.
const SCREEN_POP_DATA: &str = "SCREEN_POP_DATA";

/// The section of the softphone layout that a search follows (`CALL_TYPE`). Only an inbound search pops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallType {
    /// Someone calls.
    Inbound,
    /// The agent calls.
    Outbound,
    /// A call between extensions.
    Internal,
}

/// A search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search<'a> {
    /// The text to search for, three characters or more. Only the objects and fields of the layout are searched.
    pub text: &'a str,
    /// The section of the layout to follow.
    pub call_type: CallType,
    /// Whether to return the matches and where a pop would lead, instead of going there.
    pub deferred: bool,
    /// Query parameters for the page if the layout pops to a Visualforce page.
    pub query_params: Vec<(&'a str, &'a str)>,
    /// Initial values of the fields if the layout pops to a new record.
    pub defaults: Fields<'a>,
    /// Input variables if the layout pops to a flow.
    pub flow_args: Vec<FlowArg<'a>>,
}

/// The records found, and where the layout would lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// The records, in the order of the answer.
    pub records: Vec<FoundRecord>,
    /// Where the layout's rules would lead, after a deferred search.
    pub pop: Option<ScreenPopData>,
}

/// A record that was found. Which of its fields are known depends on the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRecord {
    /// Its ID.
    pub id: String,
    /// The API name of its object.
    pub object: Option<String>,
    /// The object's name in the user's language.
    pub label: Option<String>,
    /// Its name, if that is one of the layout's fields.
    pub name: Option<String>,
    /// When it was last changed, as ISO 8601.
    pub last_modified: Option<String>,
    /// Whether it is a person account.
    pub is_person_account: bool,
    /// The person account's contact, where the record is its account.
    pub person_contact_id: Option<String>,
    /// Its account: the person account's where the record is its contact, else a field of the layout.
    pub account_id: Option<String>,
    /// The layout's fields as text, by API name, without those above and without empty ones.
    pub fields: Vec<(String, String)>,
}

impl<'a> Search<'a> {
    /// A deferred search: the panel sees the matches and decides.
    #[must_use]
    pub fn deferred(text: &'a str, call_type: CallType) -> Self {
        Self { text, call_type, deferred: true, query_params: Vec::new(), defaults: Vec::new(), flow_args: Vec::new() }
    }

    fn args(&self) -> Args {
        let call_type = match self.call_type {
            CallType::Inbound => "inbound",
            CallType::Outbound => "outbound",
            CallType::Internal => "internal",
        };
        let mut args = Args::new()
            .text("searchParams", self.text)
            .text("callType", call_type)
            .value("deferred", &self.deferred.into())
            .object("defaultFieldValues", &self.defaults);
        if !self.query_params.is_empty() {
            args = args.text("queryParams", &encode_pairs(&self.query_params));
        }
        if !self.flow_args.is_empty() {
            let flow = Args::new().flow(&self.flow_args);
            args = args.value("params", &Args::new().value("FLOW", &flow.into()).into());
        }
        args
    }
}

impl FoundRecord {
    fn read(id: String, record: &JsValue) -> Self {
        let field = |name: String| Some((name.clone(), js::shown(&js::get(record, &name))?));
        let mut fields: Vec<(String, String)> = js::keys(record).into_iter().filter_map(field).collect();
        let mut take = |name: &str| {
            let at = fields.iter().position(|(field, _)| field == name)?;
            Some(fields.remove(at).1)
        };
        take("Id");
        // The object's API name; an answer in the shape of Salesforce Classic says `object` instead.
        let (object, classic) = (take("RecordType"), take("object"));
        Self {
            id,
            object: object.or(classic),
            label: take("displayName"),
            name: take("Name"),
            last_modified: take("LastModifiedDate"),
            is_person_account: take("IsPersonAccount").as_deref() == Some("true"),
            person_contact_id: take("PersonContactId"),
            account_id: take("AccountId"),
            fields,
        }
    }
}

impl SearchResult {
    fn read(response: &Response) -> Result<Self, CallError> {
        let value = response.value();
        if value.is_null() || value.is_undefined() {
            return Ok(Self::default());
        }
        if !js::is_record(&value) {
            return Err(CallError::BadAnswer("returnValue"));
        }
        let mut result = Self::default();
        for key in js::keys(&value) {
            let entry = js::get(&value, &key);
            if key == SCREEN_POP_DATA {
                result.pop = ScreenPopData::read(entry);
            } else if js::is_record(&entry) {
                result.records.push(FoundRecord::read(key, &entry));
            } else {
                // Without it the result would say that fewer records match than do.
                return Err(CallError::BadAnswer("returnValue: a record that is no object"));
            }
        }
        Ok(result)
    }
}

impl OpenCti {
    /// Searches, and pops unless deferred. A record made a moment ago may not be found yet, and a layout without fields finds nothing.
    pub fn search(&self, search: &Search<'_>, deadline: Deadline) -> Call<SearchResult> {
        if !is_searchable(search.text) {
            return Call::bad_argument("searchParams: three characters or more");
        }
        self.call("searchAndScreenPop", search.args(), deadline, SearchResult::read)
    }
}
