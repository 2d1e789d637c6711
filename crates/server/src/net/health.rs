//! `/health`, `/ready` and `/metrics`.
//!
//! `/health` says how the server is, and fails only if it should be started anew. `/ready` fails while panels should be
//! sent elsewhere. `/metrics` is served on an address of its own.

use super::{
    App,
    hub_task::{Figures, Health, ToHub},
    listener::serve_http,
    metrics::Snapshot,
    wait_until_stopped,
};
use crate::clock::Steady;
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use denwa_protocol::{PbxState, VERSION};
use serde_json::{Value, json};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, oneshot, watch},
};

/// The hub wakes up at least every second: after so long without a sign of life it is stuck, in milliseconds.
const STUCK_MS: u64 = 10_000;

/// How long the hub may take to count calls.
const COUNT_TIMEOUT: Duration = Duration::from_secs(2);

/// How long to wait if a connection cannot be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How many connections to `/metrics` are served at once.
const MAX_SCRAPERS: usize = 16;

impl App {
    /// Returns whether the hub's task works.
    fn is_hub_alive(&self) -> bool {
        let beat = Steady::from_millis(self.hub_beat.load(Ordering::Relaxed));
        !self.hub.is_closed() && self.clock.now().steady.since(beat) < STUCK_MS
    }
}

/// Answers 200 while the process works, else 503: start it anew.
pub async fn health(State(app): State<Arc<App>>) -> (StatusCode, Json<Value>) {
    let Health { pbx, product, sessions, store } = app.health.borrow().clone();
    let (clock, is_hub_alive) = (app.clock.state(), app.is_hub_alive());
    let is_well = pbx == PbxState::Up && clock.jumped_by.is_none() && store.failure.is_none();
    let (code, status) = match (is_hub_alive, is_well) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "broken"),
        (true, false) => (StatusCode::OK, "degraded"),
        (true, true) => (StatusCode::OK, "ok"),
    };
    let body = json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "protocol": VERSION,
        "now": app.clock.now().wall,
        "clock": { "jumpedBy": clock.jumped_by, "followedJumps": clock.followed_jumps },
        "pbx": { "state": pbx, "product": product },
        "sessions": sessions,
        "store": store.report(),
    });
    (code, Json(body))
}

/// Answers 200 while panels can work here, else 503 with the reasons.
pub async fn ready(State(app): State<Arc<App>>) -> (StatusCode, Json<Value>) {
    let pbx = app.health.borrow().pbx;
    let counts = app.gate().counts();
    let checks = [
        ("hub", app.is_hub_alive()),
        ("pbx", pbx == PbxState::Up),
        ("stopping", !*app.stopped.borrow()),
        ("full", counts.signed_in < app.config.limits.sockets as usize),
    ];
    let reasons: Vec<&str> = checks.into_iter().filter(|(_, is_good)| !is_good).map(|(name, _)| name).collect();
    let code = if reasons.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (code, Json(json!({ "ready": reasons.is_empty(), "reasons": reasons })))
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    let (reply, answer) = oneshot::channel();
    let asked = app.hub.try_send(ToHub::Count(reply));
    let figures = match asked {
        Ok(()) => tokio::time::timeout(COUNT_TIMEOUT, answer).await.ok().and_then(Result::ok),
        Err(_) => None,
    };
    let Figures { calls, unlogged_calls } = figures.unwrap_or_default();
    let health = app.health.borrow().clone();
    let text = app.metrics.encode(Snapshot {
        sockets: app.gate().counts(),
        panels: health.sessions,
        calls,
        unlogged_calls,
        is_pbx_up: health.pbx == PbxState::Up,
        store: &health.store,
        is_clock_steady: app.clock.state().jumped_by.is_none(),
        hub_queue: app.hub.max_capacity() - app.hub.capacity(),
    });
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Serves `/metrics`, `/health` and `/ready` until `stopped`, on an address that panels do not reach.
pub async fn serve_metrics(listener: TcpListener, app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let router = Router::new()
        .route("/metrics", get(metrics))
        .route("/health", get(health))
        .route("/ready", get(ready))
        .with_state(app);
    let permits = Arc::new(Semaphore::new(MAX_SCRAPERS));
    loop {
        tokio::select! {
            () = wait_until_stopped(&mut stopped) => return,
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else {
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                };
                // Above the limit, the connection is closed.
                let Ok(permit) = permits.clone().try_acquire_owned() else { continue };
                let router = router.clone();
                tokio::spawn(async move {
                    serve_http(stream, None, router).await;
                    drop(permit);
                });
            }
        }
    }
}
