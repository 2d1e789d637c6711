//! The panel's origin: its files, served as by a good web server, and the client library.
//!
//! Browsers may keep files with a hash in their names for ever, and `index.html` never. Browsers that accept compressed copies (`.br`, `.gz`) get them.

use crate::state::Lightning;
use crate::{csp, library};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;
use tower_http::services::ServeDir;

/// The router of the panel's origin, which pages of these ports may frame.
pub fn router(state: &Arc<Lightning>, host_ports: &[u16]) -> Router {
    let files = ServeDir::new(&state.options.panel_dist).precompressed_br().precompressed_gzip();
    Router::new()
        .route("/support/api/{version}/lightning/{file}", get(library::serve))
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(csp::panel(host_ports), headers))
        .with_state(Arc::clone(state))
}

/// Adds the content security policy and the caching rule to every answer.
async fn headers(State(policy): State<String>, request: Request, next: Next) -> Response {
    let cache = if is_hashed(request.uri().path()) { "public, max-age=31536000, immutable" } else { "no-store" };
    let library = request.uri().path().starts_with("/support/");
    let mut response = next.run(request).await;
    let cache = if response.status().is_success() { cache } else { "no-store" };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, cache);
    set(header::CONTENT_SECURITY_POLICY, &policy);
    if !library {
        // Not for the library: a browser must run Salesforce's login page under the script's address as a script, which fails.
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::VARY, "accept-encoding");
    }
    response
}

/// Whether the file's name carries a hash of its content: eight hexadecimal digits or more between `-`, `_` or `.`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let hash = |part: &str| {
        part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit()) && part.bytes().any(|b| b.is_ascii_digit())
    };
    name.split(['-', '_', '.']).any(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash() {
        assert!(is_hashed("/denwa-panel-1a2b3c4d5e6f7081_bg.wasm"));
        assert!(is_hashed("/assets/style-0123456789abcdef.css"));
        for name in ["/", "/index.html", "/boot.js", "/facade-defaced.js", "/denwa-panel.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
