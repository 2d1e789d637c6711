//! Controls the simulated PBX over HTTP. This crate's README.md lists the requests.
//!
//! Requests and responses are JSON. Pages of foreign origins are shut out: the content type must be `application/json`,
//! for which browsers send a CORS preflight first, and the preflight succeeds only for the configured origins.

use super::{
    Control,
    load::LoadOrder,
    model::{Action, ControlError, NewCall},
};
use axum::{
    Json, Router,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;

/// Returns the routes under `/sim`.
pub fn routes<S: Clone + Send + Sync + 'static>(control: Control) -> Router<S> {
    Router::new()
        .route("/sim/calls", get(list).post(place))
        .route("/sim/calls/{id}/{action}", post(act))
        .route("/sim/phones/{extension}", post(phone))
        .route("/sim/pbx", post(power))
        .route("/sim/load", get(load_report).post(load))
        .with_state(control)
}

/// The body of an action: the extension whose part is meant, for calls with several parts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionBody {
    #[serde(default)]
    extension: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhoneBody {
    registered: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PowerBody {
    up: bool,
    #[serde(default)]
    forget: bool,
}

type Body<T> = Result<Json<T>, JsonRejection>;

async fn list(State(control): State<Control>) -> Response {
    match control.run(|sim, _| sim.machine.list()).await {
        Some(calls) => Json(calls).into_response(),
        None => respond_stopped(),
    }
}

async fn place(State(control): State<Control>, body: Body<NewCall>) -> Response {
    let new = match body {
        Ok(Json(new)) => new,
        Err(rejection) => return respond_malformed(&rejection),
    };
    match control.run(move |sim, now| sim.machine.place(new, now)).await {
        Some(Ok(id)) => (StatusCode::CREATED, Json(json!({ "id": id }))).into_response(),
        Some(Err(error)) => respond_refused(&error),
        None => respond_stopped(),
    }
}

async fn act(
    State(control): State<Control>,
    Path((id, action)): Path<(String, String)>,
    body: Body<ActionBody>,
) -> Response {
    let Json(ActionBody { extension }) = match body {
        Ok(body) => body,
        Err(rejection) => return respond_malformed(&rejection),
    };
    let Ok(action) = serde_json::from_value::<Action>(action.into()) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "no such action" }))).into_response();
    };
    respond(control.run(move |sim, now| sim.machine.act(&id, action, extension.as_deref(), now)).await)
}

async fn phone(State(control): State<Control>, Path(extension): Path<String>, body: Body<PhoneBody>) -> Response {
    let registered = match body {
        Ok(Json(body)) => body.registered,
        Err(rejection) => return respond_malformed(&rejection),
    };
    respond(control.run(move |sim, now| sim.machine.register(&extension, registered, now)).await)
}

async fn power(State(control): State<Control>, body: Body<PowerBody>) -> Response {
    let PowerBody { up, forget } = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return respond_malformed(&rejection),
    };
    let switch = move |sim: &mut super::Simulation, _| {
        sim.machine.power(up, forget);
        Ok(())
    };
    respond(control.run(switch).await)
}

async fn load(State(control): State<Control>, body: Body<LoadOrder>) -> Response {
    let order = match body {
        Ok(Json(order)) => order,
        Err(rejection) => return respond_malformed(&rejection),
    };
    respond(control.run(move |sim, now| sim.start_load(order, now).map_err(ControlError::Invalid)).await)
}

async fn load_report(State(control): State<Control>) -> Response {
    match control.run(|sim, _| sim.load_report()).await {
        Some(report) => Json(report).into_response(),
        None => respond_stopped(),
    }
}

fn respond(result: Option<Result<(), ControlError>>) -> Response {
    match result {
        Some(Ok(())) => Json(json!({})).into_response(),
        Some(Err(error)) => respond_refused(&error),
        None => respond_stopped(),
    }
}

fn respond_refused(error: &ControlError) -> Response {
    let status = match error {
        ControlError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ControlError::NoSuchCall => StatusCode::NOT_FOUND,
        ControlError::WrongState | ControlError::Unregistered(_) => StatusCode::CONFLICT,
        ControlError::Down => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(json!({ "error": error.to_string() }))).into_response()
}

fn respond_malformed(rejection: &JsonRejection) -> Response {
    (rejection.status(), Json(json!({ "error": rejection.body_text() }))).into_response()
}

fn respond_stopped() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "error": "the server is stopping" }))).into_response()
}
