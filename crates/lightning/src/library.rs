//! Serves the stand-in for Open CTI's client library under the real library's paths, or fails to do so in a chosen way.

use crate::state::Lightning;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

const SCRIPT: &str = include_str!("../page/library/opencti.js");

/// Salesforce's answer to a user who is not signed in: a page, with status 200, under the script's address.
const LOGIN_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Login</title></head>\n\
                          <body><h1>Log in to the sample org</h1><p>Your session has ended.</p></body></html>\n";

/// How the library's address answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// With the library.
    #[default]
    Ok,
    /// With a login page.
    Login,
    /// 404.
    Missing,
    /// With an empty script.
    Empty,
    /// Never.
    Hang,
}

/// Mode and delay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Serving {
    /// The mode.
    pub mode: Mode,
    /// The delay in milliseconds.
    pub delay_ms: u64,
}

impl Serving {
    /// The mode and delay in the address of the page that loads the script (`sim-library`, `sim-library-delay`), so that the library can fail in
    /// one browser tab and work in others.
    #[must_use]
    pub fn of_referrer(referrer: &str) -> Option<Self> {
        let query = referrer.split_once('?')?.1;
        let value =
            |name: &str| query.split('&').filter_map(|p| p.split_once('=')).find(|(k, _)| *k == name).map(|(_, v)| v);
        let mode = value("sim-library").and_then(|v| serde_json::from_value(v.into()).ok());
        let delay = value("sim-library-delay").and_then(|v| v.parse().ok());
        (mode.is_some() || delay.is_some())
            .then(|| Self { mode: mode.unwrap_or_default(), delay_ms: delay.unwrap_or_default() })
    }
}

/// `GET /support/api/{version}/lightning/{file}`.
pub async fn serve(
    State(state): State<Arc<Lightning>>,
    Path((version, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let known =
        version.split_once('.').is_some_and(|(n, z)| z == "0" && n.len() == 2 && n.bytes().all(|b| b.is_ascii_digit()));
    if !known || !matches!(file.as_str(), "opencti_min.js" | "opencti.js") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let referrer = headers.get(header::REFERER).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let serving = Serving::of_referrer(referrer).unwrap_or(*state.library());
    if serving.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(serving.delay_ms)).await;
    }
    let answer =
        |mime, body| ([(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, "no-store")], body).into_response();
    match serving.mode {
        Mode::Ok => answer("text/javascript; charset=utf-8", SCRIPT),
        Mode::Empty => answer("text/javascript; charset=utf-8", ""),
        Mode::Login => answer("text/html; charset=utf-8", LOGIN_PAGE),
        Mode::Missing => StatusCode::NOT_FOUND.into_response(),
        Mode::Hang => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_can_ask_for_its_own_failure() {
        let of = |query: &str| Serving::of_referrer(&format!("http://127.0.0.1:1/{query}"));
        assert_eq!(of("?mode=Lightning"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("?a=b&sim-library=login"), Some(Serving { mode: Mode::Login, delay_ms: 0 }));
        assert_eq!(of("?sim-library-delay=250"), Some(Serving { mode: Mode::Ok, delay_ms: 250 }));
    }
}
