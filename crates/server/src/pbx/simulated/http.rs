//! Controls the simulated PBX over HTTP. This crate's README.md lists the requests.
//!
//! Requests and responses are JSON. Pages of foreign origins are shut out: the content type must be `application/json`,
//! for which browsers send a CORS preflight first, and the preflight succeeds only for the configured origins.

use super::{
    Control,
    config::Features,
    error::ControlError,
    faults::Faults,
    load::LoadOrder,
    model::{ActBody, Action, NewCall},
};
use axum::{
    Json, Router,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use denwa_protocol::CommandError;
use serde::Deserialize;
use serde_json::json;

/// Returns the routes under `/sim`.
pub fn routes<S: Clone + Send + Sync + 'static>(control: Control) -> Router<S> {
    Router::new()
        .route("/sim/calls", get(list).post(place))
        .route("/sim/calls/{id}/{action}", post(act))
        .route("/sim/past", get(past))
        .route("/sim/phones/{extension}", post(phone))
        .route("/sim/monitoring/{extension}/hang-up", post(hang_up_monitor))
        .route("/sim/plan", get(plan))
        .route("/sim/extensions/{extension}", post(extension))
        .route("/sim/pbx", post(power))
        .route("/sim/faults", post(faults))
        .route("/sim/load", get(load_report).post(load))
        .with_state(control)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhoneBody {
    registered: bool,
    /// Which of the extension's phones, from 1. Default: all.
    #[serde(default)]
    phone: Option<u8>,
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

async fn past(State(control): State<Control>) -> Response {
    match control.run(|sim, _| sim.machine.past()).await {
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
    body: Body<ActBody>,
) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return respond_malformed(&rejection),
    };
    let Ok(action) = serde_json::from_value::<Action>(action.into()) else {
        return respond_error(StatusCode::NOT_FOUND, "noSuchAction", "no such action");
    };
    respond(control.run(move |sim, now| sim.machine.act(&id, action, &body, now)).await)
}

async fn phone(State(control): State<Control>, Path(extension): Path<String>, body: Body<PhoneBody>) -> Response {
    let PhoneBody { registered, phone } = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return respond_malformed(&rejection),
    };
    respond(control.run(move |sim, now| sim.machine.register(&extension, phone, registered, now)).await)
}

/// A supervisor hangs up the phone at which she monitors a call.
async fn hang_up_monitor(State(control): State<Control>, Path(extension): Path<String>) -> Response {
    let hang_up = move |sim: &mut super::Simulation, now| {
        sim.machine.stop_monitoring(&extension, now).map(|_| ()).map_err(|error| match error {
            CommandError::PbxDown => ControlError::Down,
            _ => ControlError::NoSuchCall,
        })
    };
    respond(control.run(hang_up).await)
}

async fn plan(State(control): State<Control>) -> Response {
    match control.run(|sim, _| sim.machine.plan()).await {
        Some(plan) => Json(plan).into_response(),
        None => respond_stopped(),
    }
}

async fn extension(State(control): State<Control>, Path(extension): Path<String>, body: Body<Features>) -> Response {
    let features = match body {
        Ok(Json(features)) => features,
        Err(rejection) => return respond_malformed(&rejection),
    };
    respond(control.run(move |sim, now| sim.machine.set_features(&extension, features, now)).await)
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

async fn faults(State(control): State<Control>, body: Body<Faults>) -> Response {
    let faults = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return respond_malformed(&rejection),
    };
    let set = move |sim: &mut super::Simulation, _| {
        sim.faults = faults;
        Ok(())
    };
    respond(control.run(set).await)
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
        ControlError::Invalid(_)
        | ControlError::Missing(_)
        | ControlError::NoSuchExtension(_)
        | ControlError::NoSuchPhone(..)
        | ControlError::NoSuchQueue(_)
        | ControlError::NoSuchGroup(_)
        | ControlError::BadNumber(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ControlError::NoSuchCall => StatusCode::NOT_FOUND,
        ControlError::WrongState | ControlError::Unregistered(_) | ControlError::ParkingFull => StatusCode::CONFLICT,
        ControlError::TooManyCalls | ControlError::Down => StatusCode::SERVICE_UNAVAILABLE,
    };
    respond_error(status, error.code(), &error.to_string())
}

fn respond_malformed(rejection: &JsonRejection) -> Response {
    respond_error(rejection.status(), "malformed", &rejection.body_text())
}

fn respond_stopped() -> Response {
    respond_error(StatusCode::SERVICE_UNAVAILABLE, "down", "the server is stopping")
}

fn respond_error(status: StatusCode, code: &str, error: &str) -> Response {
    (status, Json(json!({ "error": error, "code": code }))).into_response()
}
