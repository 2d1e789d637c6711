//! What the browser does for the panel beside its page: the clipboard, tabs, a GET, and what is kept.

use denwa_core::host::Answer;
use denwa_core::{HostError, HostReply};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use super::js::{at, member, of_json};
use super::settled::settled;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = hasFocus)]
    fn has_focus() -> bool;
    #[wasm_bindgen(catch, js_namespace = document, js_name = execCommand)]
    fn exec_command(command: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = document, js_name = addEventListener)]
    fn listen(event: &str, listener: &JsValue, capture: bool);
    #[wasm_bindgen(js_namespace = document, js_name = removeEventListener)]
    fn leave(event: &str, listener: &JsValue, capture: bool);

    /// The event of a copy that is being made.
    #[wasm_bindgen(extends = web_sys::Event)]
    type Copying;
    #[wasm_bindgen(method, getter, js_name = clipboardData)]
    fn data(this: &Copying) -> Option<Data>;
    type Data;
    #[wasm_bindgen(method, js_name = setData)]
    fn set(this: &Data, kind: &str, text: &str);

    type Clipboard;
    #[wasm_bindgen(catch, method, js_name = writeText)]
    fn write(this: &Clipboard, text: &str) -> Result<Promise, JsValue>;

    type Policy;
    #[wasm_bindgen(catch, method, js_name = allowsFeature)]
    fn allows(this: &Policy, feature: &str) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_name = open)]
    fn open(address: &str, target: &str, features: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = fetch)]
    fn fetch(address: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = AbortSignal, js_name = timeout)]
    fn abort_after(milliseconds: u32) -> Result<JsValue, JsValue>;
}

/// Whether this page may write the clipboard by itself, as far as its frame is concerned; nothing where the browser does not say.
pub fn may_copy() -> Option<bool> {
    at(&["document", "featurePolicy"]).unchecked_into::<Policy>().allows("clipboard-write").ok()
}

/// Puts a text into the clipboard; `told` learns whether it is there. Nothing is tried that would be refused: the browser tells of that
/// on the console.
pub fn copy(text: &str, told: Box<dyn FnOnce(bool)>) {
    if !has_focus() {
        return told(false);
    }
    // Within a click or a key this needs nobody's leave.
    if copy_now(text) {
        return told(true);
    }
    if may_copy() != Some(true) {
        return told(false);
    }
    let clipboard: Clipboard = at(&["navigator", "clipboard"]).unchecked_into();
    let Ok(write) = clipboard.write(text) else { return told(false) };
    settled(&Array::of1(&write), Box::new(move |ends| told(is_kept(&ends))));
}

/// Whether the one promise was kept.
fn is_kept(ends: &Array) -> bool {
    member(&ends.get(0), "status") == "fulfilled"
}

/// The old way: the browser asks what is to be copied.
fn copy_now(text: &str) -> bool {
    let text = text.to_owned();
    let answer = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let event: Copying = event.unchecked_into();
        if let Some(data) = event.data() {
            data.set("text/plain", &text);
        }
        event.prevent_default();
        event.stop_propagation();
    });
    let events = ["beforecopy", "copy"];
    for event in events {
        listen(event, answer.as_ref(), true);
    }
    let copied = exec_command("copy").unwrap_or(false);
    for event in events {
        leave(event, answer.as_ref(), true);
    }
    copied
}

/// Opens an address in a tab of its own, which learns nothing of this page.
pub fn open_tab(address: &str) {
    if is_secure(address) {
        let _ = open(address, "_blank", "noopener,noreferrer");
    }
}

/// How a GET is sent.
const GET: &str =
    r#"{"mode":"no-cors","credentials":"omit","referrerPolicy":"no-referrer","cache":"no-store","keepalive":true}"#;

/// Sends a GET. Its answer is not read and nobody's cookies travel with it.
pub fn get(address: &str, deadline: u32, told: Box<dyn FnOnce(Answer)>) {
    let refused = || Err(HostError::Refused { transient: false, detail: String::new() });
    if !is_secure(address) {
        return told(refused());
    }
    let options = of_json(GET);
    if let Ok(signal) = abort_after(deadline) {
        let _ = Reflect::set(&options, &"signal".into(), &signal);
    }
    let Ok(answer) = fetch(address, &options) else { return told(refused()) };
    let end = move |ends: Array| {
        let late = member(&member(&ends.get(0), "reason"), "name") == "TimeoutError";
        told(match late {
            _ if is_kept(&ends) => Ok(HostReply::Done),
            true => Err(HostError::TimedOut),
            false => refused(),
        });
    };
    settled(&Array::of1(&answer), Box::new(end));
}

fn is_secure(address: &str) -> bool {
    address.starts_with("https://")
}

/// What is kept in this browser. Where that is blocked nothing is there, and whatever is asked of it fails.
fn storage() -> Storage {
    at(&["localStorage"]).unchecked_into()
}

/// Keeps something, or forgets it.
pub fn store(key: &str, value: Option<&str>) -> bool {
    match value {
        Some(value) => storage().set_item(key, value),
        None => storage().remove_item(key),
    }
    .is_ok()
}

/// Reads what is kept.
pub fn load(key: &str) -> Option<String> {
    storage().get_item(key).ok()?
}
