//! The org's HTTP interface for the page's modules, in JSON. All tabs share the org.
//!
//! A refusal is an answer with status 200, `{"problem": {"code": …}}`, because a browser writes every failed request to its console, which tests
//! want empty.

mod apex;
mod call_center;
mod problem;
mod records;
mod session;
mod settings;
mod who;

use crate::org::schema;
use crate::state::Lightning;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use std::sync::Arc;

/// The routes below `/org`.
pub fn router() -> Router<Arc<Lightning>> {
    Router::new()
        .route("/session", get(session::session))
        .route("/panel-build", get(session::panel_build))
        .route("/schema", get(|| async { Json(schema::OBJECTS) }))
        .route("/list/{object}", get(records::list))
        .route("/record/{id}", get(records::record))
        .route("/search", get(records::search))
        .route("/people", get(records::people))
        .route("/search-and-pop", post(records::search_and_pop))
        .route("/save", post(records::save))
        .route("/apex", post(apex::run))
        .route("/call-center", get(call_center::settings).put(call_center::edit))
        .route("/layout", get(call_center::layout).put(call_center::set_layout))
        .route("/settings", get(settings::stored).patch(settings::edit))
        .route("/access", get(settings::access).put(settings::set_access))
        .route("/library", put(call_center::set_library))
        .route("/reset", post(reset))
}

type Shared = State<Arc<Lightning>>;

/// `POST /org/reset`: resets the org to its initial state.
async fn reset(State(state): Shared) -> Response {
    match state.reset() {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e).into_response(),
    }
}
