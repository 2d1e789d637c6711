//! One registration with the library, any number of subscribers.
//!
//! The library cannot unregister a listener, calls its listeners in their order, and stops at the first that throws. So this crate
//! registers for each event once, when the first subscriber comes, and hands the event to all of them. A subscriber that throws does
//! not keep the event from the others, and the library never notices.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::args::Args;
use crate::call::invoke;
use crate::error::CallError;
use crate::response::is_acknowledgement;

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
    fan_out: Rc<FanOut>,
}

impl Subscription {
    /// Keeps the subscription for as long as the page lives.
    pub fn keep(self) {
        core::mem::forget(self);
    }
}

impl FanOut {
    /// Registers with the library unless that has been done, and adds a subscriber.
    pub(crate) fn subscribe(
        self: &Rc<Self>,
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

    fn add(self: &Rc<Self>, subscriber: Subscriber) -> Subscription {
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        self.subscribers.borrow_mut().push((id, Rc::new(subscriber)));
        Subscription { id, fan_out: Rc::clone(self) }
    }

    /// The function that the library gets, which lives as long as the page does.
    fn listener(self: &Rc<Self>) -> JsValue {
        let fan_out = Rc::clone(self);
        Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| fan_out.publish(&payload)).into_js_value()
    }

    fn publish(&self, payload: &JsValue) {
        if is_acknowledgement(payload) {
            return;
        }
        // Subscribers may come and go while they are called.
        let subscribers: Vec<Rc<Subscriber>> =
            self.subscribers.borrow().iter().map(|(_, subscriber)| Rc::clone(subscriber)).collect();
        for subscriber in subscribers {
            isolated(&subscriber, payload);
        }
    }
}

/// Calls a subscriber through JavaScript, so that whatever it throws ends here.
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
