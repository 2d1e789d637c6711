//! The clipboard.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, Document, HtmlDocument};

use super::policy;

/// Puts a text into the clipboard, and says whether it is there. The browser is asked before this returns, because it may agree only
/// while a click or a key is being handled. Nothing is tried that the browser would refuse, since it writes refusals to the console.
pub fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let attempt = attempt(text);
    async move {
        match attempt {
            Attempt::Done(is_copied) => is_copied,
            Attempt::Asked(promise) => promise.await.is_ok(),
        }
    }
}

enum Attempt {
    Done(bool),
    Asked(JsFuture),
}

fn attempt(text: &str) -> Attempt {
    let Some(window) = web_sys::window() else { return Attempt::Done(false) };
    let Some(document) = window.document() else { return Attempt::Done(false) };
    if !document.has_focus().unwrap_or(false) {
        return Attempt::Done(false);
    }
    // Within a click or a key this needs no permission.
    if copy_by_command(&document, text.to_owned()) {
        return Attempt::Done(true);
    }
    if policy::allows(&window, "clipboard-write") != Some(true) {
        return Attempt::Done(false);
    }
    Attempt::Asked(JsFuture::from(window.navigator().clipboard().write_text(text)))
}

/// Copies by the browser's copy command, which asks the page by an event for the text.
fn copy_by_command(document: &Document, text: String) -> bool {
    let Some(document) = document.dyn_ref::<HtmlDocument>() else { return false };
    let answer = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        if let Some(data) = event.clipboard_data() {
            let _ = data.set_data("text/plain", &text);
        }
        event.prevent_default();
        event.stop_propagation();
    });
    let answer: &JsValue = answer.as_ref();
    for event in EVENTS {
        let _ = document.add_event_listener_with_callback_and_bool(event, answer.unchecked_ref(), true);
    }
    let is_copied = document.exec_command("copy").unwrap_or(false);
    for event in EVENTS {
        let _ = document.remove_event_listener_with_callback_and_bool(event, answer.unchecked_ref(), true);
    }
    is_copied
}

/// The copy command is available without a selection only if the page answers the first of these.
const EVENTS: [&str; 2] = ["beforecopy", "copy"];
