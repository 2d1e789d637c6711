//! The host origin: the page under Lightning's own paths, its modules under `/page`, the org under `/org`, the exchange under `/exchange`.

use crate::state::Lightning;
use crate::{api, aura, csp, exchange};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use include_dir::{Dir, include_dir};
use std::path::{Component, Path as FilePath};
use std::sync::Arc;

static PAGE: Dir = include_dir!("$CARGO_MANIFEST_DIR/page");

/// The router of the host's origin.
pub fn router(state: Arc<Lightning>) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/lightning/{*path}", get(index))
        .route("/apex/{*path}", get(index))
        .route("/page/{*path}", get(file))
        .route("/aura/{name}", get(aura::file))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/exchange/{*rest}", any(exchange::forward))
        .nest("/org", api::router())
        .layer(middleware::from_fn(guard))
        .with_state(state)
}

/// Lets only the page itself and programs outside a browser request data, so that the panel can get a token only as `runApex`'s answer.
async fn guard(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let data = path.starts_with("/org/") || path.starts_with("/exchange/");
    let site = request.headers().get("sec-fetch-site").and_then(|v| v.to_str().ok()).unwrap_or("none");
    if data && !matches!(site, "same-origin" | "none") {
        return (StatusCode::FORBIDDEN, "from another origin").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let set: [(HeaderName, &'static str); 3] = [
        (header::CONTENT_SECURITY_POLICY, csp::HOST),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn index(State(state): State<Arc<Lightning>>) -> Response {
    served(&state, "index.html")
}

async fn file(State(state): State<Arc<Lightning>>, Path(path): Path<String>) -> Response {
    served(&state, &path)
}

fn served(state: &Lightning, path: &str) -> Response {
    let Some(mime) = mime(path) else { return StatusCode::NOT_FOUND.into_response() };
    let plain = FilePath::new(path).components().all(|c| matches!(c, Component::Normal(_)));
    let bytes = match &state.options.page_dir {
        Some(dir) if plain => std::fs::read(dir.join(path)).ok().map(Bytes::from),
        Some(_) => None,
        None => PAGE.get_file(path).map(|f| Bytes::from_static(f.contents())),
    };
    match bytes {
        Some(bytes) => ([(header::CONTENT_TYPE, mime)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The MIME type of a file of the page; `None` if the file is not part of the page.
fn mime(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
