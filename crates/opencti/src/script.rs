//! Fetching the library's script.

use core::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlScriptElement};

use crate::deadline::{Deadline, within};
use crate::init_error::InitError;
use crate::js;
use crate::refusal::{Refusal, Refusals};

/// A library that the page has.
pub(crate) struct Fetched {
    /// `sforce.opencti`.
    pub(crate) library: JsValue,
    /// A script from another origin failed meanwhile, which may have been the library. Only the host's answer can tell.
    pub(crate) is_doubtful: bool,
}

/// `sforce.opencti`, if the page has it.
pub(crate) fn present(window: &JsValue) -> Option<JsValue> {
    Some(js::get(&js::get(window, "sforce"), "opencti")).filter(JsValue::is_object)
}

/// Removes a library that will never work, so that the next attempt loads it again.
pub(crate) fn forget(window: &JsValue) {
    let sforce = js::get(window, "sforce");
    let _ = Reflect::delete_property(sforce.unchecked_ref::<Object>(), &"opencti".into());
}

/// Fetches the script and finds out what came.
pub(crate) async fn fetch(
    document: &Document,
    window: &JsValue,
    url: String,
    deadline: Deadline,
) -> Result<Fetched, InitError> {
    let refusals = Refusals::listen(window);
    let Some(mut script) = Script::append(document, &url) else { return Err(InitError::ScriptFailed { url }) };
    let has_loaded = script.ended(deadline).await;
    let library = present(window);
    if library.is_none() {
        script.element.remove();
    }
    match (has_loaded, library, refusals.heard()) {
        (Some(false), ..) => Err(InitError::ScriptFailed { url }),
        (None, None, _) => Err(InitError::ScriptTimedOut { url }),
        (Some(true), None, _) => Err(InitError::NotTheLibrary { url }),
        (_, Some(_), Refusal::Said(text)) => {
            forget(window);
            Err(InitError::Refused { text: Some(text) })
        }
        (_, Some(library), refusal) => Ok(Fetched { library, is_doubtful: matches!(refusal, Refusal::Possible) }),
    }
}

/// A script element that is on its way.
struct Script {
    element: HtmlScriptElement,
    ended: oneshot::Receiver<bool>,
    _listeners: [Closure<dyn Fn()>; 2],
}

impl Script {
    /// Puts a script into the page.
    fn append(document: &Document, url: &str) -> Option<Self> {
        let element: HtmlScriptElement = document.create_element("script").ok()?.unchecked_into();
        let (sender, ended) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let listener = |has_loaded: bool| {
            let sender = Rc::clone(&sender);
            Closure::<dyn Fn()>::new(move || {
                if let Some(sender) = sender.take() {
                    // Nobody waits any more if this fails.
                    let _ = sender.send(has_loaded);
                }
            })
        };
        let listeners = [listener(true), listener(false)];
        element.set_onload(Some(listeners[0].as_ref().unchecked_ref()));
        element.set_onerror(Some(listeners[1].as_ref().unchecked_ref()));
        element.set_src(url);
        document.head()?.append_child(&element).ok()?;
        Some(Self { element, ended, _listeners: listeners })
    }

    /// Waits until the script has loaded (`true`) or failed (`false`); `None` after the deadline.
    async fn ended(&mut self, deadline: Deadline) -> Option<bool> {
        within(deadline, &mut self.ended).await?.ok()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.element.set_onload(None);
        self.element.set_onerror(None);
    }
}
