//! Serves the panel's files as a page of its own, for agents who use it outside Salesforce.

use crate::config::PanelFiles;
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use tower_http::services::ServeDir;

/// The page's policy: nothing but its own files, WebAssembly, recordings, and servers over TLS or on this machine. No page
/// may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self' https: wss: ws://127.0.0.1:* ws://localhost:*; media-src https:; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The query parameter by which the panel knows that it is a page of its own.
const STANDALONE: &str = "standalone";

/// Adds the panel's files to a router, for all paths that have no other route.
pub fn add<S: Clone + Send + Sync + 'static>(router: Router<S>, files: Option<&PanelFiles>) -> Router<S> {
    let Some(PanelFiles { directory }) = files else { return router };
    let files = ServeDir::new(directory).precompressed_br().precompressed_gzip();
    let pages = Router::new().fallback_service(files);
    let pages = pages.layer(middleware::from_fn(lead_to_page)).layer(middleware::from_fn(add_headers));
    router.fallback_service(pages)
}

/// Leads whoever types the server's address alone to the page of its own.
async fn lead_to_page(request: Request, next: Next) -> Response {
    let is_page = matches!(request.uri().path(), "/" | "/index.html");
    let mut parameters = request.uri().query().unwrap_or_default().split('&');
    if is_page && !parameters.any(|pair| pair.split('=').next() == Some(STANDALONE)) {
        return Redirect::to(&format!("/?{STANDALONE}")).into_response();
    }
    next.run(request).await
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
