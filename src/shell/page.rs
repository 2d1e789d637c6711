//! The page: what it is asked, what it tells, and loading it again.

use denwa_core::cut::pieces;
use denwa_core::{Input, Language, UserAction};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Event, EventTarget, HtmlElement, Window};

use super::dispatch;
use super::js::at;

/// The query parameter that chooses the version of the client library.
const LIBRARY_VERSION: &str = "opencti";
/// The query parameter that chooses where it is loaded from.
const LIBRARY_BASE: &str = "opencti-base";

/// Where the panel is shown.
pub fn root() -> Option<HtmlElement> {
    document()?.get_element_by_id("panel")?.dyn_into().ok()
}

fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// Tells the core what the page tells: hidden or visible again, and every touch of the agent.
pub fn listen() {
    let (Some(window), Some(document)) = (window(), document()) else { return };
    on(&document, "visibilitychange", |_| dispatch(Input::User(UserAction::Visible(is_visible()))));
    // The first click into the page brings the focus only after it has begun: what needs that comes with its end.
    for touch in ["pointerdown", "pointerup", "keydown"] {
        on(&window, touch, |_| dispatch(Input::User(UserAction::Touched)));
    }
}

fn on(target: &EventTarget, event: &str, act: fn(Event)) {
    let listener = Closure::<dyn Fn(Event)>::new(act).into_js_value();
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Whether the browser tab shows the page. A minimised panel in a visible tab counts as visible.
pub fn is_visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}

/// The browser's language.
pub fn language() -> Language {
    let tag = at(&["navigator", "language"]).as_string();
    tag.map_or(Language::default(), |tag| Language::from_tag(&tag))
}

/// A random name for this page, which no other page of this agent has: no secret, nobody else's command can carry it.
pub fn instance() -> String {
    seed().to_string()
}

/// 53 random bits, to spread reconnections.
pub fn seed() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number that an f64 holds")]
    let bits = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    bits
}

/// Loads the page again, with this version of the client library and from this origin if they are named.
pub fn reload(version: Option<&str>, base: Option<&str>) {
    let Some(location) = window().map(|window| window.location()) else { return };
    let mut search = location.search().unwrap_or_default();
    let mut named = false;
    for (name, value) in [(LIBRARY_VERSION, version), (LIBRARY_BASE, base)] {
        if let Some(value) = value {
            search = with_parameter(&search, name, &String::from(js_sys::encode_uri_component(value)));
            named = true;
        }
    }
    // Relative: the rest of the address stays as it is.
    let _ = if named { location.replace(&search) } else { location.reload() };
}

/// The query string with that parameter in it, instead of any other of its name. The rest stays exactly as it is.
fn with_parameter(search: &str, name: &str, value: &str) -> String {
    let mut query = ["?", name, "=", value].concat();
    for pair in pieces(search.strip_prefix('?').unwrap_or(search), b"&") {
        let named = pair.get(..name.len()).is_some_and(|key| key.eq_ignore_ascii_case(name));
        let same = named && matches!(pair.as_bytes().get(name.len()), None | Some(b'='));
        if !pair.is_empty() && !same {
            query.push('&');
            query.push_str(pair);
        }
    }
    query
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
