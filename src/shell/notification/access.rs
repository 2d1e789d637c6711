//! Whether the browser shows notifications, and asking for it.
//!
//! A page in a frame of another site may show them once the agent has allowed them for its origin, but may not ask: browsers then say
//! "denied" also where nobody has decided. So the panel asks in a tab of its own.

use denwa_core::alerts::NotificationAccess;
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission, Window};

use crate::shell::policy;

/// The query parameter of the tab that asks.
const TAB: &str = "notifications";

/// Whether the browser shows notifications of this page.
#[must_use]
pub fn access() -> NotificationAccess {
    let Some(window) = web_sys::window() else { return NotificationAccess::Missing };
    if !Reflect::has(&window, &"Notification".into()).unwrap_or(false) {
        return NotificationAccess::Missing;
    }
    match Notification::permission() {
        NotificationPermission::Granted => NotificationAccess::Granted,
        _ if policy::is_framed(&window) => NotificationAccess::InTab,
        NotificationPermission::Denied => NotificationAccess::Denied,
        _ => NotificationAccess::Askable,
    }
}

/// Has the browser ask the agent; in a frame, opens the tab that asks. The browser is asked before this returns, because it may agree only
/// while a click or a key is being handled.
pub fn ask() -> impl Future<Output = ()> + use<> {
    let window = web_sys::window();
    let framed = window.filter(policy::is_framed);
    let question = match &framed {
        Some(window) => {
            open_tab(window);
            None
        }
        None => Notification::request_permission().ok(),
    };
    async move {
        if let Some(question) = question {
            // Whatever she answers, the permission says it afterwards.
            let _ = JsFuture::from(question).await;
        }
    }
}

/// Opens this page in a tab, with nothing of the host's in its address. The tab needs no way back to this page.
fn open_tab(window: &Window) {
    let path = window.location().pathname().unwrap_or_default();
    // A popup blocker may refuse; the browser shows that by itself.
    let _ = window.open_with_url_and_target_and_features(&format!("{path}?{TAB}"), "_blank", "noopener");
}

/// Whether a page's query string asks for the tab that asks.
#[must_use]
pub fn is_tab_wanted(search: &str) -> bool {
    search.trim_start_matches('?').split('&').any(|pair| pair == TAB)
}

#[cfg(test)]
mod tests {
    use super::is_tab_wanted;

    #[test]
    fn only_the_parameter_itself_asks_for_the_tab() {
        for (search, wanted) in
            [("?notifications", true), ("?x=1&notifications", true), ("", false), ("?standalone", false)]
        {
            assert_eq!(is_tab_wanted(search), wanted, "{search}");
        }
    }
}
