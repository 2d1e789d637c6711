//! Hearing the library refuse.
//!
//! A library that does not like the page's address throws a text while its script runs, which nobody can catch, and stands
//! there all the same. Only the window's `error` event tells.

use core::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::js;

/// What the library calls itself.
const LIBRARY: &[u8] = b"Open CTI";

/// What was heard of a refusal.
pub(crate) enum Refusal {
    /// Nothing.
    None,
    /// Some script from another origin failed: of those the browser tells no more.
    Possible,
    /// The library's own words.
    Said(String),
}

/// Listens for the text that the library throws when it refuses to initialise, which nobody can catch.
pub(crate) struct Refusals {
    window: JsValue,
    listener: Closure<dyn Fn(JsValue)>,
    heard: Rc<RefCell<Refusal>>,
}

impl Refusals {
    /// Listens from now on, until dropped.
    pub(crate) fn listen(window: &JsValue) -> Self {
        let heard = Rc::new(RefCell::new(Refusal::None));
        let sink = Rc::clone(&heard);
        let listener = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let Some(message) = js::text(&event, "message") else { return };
            if message.as_bytes().windows(LIBRARY.len()).any(|part| part == LIBRARY) {
                sink.replace(Refusal::Said(message));
            } else if message.starts_with("Script error") && matches!(*sink.borrow(), Refusal::None) {
                sink.replace(Refusal::Possible);
            }
        });
        let target: &EventTarget = window.unchecked_ref();
        let _ = target.add_event_listener_with_callback("error", listener.as_ref().unchecked_ref());
        Self { window: window.clone(), listener, heard }
    }

    /// What was heard so far.
    pub(crate) fn heard(&self) -> Refusal {
        self.heard.replace(Refusal::None)
    }
}

impl Drop for Refusals {
    fn drop(&mut self) {
        let target: &EventTarget = self.window.unchecked_ref();
        let _ = target.remove_event_listener_with_callback("error", self.listener.as_ref().unchecked_ref());
    }
}
