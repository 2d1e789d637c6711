//! Whether a recording is there and can be played.

use denwa_core::host::Answer;
use denwa_core::{HostError, HostReply};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlAudioElement, Window};

/// Loads the beginning of a sound at an `https` address, as a player would. The answer tells whether it can be played; `deadline` in
/// milliseconds.
pub async fn find(url: &str, deadline: u32) -> Answer {
    let window = web_sys::window().filter(|_| url.starts_with("https://")).ok_or(HostError::NotAvailable)?;
    let audio = HtmlAudioElement::new().map_err(|_| HostError::NotAvailable)?;
    let outcome = JsFuture::from(load(&window, &audio, url, deadline)).await;
    audio.set_onloadedmetadata(None);
    audio.set_onerror(None);
    // Without an address nothing more is loaded.
    audio.set_src("");
    outcome.map(|_| HostReply::Done).map_err(|_| HostError::NotAvailable)
}

fn load(window: &Window, audio: &HtmlAudioElement, url: &str, deadline: u32) -> Promise {
    Promise::new(&mut |found, failed| {
        audio.set_onloadedmetadata(Some(&found));
        audio.set_onerror(Some(&failed));
        audio.set_preload("metadata");
        audio.set_src(url);
        // A timer that cannot be set leaves the browser's own time-out.
        let deadline = i32::try_from(deadline).unwrap_or(i32::MAX);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&failed, deadline);
    })
}
