//! The ring and the notifications: each effect with what the browser reports of it.

use std::rc::Rc;

use denwa_core::alerts::{Notification, Ring};
use denwa_core::{AttentionInput, Input};
use wasm_bindgen_futures::spawn_local;

use super::notification::{self, Desktop};
use super::{dispatch, page, ring, storage};

/// The ring and the notifications of this page.
#[derive(Clone, Default)]
pub struct Alerts {
    ringer: Rc<ring::Ringer>,
    desktop: Rc<Desktop>,
}

impl Alerts {
    /// Rings.
    pub fn ring(&self, ring: Ring) {
        let ringer = Rc::clone(&self.ringer);
        spawn_local(async move {
            if let Some(event) = ringer.ring(ring).await {
                report(AttentionInput::Sound(event));
            }
        });
    }

    /// Is silent.
    pub fn stop_ring(&self) {
        self.ringer.stop();
    }

    /// Shows a notification.
    pub fn notify(&self, wanted: &Notification) {
        self.desktop.show(wanted);
    }

    /// Closes the notification of a call.
    pub fn close_notification(&self, call: &str) {
        self.desktop.close(call);
    }

    /// Has the browser ask whether it may show notifications.
    pub fn ask_for_notifications(&self) {
        let (asking, desktop) = (notification::ask(), Rc::clone(&self.desktop));
        spawn_local(async move {
            asking.await;
            desktop.report();
        });
    }

    /// Reports whether the panel has the focus, and whether the browser shows notifications: in another tab that may have changed.
    pub fn report_focus(&self) {
        report(AttentionInput::Focused(page::has_focus()));
        self.desktop.report();
    }
}

/// Reports devices that are plugged in and out from now on.
pub fn watch_devices() {
    ring::on_devices_change(|| report(AttentionInput::DevicesChanged));
}

/// Lists the devices that the browser names.
pub fn list_devices() {
    spawn_local(async { report(AttentionInput::Devices(ring::list_devices().await)) });
}

/// Has the browser ask the agent, and lists all devices.
pub fn ask_for_devices() {
    let asking = ring::ask_for_devices();
    spawn_local(async move { report(AttentionInput::Devices(asking.await)) });
}

/// Reads what the agent has chosen for herself.
pub fn load_own(key: String) {
    let own = storage::load_chosen(&key);
    report(AttentionInput::Loaded { key, own });
}

fn report(input: AttentionInput) {
    dispatch(Input::Attention(input));
}
