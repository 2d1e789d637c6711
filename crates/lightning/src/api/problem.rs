//! Refusals.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An answer with a refusal.
pub fn problem(problem: &Value) -> Response {
    Json(json!({ "problem": problem })).into_response()
}

/// An answer that refuses a parameter.
pub fn invalid_param(name: &str) -> Response {
    problem(&json!({ "code": "INVALID_PARAM", "parameter": name }))
}
