//! The org over HTTP, JSON in and out: what the page's modules ask for, so that several tabs share one org.
//!
//! What the org refuses is an answer like any other, `{"problem": {"code": …}}` with status 200: a browser writes every failed
//! request to its console, and the console of a test must be empty.

mod settings;

use crate::library::Serving;
use crate::org::apex::faults::Faults;
use crate::org::apex::{self, Failure};
use crate::org::layout::{Layout, LayoutFault};
use crate::org::pop::{self, InvalidParam};
use crate::org::save::{self, Saver};
use crate::org::search::Term;
use crate::org::store::{Record, Store};
use crate::org::users::{ORG_ID, PROFILES, User};
use crate::org::{clock, schema};
use crate::state::{Lightning, Org};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The routes below `/org`.
pub fn router() -> Router<Arc<Lightning>> {
    Router::new()
        .route("/session", get(session))
        .route("/schema", get(|| async { Json(schema::OBJECTS) }))
        .route("/list/{object}", get(list))
        .route("/record/{id}", get(record))
        .route("/search", get(search))
        .route("/people", get(people))
        .route("/search-and-pop", post(search_and_pop))
        .route("/save", post(save))
        .route("/apex", post(run_apex))
        .route("/call-center", get(call_center).put(edit_call_center))
        .route("/layout", get(layout).put(set_layout))
        .route("/settings", get(settings::stored).patch(settings::edit))
        .route("/access", get(settings::access).put(settings::set_access))
        .route("/library", put(set_library))
        .route("/reset", post(reset))
}

type Shared = State<Arc<Lightning>>;

/// Who asks, in which language.
#[derive(Debug, Default, Deserialize)]
struct Who {
    user: Option<String>,
    lang: Option<String>,
}

impl Who {
    /// The running user: the demo's agent if none is named.
    fn user(&self, org: &Org) -> User {
        let named = self.user.as_deref().and_then(|key| org.users.find(key)).or(org.users.0.first());
        named.cloned().unwrap_or_else(|| User::agent(1, "sato", "佐藤 健", "2001", &PROFILES[0]))
    }

    /// Salesforce's code for the language.
    fn language(&self) -> &'static str {
        if self.lang.as_deref() == Some("ja") { "ja" } else { "en_US" }
    }
}

/// `GET /org/session`: who the user is, where the softphone comes from.
async fn session(State(state): Shared, Query(who): Query<Who>) -> Json<Value> {
    let adapter = state.adapter_url();
    let exchange = match &state.options.sim_control {
        Some(base) => state.client.finds_exchange(base).await,
        None => false,
    };
    let org = state.org();
    let user = who.user(&org);
    Json(json!({
        "orgId": ORG_ID,
        "user": { "key": user.key, "id": user.id(), "last": user.last, "first": user.first, "extension": user.extension,
                  "assigned": user.assigned },
        "users": org.users.0.iter().map(|u| json!({ "key": u.key, "id": u.id(), "last": u.last, "first": u.first,
                                              "extension": u.extension })).collect::<Vec<_>>(),
        "language": who.language(),
        "adapterUrl": adapter,
        "callCenter": {
            "label": org.call_center.general("reqDisplayName"),
            "height": org.call_center.number("reqSoftphoneHeight"),
            "width": org.call_center.number("reqSoftphoneWidth"),
            "standbyUrl": org.call_center.general("reqStandbyUrl"),
            "timeoutMs": org.call_center.number("reqTimeout"),
        },
        "exchange": exchange,
    }))
}

fn views<'a>(store: &Store, records: impl Iterator<Item = &'a Record>) -> Vec<Value> {
    records.map(|r| store.view(r)).collect()
}

/// `GET /org/list/{object}`: all its records, `null` if there is no such object.
async fn list(State(state): Shared, Path(object): Path<String>) -> Json<Option<Vec<Value>>> {
    let org = state.org();
    Json(schema::object(&object).map(|object| views(&org.store, org.store.of(object.name))))
}

/// `GET /org/record/{id}`: the record with what is related to it and its activity timeline, `null` if there is none.
async fn record(State(state): Shared, Path(id): Path<String>) -> Json<Option<Value>> {
    let org = state.org();
    Json(org.store.get(&id).map(|record| {
        let mut view = org.store.view(record);
        view["related"] = views(&org.store, org.store.related(&record.id).into_iter()).into();
        view["timeline"] = views(&org.store, org.store.timeline(&record.id).into_iter()).into();
        view
    }))
}

#[derive(Deserialize)]
struct SearchQuery {
    q: String,
    #[serde(default, rename = "indexDelay")]
    index_delay_ms: u64,
}

/// `GET /org/search`: the search page, over all objects, whatever the softphone layout says.
async fn search(State(state): Shared, Query(query): Query<SearchQuery>) -> Json<Vec<Value>> {
    let (org, now) = (state.org(), clock::now_ms());
    let Some(term) = Term::parse(&query.q) else { return Json(vec![]) };
    let found = org
        .store
        .all()
        .filter(|r| r.object.searchable() && pop::indexed(r, query.index_delay_ms, now) && term.finds(r));
    Json(views(&org.store, found))
}

/// `GET /org/people`: who has a telephone number, with the number as a network would present it.
async fn people(State(state): Shared) -> Json<Vec<Value>> {
    let org = state.org();
    let callers = org.store.all().filter(|r| matches!(r.object.name, "Contact" | "Lead" | "Account")).filter_map(|r| {
        if r.object.name == "Contact" && r.is_person() {
            return None;
        }
        let phone = ["Phone", "MobilePhone", "PersonMobilePhone"].iter().find_map(|f| r.text(f))?;
        let company = r.text("Company").or_else(|| org.store.get(r.text("AccountId")?).map(Record::name));
        Some(json!({ "id": r.id, "object": r.object.name, "name": r.name(), "company": company, "phone": phone,
                     "number": presented(phone) }))
    });
    Json(callers.collect())
}

/// The digits of the first number in the text, with its `+`; a North American one without country code gets it.
fn presented(phone: &str) -> String {
    let narrow = phone.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    });
    let number: String =
        narrow.take_while(|c| !c.is_alphabetic()).filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if number.starts_with(['0', '+']) || number.len() != 10 { number } else { format!("+1{number}") }
}

/// `POST /org/search-and-pop`: the arguments of `searchAndScreenPop` to its results and what the layout opens.
async fn search_and_pop(State(state): Shared, Query(who): Query<Who>, Json(request): Json<pop::Request>) -> Response {
    let org = state.org();
    let layout = org.layout(who.language()).with(request.softphone_layout);
    match pop::search_and_pop(&org.store, &layout, &request, clock::now_ms()) {
        Ok(found) => Json(found).into_response(),
        Err(InvalidParam(name)) => invalid_param(name),
    }
}

fn problem(problem: &Value) -> Response {
    Json(json!({ "problem": problem })).into_response()
}

fn invalid_param(name: &str) -> Response {
    problem(&json!({ "code": "INVALID_PARAM", "parameter": name }))
}

/// `POST /org/save`: creates or updates one record.
async fn save(State(state): Shared, Query(who): Query<Who>, Json(value): Json<Value>) -> Response {
    let mut org = state.org();
    let ids: Vec<String> = org.users.0.iter().map(User::id).collect();
    let users: Vec<&str> = ids.iter().map(String::as_str).collect();
    let user_id = who.user(&org).id();
    let saver = Saver { user_id: &user_id, users: &users, now_ms: clock::now_ms() };
    match save::save(&mut org.store, &value, &saver) {
        Ok(id) => Json(json!({ "id": id })).into_response(),
        Err(details) => problem(&json!({ "code": "GENERIC_ERROR", "details": details })),
    }
}

/// The arguments of `runApex`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApexCall {
    apex_class: String,
    method_name: String,
    #[serde(default)]
    method_params: String,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    faults: Faults,
}

/// `POST /org/apex`: runs a method of the registry.
async fn run_apex(State(state): Shared, Query(who): Query<Who>, Json(call): Json<ApexCall>) -> Response {
    let adapter_url = state.adapter_url();
    let mut org = state.org();
    let mut context = apex::Context {
        adapter_url: &adapter_url,
        user: who.user(&org),
        language: who.language(),
        token_key: state.options.token_key.as_deref(),
        now_ms: clock::now_ms().saturating_add_signed(call.faults.org_clock),
        org: &mut org,
        faults: call.faults,
    };
    match apex::run(&call.apex_class, &call.method_name, &call.method_params, call.strict, &mut context) {
        Ok(result) => Json(json!({ "runApex": result })).into_response(),
        Err(Failure::InvalidParam(name)) => invalid_param(name),
        Err(Failure::Server(description)) => problem(&json!({ "code": "SERVER_ERROR", "description": description })),
    }
}

/// `GET /org/call-center`: the flat map of `getCallCenterSettings`.
async fn call_center(State(state): Shared) -> Json<Value> {
    Json(state.org().call_center.settings().into())
}

/// `PUT /org/call-center`: an administrator edits items, `{"/section/item": "value"}`.
async fn edit_call_center(State(state): Shared, Json(edits): Json<Value>) -> Response {
    let mut org = state.org();
    let mut edited = org.call_center.clone();
    for (path, value) in edits.as_object().into_iter().flatten() {
        let item = path.trim_start_matches('/').split_once('/');
        if !item.zip(value.as_str()).is_some_and(|((section, name), value)| edited.set(section, name, value)) {
            return (StatusCode::UNPROCESSABLE_ENTITY, format!("{path}: no such item, or not a string"))
                .into_response();
        }
    }
    org.call_center = edited;
    StatusCode::NO_CONTENT.into_response()
}

/// A layout in which something is wrong.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct LayoutQuery {
    softphone_layout: LayoutFault,
}

/// `GET /org/layout`: the softphone layout, as `getSoftphoneLayout` returns it.
async fn layout(State(state): Shared, Query(who): Query<Who>, Query(query): Query<LayoutQuery>) -> Json<Layout> {
    Json(state.org().layout(who.language()).with(query.softphone_layout))
}

/// `PUT /org/layout`: another layout.
async fn set_layout(State(state): Shared, Json(layout): Json<Layout>) -> StatusCode {
    state.org().layout = Some(layout);
    StatusCode::NO_CONTENT
}

/// `PUT /org/library`: how the client library is served from now on, to everybody.
async fn set_library(State(state): Shared, Json(serving): Json<Serving>) -> StatusCode {
    *state.library() = serving;
    StatusCode::NO_CONTENT
}

/// `POST /org/reset`: the org as it was at the start.
async fn reset(State(state): Shared) -> Response {
    match state.reset() {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::presented;

    #[test]
    fn numbers_as_a_network_presents_them() {
        assert_eq!(presented("03-6666-1000 内線12"), "0366661000");
        assert_eq!(presented("０３−５５５５−０２０２"), "0355550202");
        assert_eq!(presented("(850) 644-4200"), "+18506444200");
        assert_eq!(presented("+81-3-3333-4444"), "+81333334444");
    }
}
