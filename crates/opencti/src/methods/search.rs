//! Search by the softphone layout, with or without the screen pop that the layout asks for.

use wasm_bindgen::JsValue;

use crate::answer;
use crate::args::{Args, FieldValue, Fields, FlowArg};
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::methods::screen_pop::{ScreenPopData, is_searchable};
use crate::open_cti::OpenCti;
use crate::query::encode_pairs;
use crate::request::Request;

/// The key in a search's result that is not a record.
const SCREEN_POP_DATA: &str = "SCREEN_POP_DATA";

/// Which section of the softphone layout a search follows (`CALL_TYPE`). Only an inbound search pops.
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
    /// What to search, three characters or more. Only the objects and fields of the layout are searched.
    pub text: &'a str,
    /// Which section of the layout.
    pub call_type: CallType,
    /// Whether to return the matches and where a pop would lead, instead of going there.
    pub deferred: bool,
    /// What is passed on if the layout pops to a Visualforce page.
    pub query_params: Vec<(&'a str, &'a str)>,
    /// What the new record holds if the layout pops to one.
    pub defaults: Fields<'a>,
    /// What the flow gets if the layout pops to one.
    pub flow_args: Vec<FlowArg<'a>>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// The records, in the order of the answer.
    pub records: Vec<FoundRecord>,
    /// Where the layout's rules would lead, after a deferred search.
    pub pop: Option<ScreenPopData>,
}

/// A record that was found. What it tells of itself depends on the fields of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRecord {
    /// Its ID.
    pub id: String,
    /// The API name of its object.
    pub object: Option<String>,
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

    fn request(&self) -> Request {
        let request = Request::search(self.text, self.call_type, self.deferred, &self.defaults);
        if !self.query_params.is_empty() {
            request.args.set("queryParams", &JsValue::from_str(&encode_pairs(&self.query_params)));
        }
        if !self.flow_args.is_empty() {
            let flow = Args::new().flow(&self.flow_args);
            request.args.set("params", &Args::new().value("FLOW", &flow.into()).into());
        }
        request
    }
}

impl Request {
    /// Searches a text of three characters or more, and pops unless deferred. The answer's `returnValue` has the records by their
    /// IDs, and after a deferred search under `SCREEN_POP_DATA` where the layout's rules would lead.
    pub fn search(text: &str, call_type: CallType, deferred: bool, defaults: &[(&str, FieldValue<'_>)]) -> Self {
        let call_type = match call_type {
            CallType::Inbound => "inbound",
            CallType::Outbound => "outbound",
            CallType::Internal => "internal",
        };
        let args = Args::new()
            .text("searchParams", text)
            .text("callType", call_type)
            .value("deferred", &JsValue::from_bool(deferred))
            .object("defaultFieldValues", defaults);
        Self::new("searchAndScreenPop", args).checked(is_searchable(text), "searchParams: three characters or more")
    }
}

impl FoundRecord {
    fn read(key: &str, value: &JsValue) -> Self {
        let mut fields = Vec::new();
        for name in js::keys(value) {
            let field = js::get(value, &name);
            let text = js::scalar(&field).or_else(|| field.as_bool().map(|flag| flag.to_string()));
            if let Some(text) = text {
                fields.push((name, text));
            }
        }
        let mut take = |name: &str| {
            let at = fields.iter().position(|(field, _)| field == name)?;
            Some(fields.remove(at).1)
        };
        take("Id");
        take("IsPersonAccount");
        // The object's API name; an answer in the shape of Salesforce Classic says `object` instead.
        let (object, classic) = (take("RecordType"), take("object"));
        Self {
            id: key.to_owned(),
            object: object.or(classic),
            name: take("Name"),
            last_modified: take("LastModifiedDate"),
            is_person_account: js::get(value, "IsPersonAccount").as_bool() == Some(true),
            person_contact_id: take("PersonContactId"),
            account_id: take("AccountId"),
            fields,
        }
    }
}

impl SearchResult {
    fn read(response: &JsValue) -> Result<Self, CallError> {
        let value = answer::value(response);
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
                result.records.push(FoundRecord::read(&key, &entry));
            } else {
                // Leaving it out would say that fewer records match than do.
                return Err(CallError::BadAnswer("returnValue: a record that is none"));
            }
        }
        Ok(result)
    }
}

impl OpenCti {
    /// Searches, and pops unless deferred. Records made a moment ago may not be found yet, and a layout without fields finds
    /// nothing.
    pub fn search(&self, search: &Search<'_>, deadline: Deadline) -> Call<SearchResult> {
        self.call(search.request(), deadline, SearchResult::read)
    }
}
