//! The simulated PBX's control over HTTP: `POST /sim/calls` and the others, as README.md of this crate lists them.
//!
//! JSON in and out. A page of another origin cannot use it: a body must say that it is JSON, which a browser sends across origins only
//! after asking, and only the origins of the configuration are told yes.

use super::{
    Control,
    load::LoadOrder,
    model::{Action, NewCall, Refused},
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

/// The routes.
pub fn routes<S: Clone + Send + Sync + 'static>(control: Control) -> Router<S> {
    Router::new()
        .route("/sim/calls", get(list).post(place))
        .route("/sim/calls/{id}/{action}", post(act))
        .route("/sim/phones/{extension}", post(phone))
        .route("/sim/pbx", post(power))
        .route("/sim/load", get(load_report).post(load))
        .with_state(control)
}

/// Which phone is meant, where a call has several.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
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
struct Power {
    up: bool,
    #[serde(default)]
    forget: bool,
}

type Body<T> = Result<Json<T>, JsonRejection>;

async fn list(State(control): State<Control>) -> Response {
    match control.ask(|sim, _| sim.machine.list()).await {
        Some(calls) => Json(calls).into_response(),
        None => gone(),
    }
}

async fn place(State(control): State<Control>, body: Body<NewCall>) -> Response {
    let new = match body {
        Ok(Json(new)) => new,
        Err(rejection) => return bad(&rejection),
    };
    match control.ask(move |sim, now| sim.machine.place(new, now)).await {
        Some(Ok(id)) => (StatusCode::CREATED, Json(json!({ "id": id }))).into_response(),
        Some(Err(refused)) => refuse(&refused),
        None => gone(),
    }
}

async fn act(
    State(control): State<Control>,
    Path((id, action)): Path<(String, String)>,
    body: Body<Which>,
) -> Response {
    let Json(which) = match body {
        Ok(body) => body,
        Err(rejection) => return bad(&rejection),
    };
    let Ok(action) = serde_json::from_value::<Action>(action.into()) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "no such action" }))).into_response();
    };
    done(control.ask(move |sim, now| sim.machine.act(&id, action, which.extension.as_deref(), now)).await)
}

async fn phone(State(control): State<Control>, Path(extension): Path<String>, body: Body<PhoneBody>) -> Response {
    let registered = match body {
        Ok(Json(body)) => body.registered,
        Err(rejection) => return bad(&rejection),
    };
    done(control.ask(move |sim, now| sim.machine.register(&extension, registered, now)).await)
}

async fn power(State(control): State<Control>, body: Body<Power>) -> Response {
    let Power { up, forget } = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return bad(&rejection),
    };
    let act = move |sim: &mut super::Simulation, _| {
        sim.machine.power(up, forget);
        Ok(())
    };
    done(control.ask(act).await)
}

async fn load(State(control): State<Control>, body: Body<LoadOrder>) -> Response {
    let order = match body {
        Ok(Json(order)) => order,
        Err(rejection) => return bad(&rejection),
    };
    done(control.ask(move |sim, now| sim.start_load(order, now).map_err(Refused::Bad)).await)
}

async fn load_report(State(control): State<Control>) -> Response {
    match control.ask(|sim, _| sim.load_report()).await {
        Some(report) => Json(report).into_response(),
        None => gone(),
    }
}

fn done(result: Option<Result<(), Refused>>) -> Response {
    match result {
        Some(Ok(())) => Json(json!({})).into_response(),
        Some(Err(refused)) => refuse(&refused),
        None => gone(),
    }
}

fn refuse(refused: &Refused) -> Response {
    let status = match refused {
        Refused::Bad(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::NoSuchCall => StatusCode::NOT_FOUND,
        Refused::WrongState | Refused::Unregistered(_) => StatusCode::CONFLICT,
        Refused::Down => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(json!({ "error": refused.to_string() }))).into_response()
}

fn bad(rejection: &JsonRejection) -> Response {
    (rejection.status(), Json(json!({ "error": rejection.body_text() }))).into_response()
}

fn gone() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "error": "the server stops" }))).into_response()
}
