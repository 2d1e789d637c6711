//! The call centre: its definition, the softphone layout, and the client library.

use super::Shared;
use super::who::Who;
use crate::library::Serving;
use crate::org::layout::{Layout, LayoutFault};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

/// `GET /org/call-center`: the flat map of `getCallCenterSettings`.
pub async fn settings(State(state): Shared) -> Json<Value> {
    Json(state.org().call_center.settings().into())
}

/// `PUT /org/call-center`: an administrator edits items, `{"/section/item": "value"}`.
pub async fn edit(State(state): Shared, Json(edits): Json<Value>) -> Response {
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

/// The layout's fault.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LayoutQuery {
    softphone_layout: LayoutFault,
}

/// `GET /org/layout`: the softphone layout, as `getSoftphoneLayout` returns it.
pub async fn layout(State(state): Shared, Query(who): Query<Who>, Query(query): Query<LayoutQuery>) -> Json<Layout> {
    Json(state.org().layout(who.language()).with(query.softphone_layout))
}

/// `PUT /org/layout`: replaces the layout.
pub async fn set_layout(State(state): Shared, Json(layout): Json<Layout>) -> StatusCode {
    state.org().layout = Some(layout);
    StatusCode::NO_CONTENT
}

/// `PUT /org/library`: changes how the client library is served, in all tabs.
pub async fn set_library(State(state): Shared, Json(serving): Json<Serving>) -> StatusCode {
    *state.library() = serving;
    StatusCode::NO_CONTENT
}
