//! One registration with the library, any number of subscribers.
//!
//! The library has no way to unregister, calls its listeners in their order, and stops at the first that throws. So each of its
//! events is registered for once, when first asked for, and handed on from here. A subscriber that throws or panics keeps
//! the event from no other, and the library never sees it.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::answer;
use crate::args::Args;
use crate::call::invoke;
use crate::error::CallError;

type Subscriber = Closure<dyn Fn(JsValue)>;

/// The subscribers of one event.
#[derive(Default)]
pub(crate) struct FanOut {
    registered: Cell<bool>,
    next: Cell<u32>,
    subscribers: RefCell<Vec<(u32, Rc<Subscriber>)>>,
}

/// A subscription: dropping it ends it.
#[must_use = "dropping a subscription ends it"]
pub struct Subscription {
    id: u32,
    fan_out: &'static FanOut,
}

impl Subscription {
    /// Lets it be as long as the page lives.
    pub fn keep(self) {
        core::mem::forget(self);
    }
}

impl FanOut {
    /// Registers with the library unless that is done, and adds a subscriber.
    pub(crate) fn subscribe(
        &'static self,
        cti: &JsValue,
        method: &'static str,
        subscriber: Subscriber,
    ) -> Result<Subscription, CallError> {
        if !self.registered.get() {
            invoke(cti, method, Args::new().value("listener", &self.listener()))?;
            self.registered.set(true);
        }
        Ok(self.add(subscriber))
    }

    fn add(&'static self, subscriber: Subscriber) -> Subscription {
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        self.subscribers.borrow_mut().push((id, Rc::new(subscriber)));
        Subscription { id, fan_out: self }
    }

    /// The function that the library gets, which lives as long as the page does.
    fn listener(&'static self) -> JsValue {
        Closure::<dyn Fn(JsValue)>::new(|payload: JsValue| self.publish(&payload)).into_js_value()
    }

    fn publish(&self, payload: &JsValue) {
        if answer::is_acknowledgement(payload) {
            return;
        }
        // Subscribers may come and go while they are called.
        let now: Vec<Rc<Subscriber>> = self.subscribers.borrow().iter().map(|(_, one)| Rc::clone(one)).collect();
        for subscriber in now {
            isolated(&subscriber, payload);
        }
    }
}

/// Calls from JavaScript, so that whatever is thrown ends here.
pub(crate) fn isolated(subscriber: &Subscriber, payload: &JsValue) {
    if let Some(function) = subscriber.as_ref().dyn_ref::<Function>() {
        let _ = function.call1(&JsValue::UNDEFINED, payload);
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let gone: Vec<_> = self.fan_out.subscribers.borrow_mut().extract_if(.., |(id, _)| *id == self.id).collect();
        drop(gone);
    }
}
