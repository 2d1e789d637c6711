//! Serves the panel's files as a page of its own, for agents who use it outside Salesforce.

use crate::config::PanelFiles;
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::ServeDir;

/// The page's policy: nothing but its own files, WebAssembly, recordings, and servers over TLS or on this machine. No page
/// may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self' https: wss: ws://127.0.0.1:* ws://localhost:*; media-src https:; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Adds the panel's files to a router, for all paths that have no other route.
pub fn add<S: Clone + Send + Sync + 'static>(router: Router<S>, files: Option<&PanelFiles>) -> Router<S> {
    let Some(PanelFiles { directory }) = files else { return router };
    let files = ServeDir::new(directory).precompressed_br().precompressed_gzip();
    let pages = Router::new().fallback_service(files).layer(middleware::from_fn(add_headers));
    router.fallback_service(pages)
}

async fn add_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let mut set = |name: HeaderName, value| response.headers_mut().insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::VARY, "accept-encoding");
    // A browser asks each time whether the files have changed: the server is near.
    set(header::CACHE_CONTROL, "no-cache");
    response
}
