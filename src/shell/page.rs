//! The page: what it is asked, what it tells, and loading it again.

use denwa_core::cut::{digits, pieces};
use denwa_core::{Input, Language, UserAction};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::Document;

use super::dispatch;
use super::js::{at, window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = addEventListener)]
    fn add_listener(event: &str, listener: &JsValue);
    #[wasm_bindgen(catch, js_namespace = location, js_name = replace)]
    fn go_to(address: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = location, js_name = reload)]
    fn load_again() -> Result<(), JsValue>;
}

/// The query parameter that chooses the version of the client library.
const LIBRARY_VERSION: &str = "opencti";
/// The query parameter that chooses where it is loaded from.
const LIBRARY_BASE: &str = "opencti-base";

pub fn document() -> Option<Document> {
    window().document()
}

/// Tells the core what the page tells: hidden or visible again, and every touch of the agent.
pub fn listen() {
    on("visibilitychange", || dispatch(Input::User(UserAction::Visible(is_visible()))));
    // The first click into the page brings the focus only after it has begun: what needs that comes with its end.
    for touch in ["pointerdown", "pointerup", "keydown"] {
        on(touch, || dispatch(Input::User(UserAction::Touched)));
    }
}

/// At an event that comes up to the window.
fn on(event: &str, act: fn()) {
    add_listener(event, &Closure::<dyn Fn()>::new(act).into_js_value());
}

/// Whether the browser tab shows the page. A minimised panel in a visible tab counts as visible.
pub fn is_visible() -> bool {
    at(&["document", "hidden"]).as_bool() != Some(true)
}

/// The browser's language.
pub fn language() -> Language {
    let tag = at(&["navigator", "language"]).as_string();
    tag.map_or(Language::default(), |tag| Language::from_tag(&tag))
}

/// A random name for this page, which no other page of this agent has: no secret, nobody else's command can carry it.
pub fn instance() -> String {
    digits(seed())
}

/// 53 random bits, to spread reconnections.
pub fn seed() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number that an f64 holds")]
    let bits = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    bits
}

/// Loads the page again, with this version of the client library and from this origin if they are named.
pub fn reload(version: Option<&str>, base: Option<&str>) {
    let mut search = at(&["location", "search"]).as_string().unwrap_or_default();
    let mut named = false;
    for (name, value) in [(LIBRARY_VERSION, version), (LIBRARY_BASE, base)] {
        if let Some(value) = value {
            search = with_parameter(&search, name, &String::from(js_sys::encode_uri_component(value)));
            named = true;
        }
    }
    // Relative: the rest of the address stays as it is.
    let _ = if named { go_to(&search) } else { load_again() };
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
