//! The way between the panel and the administrator's pages: events of the window, whose detail is a message as JSON.

use denwa_core::crossing::{ToAdmin, ToPanel};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CustomEvent, CustomEventInit, Event};

use crate::json;

/// Asks static/boot.js for the program of the pages.
const LOAD: &str = "denwa-load-admin";
/// Says that it could not be loaded.
const FAILED: &str = "denwa-admin-failed";
/// Says that it broke off.
const BROKE: &str = "denwa-admin-broke";

/// A message, and the event that carries it.
pub trait Message: Serialize + DeserializeOwned + 'static {
    /// The event's name.
    const EVENT: &str;
}

impl Message for ToAdmin {
    const EVENT: &str = "denwa-to-admin";
}

impl Message for ToPanel {
    const EVENT: &str = "denwa-to-panel";
}

/// Sends a message. The other program takes it before this returns.
pub fn send<M: Message>(message: &M) {
    let event = json::to_text(message).ok().and_then(|text| {
        let init = CustomEventInit::new();
        init.set_detail(&text.into());
        CustomEvent::new_with_event_init_dict(M::EVENT, &init).ok()
    });
    if let Some(event) = event {
        dispatch(&event);
    }
}

/// Calls a function with every message, as long as the page lives.
pub fn listen<M: Message>(take: impl Fn(M) + 'static) {
    on(M::EVENT, move |event| {
        let text = event.dyn_into::<CustomEvent>().ok().and_then(|event| event.detail().as_string());
        // Only this page's own programs, built together, send these.
        if let Some(message) = text.and_then(|text| json::from_text(&text).ok()) {
            take(message);
        }
    });
}

/// Loads and starts the program of the pages.
pub fn load_admin() {
    if let Ok(event) = Event::new(LOAD) {
        dispatch(&event);
    }
}

/// Calls a function whenever that program could not be loaded, and another when it breaks off.
pub fn on_failure(failed: impl Fn() + 'static, broke: impl Fn() + 'static) {
    on(FAILED, move |_| failed());
    on(BROKE, move |_| broke());
}

fn dispatch(event: &Event) {
    if let Some(window) = web_sys::window() {
        // The browser's error would be that the event is being dispatched already.
        let _ = window.dispatch_event(event);
    }
}

fn on(name: &str, act: impl Fn(Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn(Event)>::new(act);
    if window.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref()).is_ok() {
        // It listens as long as the page lives.
        listener.forget();
    }
}
