//! The library at work: what all methods share.

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::args::Args;
use crate::call::{Call, Decode};
use crate::deadline::Deadline;
use crate::fan_out::FanOut;
use crate::script;

/// `sforce.opencti`. Cheap to clone; all clones share the registrations with the library.
#[derive(Clone)]
pub struct OpenCti {
    pub(crate) inner: Rc<Inner>,
}

#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) cti: JsValue,
    pub(crate) clicks: Rc<FanOut>,
    pub(crate) navigations: Rc<FanOut>,
    pub(crate) work_starts: Rc<FanOut>,
    /// The message channel of each live subscription.
    pub(crate) channels: RefCell<Vec<String>>,
}

thread_local! {
    static ATTACHED: RefCell<Vec<OpenCti>> = const { RefCell::new(Vec::new()) };
}

impl OpenCti {
    /// Takes a library that the page has loaded itself, unchecked. Prefer [`load`](crate::load). The same object always gives the same
    /// bindings, because the library cannot forget a listener.
    #[must_use]
    pub fn attach(cti: &JsValue) -> Self {
        ATTACHED.with_borrow_mut(|attached| {
            if let Some(known) = attached.iter().find(|known| Object::is(&known.inner.cti, cti)) {
                return known.clone();
            }
            let new = Self { inner: Rc::new(Inner { cti: cti.clone(), ..Inner::default() }) };
            attached.push(new.clone());
            new
        })
    }

    /// The library that the page has loaded, if it has; unchecked. For a second program in a page whose first has made sure that the
    /// library works.
    #[must_use]
    pub fn loaded(window: &Window) -> Option<Self> {
        script::present(window).map(|library| Self::attach(&library))
    }

    /// Makes a call.
    pub(crate) fn call<T: 'static>(
        &self,
        method: &'static str,
        args: Args,
        deadline: Deadline,
        decode: Decode<T>,
    ) -> Call<T> {
        Call::start(&self.inner.cti, method, args, deadline, decode)
    }
}
