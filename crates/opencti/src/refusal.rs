//! Hearing the library refuse.
//!
//! A library that objects to the page's address throws a string while its script runs. Nobody can catch that, and the library's object
//! is there all the same: only the window's `error` event reports it.

use core::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::js;

/// The library's name in its own messages.
const LIBRARY: &str = "Open CTI";

/// Signs of a refusal, while the library's script ran.
#[derive(Default)]
pub(crate) enum Refusal {
    /// None.
    #[default]
    None,
    /// A script from another origin failed, of which the browser reports no more.
    Possible,
    /// The library's own words.
    Said(String),
}

/// Listens for the string that the library throws when it refuses to initialise.
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
            if message.contains(LIBRARY) {
                sink.replace(Refusal::Said(message));
            } else if message.starts_with("Script error") && matches!(*sink.borrow(), Refusal::None) {
                sink.replace(Refusal::Possible);
            }
        });
        let target: &EventTarget = window.unchecked_ref();
        let _ = target.add_event_listener_with_callback("error", listener.as_ref().unchecked_ref());
        Self { window: window.clone(), listener, heard }
    }

    /// The strongest sign so far.
    pub(crate) fn heard(&self) -> Refusal {
        self.heard.take()
    }
}

impl Drop for Refusals {
    fn drop(&mut self) {
        let target: &EventTarget = self.window.unchecked_ref();
        let _ = target.remove_event_listener_with_callback("error", self.listener.as_ref().unchecked_ref());
    }
}
