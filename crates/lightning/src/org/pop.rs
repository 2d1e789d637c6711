//! `searchAndScreenPop`: a search by the softphone layout, and the page that the layout's rules open.

use super::layout::{Layout, LayoutFault, MatchPop};
use super::search::Term;
use super::store::{Record, Store};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The arguments of the call, as the client library sends them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Request {
    /// The search term.
    pub search_params: String,
    /// `inbound`, `outbound`, `internal`.
    pub call_type: Option<String>,
    /// Query string for a Visualforce page.
    pub query_params: Option<Value>,
    /// For a new record.
    pub default_field_values: Option<Value>,
    /// Only `FLOW.flowArgs` is read.
    pub params: Option<Value>,
    /// Records younger than this, in milliseconds, are not in the index yet.
    pub index_delay_ms: u64,
    /// The shape of a lookup field in the result.
    pub lookup: Lookup,
    /// A fault of the layout.
    pub softphone_layout: LayoutFault,
}

/// How a match shows the account that its layout field `AccountId` refers to. Salesforce does not document it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Lookup {
    /// `AccountId` has the ID, `Account.Name` the name.
    #[default]
    Both,
    /// `AccountId` has the ID, `Account` an object with the name.
    Nested,
    /// `AccountId` has the ID.
    Id,
    /// `AccountId` has the name.
    Name,
    /// Nothing.
    None,
}

impl Lookup {
    fn put(self, entry: &mut Map<String, Value>, account: &Record) {
        let name = Value::from(account.name());
        match self {
            Self::Both => entry.insert("Account.Name".into(), name),
            Self::Nested => entry.insert("Account".into(), json!({ "Name": name })),
            Self::Name => entry.insert("AccountId".into(), name),
            Self::None => entry.remove("AccountId"),
            Self::Id => None,
        };
    }
}

/// The result of a search.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The matches by record ID, as the client receives them.
    pub records: Map<String, Value>,
    /// The arguments of the `screenPop` that the layout's rules ask for.
    pub pop: Option<Value>,
    /// The number of matches.
    pub matches: usize,
}

/// The name of an invalid argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidParam(pub &'static str);

/// Searches and applies the layout's rules.
///
/// # Errors
/// A call type that does not exist, or a search term that is too short.
pub fn search_and_pop(store: &Store, layout: &Layout, request: &Request, now_ms: u64) -> Result<Found, InvalidParam> {
    let call_type = request.call_type.as_deref().unwrap_or_default();
    let section = match call_type.to_ascii_lowercase().as_str() {
        "inbound" => "Inbound",
        "outbound" => "Outbound",
        "internal" => "Internal",
        _ => return Err(InvalidParam("callType")),
    };
    let term = Term::parse(&request.search_params).ok_or(InvalidParam("searchParams"))?;
    let Some(section_layout) = layout.0.get(section) else {
        return Ok(Found { records: Map::new(), pop: None, matches: 0 });
    };
    let mut records = Map::new();
    for (object, fields) in section_layout.objects.iter().filter(|(_, fields)| !fields.is_empty()) {
        for record in store.of(object).filter(|r| indexed(r, request.index_delay_ms, now_ms) && term.finds(r)) {
            records.insert(
                record.id.clone(),
                entry(store, record, fields.iter().map(|f| f.api_name.as_str()), request.lookup),
            );
        }
    }
    let settings = &section_layout.screen_pop_settings;
    let rule = match records.len() {
        0 => settings.none.as_ref(),
        1 => settings.one.as_ref(),
        _ => settings.many.as_ref(),
    };
    let searched = section_layout.objects.values().any(|f| !f.is_empty());
    let pop = rule.filter(|_| section == "Inbound" && searched).and_then(|rule| opens(rule, &records, request));
    Ok(Found { matches: records.len(), records, pop })
}

/// Whether the search index contains the record.
#[must_use]
pub fn indexed(record: &Record, delay_ms: u64, now_ms: u64) -> bool {
    record.created_ms == 0 || record.created_ms.saturating_add(delay_ms) <= now_ms
}

/// A match as the client receives it. `RecordType` is the object's API name.
fn entry<'a>(store: &Store, record: &Record, fields: impl Iterator<Item = &'a str>, lookup: Lookup) -> Value {
    let mut entry = Map::new();
    entry.insert("Id".into(), record.id.clone().into());
    entry.insert("RecordType".into(), record.object.name.into());
    entry.insert("LastModifiedDate".into(), record.fields.get("LastModifiedDate").cloned().unwrap_or(Value::Null));
    for field in fields {
        if let Some(value) = record.fields.get(field) {
            entry.insert(field.into(), value.clone());
        }
    }
    if let Some(account) = entry.get("AccountId").and_then(Value::as_str).and_then(|id| store.get(id)) {
        lookup.put(&mut entry, account);
    }
    if record.is_person() {
        entry.insert("IsPersonAccount".into(), true.into());
        let other = if record.object.name == "Account" { "PersonContactId" } else { "AccountId" };
        entry.insert(other.into(), record.fields.get(other).cloned().unwrap_or(Value::Null));
    }
    Value::Object(entry)
}

/// The page that a rule opens. `PopToEntity` opens the record of a single match, a new record without a match, and the search page otherwise.
fn opens(rule: &MatchPop, records: &Map<String, Value>, request: &Request) -> Option<Value> {
    let data = rule.screen_pop_data.as_deref().unwrap_or_default();
    let mut ids = records.keys();
    match (rule.screen_pop_type.as_str(), ids.next(), ids.next()) {
        ("PopToEntity", None, _) => {
            let mut params = json!({ "entityName": data });
            if let Some(values) = request.default_field_values.as_ref().filter(|v| v.is_object()) {
                params["defaultFieldValues"] = values.clone();
            }
            (!data.is_empty()).then(|| json!({ "type": "newRecord", "params": params }))
        }
        ("PopToEntity", Some(id), None) => Some(json!({ "type": "sobject", "params": { "recordId": id } })),
        ("PopToEntity" | "PopToSearch", _, _) => {
            Some(json!({ "type": "search", "params": { "searchString": request.search_params } }))
        }
        ("PopToVisualforce", _, _) => {
            let query = query_string(request.query_params.as_ref());
            let separator = if query.is_empty() { "" } else { "?" };
            Some(json!({ "type": "url", "params": { "url": format!("/apex/{data}{separator}{query}") } }))
        }
        ("PopToFlow", _, _) => {
            let args = request.params.as_ref().and_then(|p| p.pointer("/FLOW/flowArgs")).cloned().unwrap_or(json!([]));
            Some(json!({ "type": "flow", "params": { "flowDevName": data, "flowArgs": args } }))
        }
        _ => None,
    }
}

/// The query string, given as text or as an object.
fn query_string(given: Option<&Value>) -> String {
    match given {
        Some(Value::String(text)) => text.trim_start_matches('?').to_owned(),
        Some(Value::Object(map)) => {
            let pair =
                |(k, v): (&String, &Value)| format!("{k}={}", v.as_str().map_or_else(|| v.to_string(), Into::into));
            map.iter().map(pair).collect::<Vec<_>>().join("&")
        }
        _ => String::new(),
    }
}
