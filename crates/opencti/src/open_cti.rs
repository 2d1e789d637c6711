//! The library at work: what all methods share.

use core::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::answer::{self, Answer};
use crate::args::Args;
use crate::call::{Call, Decode, Pending, invoke};
use crate::deadline::Deadline;
use crate::error::Unanswered;
use crate::fan_out::FanOut;
use crate::request::Request;
use crate::wait;

/// `sforce.opencti`. Cheap to clone; all clones share the registrations with the library. They are there as long as the page, since the
/// library cannot forget a listener.
#[derive(Clone)]
pub struct OpenCti {
    pub(crate) inner: &'static Inner,
}

#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) cti: JsValue,
    pub(crate) clicks: FanOut,
    pub(crate) navigations: FanOut,
    pub(crate) work_starts: FanOut,
    /// The message channel of each subscription that lives.
    pub(crate) channels: RefCell<Vec<String>>,
}

thread_local! {
    static ATTACHED: RefCell<Vec<OpenCti>> = const { RefCell::new(Vec::new()) };
}

impl OpenCti {
    /// Takes a library that the page has loaded itself, unchecked. [`load`](crate::load) is the better way. The same object
    /// always gives the same bindings.
    #[must_use]
    pub fn attach(cti: &JsValue) -> Self {
        ATTACHED.with_borrow_mut(|attached| {
            if let Some(known) = attached.iter().find(|known| Object::is(&known.inner.cti, cti)) {
                return known.clone();
            }
            let inner = Inner { cti: cti.clone(), ..Inner::default() };
            let new = Self { inner: Box::leak(Box::new(inner)) };
            attached.push(new.clone());
            new
        })
    }

    /// Makes a call, whose answer may be asked for later.
    pub fn begin(&self, request: Request, deadline: Deadline) -> Pending {
        Pending::start(&self.inner.cti, request, deadline)
    }

    /// Makes a call and hands its answer to a function, as it came.
    pub fn ask(&self, request: Request, deadline: Deadline, then: Box<dyn FnOnce(Result<Answer, Unanswered>)>) {
        self.begin(request, deadline).then(then);
    }

    pub(crate) fn call<T: 'static>(&self, request: Request, deadline: Deadline, decode: Decode<T>) -> Call<T> {
        Call::new(self.begin(request, deadline), decode)
    }

    /// Registers a function for one of the library's events (`onClickToDial`, `onNavigationChange`) for as long as the page
    /// lives, and hands it what comes as it is, in a task of its own.
    ///
    /// # Errors
    /// The library has no such method, or threw.
    pub fn hear(&self, event: &'static str, hear: fn(Answer)) -> Result<(), Unanswered> {
        let listener = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
            if !answer::is_acknowledgement(&payload) {
                wait::tell(Answer(payload), hear);
            }
        });
        invoke(&self.inner.cti, event, Args::new().value("listener", &listener.into_js_value()))
    }
}
