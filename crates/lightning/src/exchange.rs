//! The proxy to the simulated PBX: the host page may only request its own origin, and the event server need not allow the page's.

use crate::state::Lightning;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// How long a page waits at most for the simulated PBX to answer.
const PROBE: Duration = Duration::from_secs(1);

/// The HTTP client of the proxy.
#[derive(Clone)]
pub struct Client(legacy::Client<HttpConnector, Body>);

impl Client {
    /// A client that keeps its connections.
    #[must_use]
    pub fn new() -> Self {
        Self(legacy::Client::builder(TokioExecutor::new()).build_http())
    }
}

impl Client {
    /// Whether a simulated PBX answers at the address.
    pub async fn finds_exchange(&self, base: &str) -> bool {
        let Ok(uri) = format!("{}/sim/calls", base.trim_end_matches('/')).parse::<Uri>() else { return false };
        let answer = tokio::time::timeout(PROBE, self.0.get(uri)).await;
        answer.is_ok_and(|a| a.is_ok_and(|a| a.status().is_success()))
    }
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

/// `/exchange/{rest}` to `/sim/{rest}` of the event server.
pub async fn forward(State(state): State<Arc<Lightning>>, Path(rest): Path<String>, request: Request) -> Response {
    let problem = |status: StatusCode, text: String| (status, axum::Json(json!({ "error": text }))).into_response();
    let Some(base) = state.options.sim_control.as_deref() else {
        return problem(StatusCode::NOT_FOUND, "there is no simulated PBX".into());
    };
    if !matches!(*request.method(), Method::GET | Method::POST | Method::DELETE) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let query = request.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
    let Ok(uri) = format!("{}/sim/{rest}{query}", base.trim_end_matches('/')).parse::<Uri>() else {
        return problem(StatusCode::BAD_REQUEST, "no such address".into());
    };
    let (parts, body) = request.into_parts();
    let mut outgoing = axum::http::Request::builder().method(parts.method).uri(uri);
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::ACCEPT] {
        if let Some(value) = parts.headers.get(&name) {
            outgoing = outgoing.header(name, value);
        }
    }
    let Ok(outgoing) = outgoing.body(body) else {
        return problem(StatusCode::BAD_REQUEST, "not a request".into());
    };
    match state.client.0.request(outgoing).await {
        Ok(answer) => {
            let (parts, body) = answer.into_parts();
            let mut response = (parts.status, Body::new(body)).into_response();
            if let Some(mime) = parts.headers.get(header::CONTENT_TYPE) {
                response.headers_mut().insert(header::CONTENT_TYPE, mime.clone());
            }
            response
        }
        Err(e) => problem(StatusCode::BAD_GATEWAY, format!("the simulated PBX does not answer: {e}")),
    }
}
