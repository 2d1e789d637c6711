//! Records: reading, searching, saving.

use super::Shared;
use super::problem::{invalid_param, problem};
use super::who::Who;
use crate::org::pop::{self, InvalidParam};
use crate::org::save::{self, Saver};
use crate::org::search::Term;
use crate::org::store::{Record, Store};
use crate::org::users::User;
use crate::org::{clock, schema};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use denwa_core::number;
use serde::Deserialize;
use serde_json::{Value, json};

fn views<'a>(store: &Store, records: impl Iterator<Item = &'a Record>) -> Vec<Value> {
    records.map(|r| store.view(r)).collect()
}

/// `GET /org/list/{object}`: all records of the object; `null` if there is no such object.
pub async fn list(State(state): Shared, Path(object): Path<String>) -> Json<Option<Vec<Value>>> {
    let org = state.org();
    Json(schema::object(&object).map(|object| views(&org.store, org.store.of(object.name))))
}

/// `GET /org/record/{id}`: the record with related records and its activity timeline; `null` if there is no such record.
pub async fn record(State(state): Shared, Path(id): Path<String>) -> Json<Option<Value>> {
    let org = state.org();
    Json(org.store.get(&id).map(|record| {
        let mut view = org.store.view(record);
        view["related"] = views(&org.store, org.store.related(&record.id).into_iter()).into();
        view["timeline"] = views(&org.store, org.store.timeline(&record.id).into_iter()).into();
        view
    }))
}

/// A search of the search page.
#[derive(Deserialize)]
pub struct SearchQuery {
    q: String,
    #[serde(default, rename = "indexDelay")]
    index_delay_ms: u64,
}

/// `GET /org/search`: a search over all objects, for the search page.
pub async fn search(State(state): Shared, Query(query): Query<SearchQuery>) -> Json<Vec<Value>> {
    let (org, now) = (state.org(), clock::now_ms());
    let Some(term) = Term::parse(&query.q) else { return Json(vec![]) };
    let found = org
        .store
        .all()
        .filter(|r| r.object.searchable() && pop::indexed(r, query.index_delay_ms, now) && term.finds(r));
    Json(views(&org.store, found))
}

/// `GET /org/people`: records with a telephone number, and the number as a network presents it.
pub async fn people(State(state): Shared) -> Json<Vec<Value>> {
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

/// The first number in the text as a network presents it; empty if there is none. A North American number without country code gets it.
fn presented(phone: &str) -> String {
    match number::dialable(phone) {
        Ok(number) if number.len() == 10 && !number.starts_with(['0', '+']) => format!("+1{number}"),
        Ok(number) => number,
        Err(_) => String::new(),
    }
}

/// `POST /org/search-and-pop`: takes the arguments of `searchAndScreenPop`, and returns the matches and the page that the layout opens.
pub async fn search_and_pop(
    State(state): Shared,
    Query(who): Query<Who>,
    Json(request): Json<pop::Request>,
) -> Response {
    let org = state.org();
    let layout = org.layout(who.language()).with(request.softphone_layout);
    match pop::search_and_pop(&org.store, &layout, &request, clock::now_ms()) {
        Ok(found) => Json(found).into_response(),
        Err(InvalidParam(name)) => invalid_param(name),
    }
}

/// `POST /org/save`: creates or updates a record.
pub async fn save(State(state): Shared, Query(who): Query<Who>, Json(value): Json<Value>) -> Response {
    let mut org = state.org();
    let ids: Vec<String> = org.users.all.iter().map(User::id).collect();
    let users: Vec<&str> = ids.iter().map(String::as_str).collect();
    let user_id = who.user(&org).id();
    let saver = Saver { user_id: &user_id, users: &users, now_ms: clock::now_ms() };
    match save::save(&mut org.store, &value, &saver) {
        Ok(id) => Json(json!({ "id": id })).into_response(),
        Err(details) => problem(&json!({ "code": "GENERIC_ERROR", "details": details })),
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
        assert_eq!(presented("+81-3-3333-4444"), "0333334444");
        assert_eq!(presented("TEL 03-1234-5678 / FAX 03-1234-5679"), "0312345678");
        assert_eq!(presented("+1 (415) 555-0100 x227"), "+14155550100");
        assert_eq!(presented("非通知"), "");
    }
}
