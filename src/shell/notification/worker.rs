//! Notifications by the service worker, which shows their buttons too.

use denwa_core::alerts::{Notification, NotificationPress};
use js_sys::Reflect;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::pressed;

/// The worker's script, beside the page's.
const SCRIPT: &str = "notify.js";

/// What the worker is told.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ToWorker<'a> {
    Show(Show<'a>),
    Close(&'a str),
}

#[derive(Serialize)]
struct Show<'a> {
    tag: &'a str,
    title: &'a str,
    body: &'a str,
    actions: Vec<Action>,
}

#[derive(Serialize)]
struct Action {
    action: &'static str,
    title: &'static str,
}

/// What the worker tells.
#[derive(Deserialize)]
struct Pressed {
    notification: String,
    press: String,
}

/// The service worker of this page.
pub struct Worker(ServiceWorkerRegistration);

impl Worker {
    /// Starts the worker, or finds it at work; none where the browser refuses.
    pub async fn start() -> Option<Self> {
        let container = container()?;
        let registered = JsFuture::from(container.register(SCRIPT)).await.ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| on_message(&event));
        container.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // It listens as long as the page lives.
        listener.forget();
        registered.dyn_into().ok().map(Self)
    }

    /// Shows a notification, in place of an earlier one of the same call.
    pub fn show(&self, wanted: &Notification) {
        let Notification { call, title, body, buttons } = wanted;
        let action = |button: &denwa_core::alerts::NotificationButton| Action {
            action: button.press.name(),
            title: button.word,
        };
        let actions = buttons.iter().map(action).collect();
        self.tell(&ToWorker::Show(Show { tag: call, title, body, actions }));
    }

    /// Closes the notification of a call.
    pub fn close(&self, call: &str) {
        self.tell(&ToWorker::Close(call));
    }

    fn tell(&self, message: &ToWorker) {
        let Self(registration) = self;
        let worker: Option<ServiceWorker> =
            registration.active().or_else(|| registration.waiting()).or_else(|| registration.installing());
        if let (Some(worker), Ok(message)) = (worker, message.serialize(&Serializer::json_compatible())) {
            // Text can always be sent.
            let _ = worker.post_message(&message);
        }
    }
}

/// The browser's service workers; none in a page that is not secure, or where the browser blocks them.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?.dyn_into().ok()
}

fn on_message(event: &MessageEvent) {
    let Ok(Pressed { notification, press }) = serde_wasm_bindgen::from_value(event.data()) else { return };
    if let Some(press) = NotificationPress::ALL.into_iter().find(|known| known.name() == press) {
        pressed(notification, press);
    }
}
