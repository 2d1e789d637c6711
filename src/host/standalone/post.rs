//! A question to the event server that the page comes from.

use denwa_core::HostError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit, Response};

use crate::json;
use crate::shell::get::is_time_out;

/// The longest answer, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// What the event server answered.
pub enum Outcome<T> {
    /// It did what was asked.
    Done(T),
    /// It refused.
    Refused,
    /// There were too many tries.
    TooMany {
        /// How long to wait, in seconds.
        wait: Option<u32>,
    },
    /// It does not offer this.
    NotThere,
}

/// Sends `body` to `path` beside the page, without cookies, and reads the answer. `deadline` in milliseconds.
///
/// # Errors
/// No answer in time, none at all, or one that cannot be read.
pub async fn send<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
    deadline: u32,
) -> Result<Outcome<T>, HostError> {
    let window = web_sys::window().ok_or(HostError::NotAvailable)?;
    let options = options(body, deadline)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(&format!("/{path}"), &options)).await;
    let response: Response =
        response.map_err(|error| of_error(&error))?.dyn_into().map_err(|_| HostError::BadAnswer)?;
    match response.status() {
        200 => {
            let text = response.text().map_err(|_| HostError::BadAnswer)?;
            let text = JsFuture::from(text).await.map_err(|error| of_error(&error))?;
            let text = text.as_string().ok_or(HostError::BadAnswer)?;
            json::from_short_text(&text, MAX_BYTES).map(Outcome::Done).map_err(|_| HostError::BadAnswer)
        }
        401 => Ok(Outcome::Refused),
        429 => {
            let wait = response.headers().get("Retry-After").ok().flatten();
            Ok(Outcome::TooMany { wait: wait.and_then(|wait| wait.trim().parse().ok()) })
        }
        404 | 405 => Ok(Outcome::NotThere),
        status => Err(HostError::Refused { transient: status >= 500, detail: status.to_string() }),
    }
}

fn options(body: &impl Serialize, deadline: u32) -> Result<RequestInit, HostError> {
    let headers = web_sys::Headers::new().map_err(|_| HostError::NotAvailable)?;
    headers.set("Content-Type", "application/json").map_err(|_| HostError::NotAvailable)?;
    let body = json::to_text(body).map_err(|_| HostError::NotAvailable)?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_headers(&headers);
    options.set_body(&JsValue::from_str(&body));
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(deadline)));
    Ok(options)
}

fn of_error(error: &JsValue) -> HostError {
    if is_time_out(error) { HostError::TimedOut } else { HostError::Refused { transient: true, detail: String::new() } }
}
