//! The page: its events and facts, and loading it again.

use core::iter::once;

use denwa_core::{Input, Language, UserAction};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::BeforeUnloadEvent;

use super::{dispatch, policy, report_focus};

/// The query parameter that chooses the version of the client library.
const LIBRARY_VERSION: &str = "opencti";
/// The query parameter that chooses the origin it is loaded from.
const LIBRARY_BASE: &str = "opencti-base";

/// Reports to the core when the page is hidden or shown, and every touch of the agent.
pub fn listen() {
    on("visibilitychange", || {
        dispatch(Input::User(UserAction::Visible(is_visible())));
        report_focus();
    });
    for change in ["focus", "blur"] {
        on(change, report_focus);
    }
    // Moments at which time may have passed while the page's timers stood still: the machine slept, the page was frozen or went back in the
    // history, the network is there again. What is due by then is done at once.
    for awakening in ["pageshow", "resume", "online", "focus"] {
        on(awakening, || dispatch(Input::Tick));
    }
    // The page gets the focus only after the first press into it has begun, and copying needs the focus: so the end counts too.
    for touch in ["pointerdown", "pointerup", "keydown"] {
        on(touch, || dispatch(Input::User(UserAction::Touched)));
    }
}

/// Calls a function at an event that bubbles up to the window.
fn on(event: &str, act: fn()) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    if window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()).is_ok() {
        // It listens as long as the page lives.
        listener.forget();
    }
}

/// Whether the browser tab shows the page. A minimised panel in a visible tab counts as visible.
#[must_use]
pub fn is_visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_none_or(|document| !document.hidden())
}

/// The page's query string.
#[must_use]
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Whether the panel has the focus. A frame does not learn whether the page around it has.
#[must_use]
pub fn has_focus() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Brings the page to the front, as far as the browser allows: while the press of a notification is being handled.
pub fn focus() {
    let Some(window) = web_sys::window() else { return };
    let top = window.top().ok().flatten();
    for window in top.iter().chain([&window]) {
        let _ = window.focus();
    }
}

/// Has the browser ask the agent before she leaves the page, or no longer.
pub fn warn_before_leaving(warns: bool) {
    thread_local! {
        static LISTENER: Closure<dyn Fn(BeforeUnloadEvent)> = Closure::new(|event: BeforeUnloadEvent| hold_back(&event));
    }
    if let Some(window) = web_sys::window() {
        LISTENER.with(|listener| {
            window.set_onbeforeunload(warns.then(|| listener.as_ref().unchecked_ref()));
        });
    }
}

fn hold_back(event: &BeforeUnloadEvent) {
    // A browser asks nobody who has not touched the page, and then writes to the console.
    if web_sys::window().is_some_and(|window| policy::has_been_pressed(&window) == Some(false)) {
        return;
    }
    event.prevent_default();
    event.set_return_value("leave");
}

/// The browser's language.
#[must_use]
pub fn language() -> Language {
    let tag = web_sys::window().and_then(|window| window.navigator().language());
    tag.map_or(Language::default(), |tag| Language::from_tag(&tag))
}

/// A random name for this page, unique among the agent's panels. It is no secret: the server accepts an agent's commands only.
#[must_use]
pub fn instance() -> String {
    seed().to_string()
}

/// 53 random bits, to spread reconnections.
#[must_use]
pub fn seed() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number that an f64 holds")]
    let bits = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    bits
}

/// Loads the page again, with this version of the client library and from this origin if they are given.
pub fn reload(version: Option<&str>, base: Option<&str>) {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return };
    let parameters = [(LIBRARY_VERSION, version), (LIBRARY_BASE, base)];
    let chosen: Vec<_> = parameters.iter().filter_map(|(name, value)| Some((*name, (*value)?))).collect();
    // There is no page left to report to if this fails.
    let _ = if chosen.is_empty() {
        location.reload()
    } else {
        let search = chosen.into_iter().fold(location.search().unwrap_or_default(), |search, (name, value)| {
            with_parameter(&search, name, &String::from(js_sys::encode_uri_component(value)))
        });
        location.replace(&search)
    };
}

/// The query string with this parameter in place of any other of its name. The other parameters stay exactly as they are, since the
/// client library reads them in its own way; the browser's own functions would encode them anew.
fn with_parameter(search: &str, name: &str, value: &str) -> String {
    let is_named = |pair: &&str| pair.split('=').next().is_some_and(|key| key.eq_ignore_ascii_case(name));
    let parameter = format!("{name}={value}");
    let others = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !is_named(pair));
    let pairs: Vec<&str> = once(parameter.as_str()).chain(others).collect();
    format!("?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::with_parameter;

    #[test]
    fn a_parameter_takes_the_place_of_another_and_touches_nothing_else() {
        let lightning = "mode=Lightning&sfdcIframeOrigin=https:%2F%2Facme.lightning.force.com&opencti-base=x";
        let wanted = format!("?opencti=66.0&{lightning}");
        let with = |search: &str| with_parameter(search, "opencti", "66.0");
        assert_eq!(with(&format!("?{lightning}")), wanted);
        assert_eq!(with(&format!("?opencti=58.0&{lightning}")), wanted);
        assert_eq!(with(&format!("?{lightning}&OpenCTI=58.0&opencti")), wanted);
        assert_eq!(with(""), "?opencti=66.0");
        assert_eq!(
            with_parameter("?a=1&opencti-base=x&opencti=1", "opencti-base", "y"),
            "?opencti-base=y&a=1&opencti=1"
        );
    }
}
