//! A GET whose answer nobody reads.

use denwa_core::host::Answer;
use denwa_core::{HostError, HostReply};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, DomException, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestMode};

/// Sends a GET to an `https` address, without cookies and without a referrer. The answer tells whether any came within the deadline, in
/// milliseconds.
pub async fn send(url: &str, deadline: u32) -> Answer {
    let refused = || HostError::Refused { transient: false, detail: String::new() };
    let window = web_sys::window().filter(|_| url.starts_with("https://")).ok_or_else(refused)?;
    match JsFuture::from(window.fetch_with_str_and_init(url, &options(deadline))).await {
        Ok(_) => Ok(HostReply::Done),
        Err(error) if is_time_out(&error) => Err(HostError::TimedOut),
        Err(_) => Err(refused()),
    }
}

fn options(deadline: u32) -> RequestInit {
    let options = RequestInit::new();
    options.set_mode(RequestMode::NoCors);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_cache(RequestCache::NoStore);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(deadline)));
    // The request outlives the page. web-sys has no setter for this member.
    let _ = Reflect::set(&options, &"keepalive".into(), &true.into());
    options
}

/// Whether a request was given up because its deadline has passed.
pub fn is_time_out(error: &JsValue) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "TimeoutError")
}
