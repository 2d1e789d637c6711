//! Notifications that the page shows by itself: without buttons.

use core::cell::RefCell;
use std::collections::HashMap;

use denwa_core::alerts::{Notification, NotificationPress};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::NotificationOptions;

use super::pressed;

/// The notifications that are shown, by their calls.
#[derive(Default)]
pub struct Plain(RefCell<HashMap<String, Shown>>);

struct Shown {
    notification: web_sys::Notification,
    _on_press: Closure<dyn Fn()>,
}

impl Plain {
    /// Shows a notification, in place of an earlier one of the same call.
    pub fn show(&self, wanted: &Notification) {
        let options = NotificationOptions::new();
        options.set_tag(&wanted.call);
        options.set_body(&wanted.body);
        options.set_require_interaction(true);
        options.set_silent(Some(true));
        // Some browsers have none for pages, and the permission may have been taken back: the panel still shows the call.
        let Ok(notification) = web_sys::Notification::new_with_options(&wanted.title, &options) else { return };
        let call = wanted.call.clone();
        let on_press = Closure::<dyn Fn()>::new(move || pressed(call.clone(), NotificationPress::Open));
        notification.set_onclick(Some(on_press.as_ref().unchecked_ref()));
        self.0.borrow_mut().insert(wanted.call.clone(), Shown { notification, _on_press: on_press });
    }

    /// Closes the notification of a call.
    pub fn close(&self, call: &str) {
        let shown = self.0.borrow_mut().remove(call);
        if let Some(shown) = shown {
            shown.notification.set_onclick(None);
            shown.notification.close();
        }
    }
}
