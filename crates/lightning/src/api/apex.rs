//! `runApex`.

use super::Shared;
use super::problem::{invalid_param, problem};
use super::who::Who;
use crate::org::apex::faults::Faults;
use crate::org::apex::form::Reading;
use crate::org::apex::{self, Failure};
use crate::org::clock;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

/// The arguments of `runApex`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApexCall {
    apex_class: String,
    method_name: String,
    #[serde(default)]
    method_params: String,
    #[serde(default)]
    strict: bool,
    #[serde(default = "decodes")]
    decode: bool,
    #[serde(default)]
    faults: Faults,
}

/// A host decodes parameters unless a switch says otherwise.
fn decodes() -> bool {
    Reading::default().decodes
}

/// `POST /org/apex`: runs an Apex method.
pub async fn run(State(state): Shared, Query(who): Query<Who>, Json(call): Json<ApexCall>) -> Response {
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
    let reading = Reading { decodes: call.decode, is_strict: call.strict };
    let call = apex::Call { class: &call.apex_class, method: &call.method_name, params: &call.method_params };
    match apex::run(call, reading, &mut context) {
        Ok(result) => Json(json!({ "runApex": result })).into_response(),
        Err(Failure::InvalidParam(name)) => invalid_param(name),
        Err(Failure::Server(description)) => problem(&json!({ "code": "SERVER_ERROR", "description": description })),
    }
}
