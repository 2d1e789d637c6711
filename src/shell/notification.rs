//! Desktop notifications: by a service worker (static/notify.js), which can show buttons, or where there is none by the page itself.

mod access;
mod plain;
mod worker;

pub use access::{access, ask, is_tab_wanted};

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use denwa_core::alerts::{Notification, NotificationAccess, NotificationPress};
use denwa_core::{AttentionInput, Input};
use wasm_bindgen_futures::spawn_local;

use super::dispatch;

/// The notifications of this page.
#[derive(Default)]
pub struct Desktop {
    worker: RefCell<Option<worker::Worker>>,
    plain: plain::Plain,
    /// What the core was told last.
    told: Cell<NotificationAccess>,
}

impl Desktop {
    /// Tells the core whether the browser shows notifications, if that has changed.
    pub fn report(self: &Rc<Self>) {
        let access = access();
        if self.told.replace(access) == access {
            return;
        }
        dispatch(Input::Attention(AttentionInput::Access(access)));
        if access == NotificationAccess::Granted && self.worker.borrow().is_none() {
            let desktop = Rc::clone(self);
            spawn_local(async move {
                // A browser that refuses it, for instance because it blocks storage, shows notifications without buttons.
                desktop.worker.replace(worker::Worker::start().await);
            });
        }
    }

    /// Shows a notification, in place of an earlier one of the same call.
    pub fn show(&self, notification: &Notification) {
        match &*self.worker.borrow() {
            Some(worker) => worker.show(notification),
            None => self.plain.show(notification),
        }
    }

    /// Closes the notification of a call.
    pub fn close(&self, call: &str) {
        self.plain.close(call);
        if let Some(worker) = &*self.worker.borrow() {
            worker.close(call);
        }
    }
}

/// The agent pressed a notification.
fn pressed(call: String, press: NotificationPress) {
    dispatch(Input::Attention(AttentionInput::Pressed { call, press }));
}
