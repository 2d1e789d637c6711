//! What views ask of the document directly.

use denwa_core::Language;
use denwa_core::text::Msg;
use wasm_bindgen::prelude::Closure;

pub use super::el::by_id;
use super::el::{Event, next_frame, query};

/// The language of the document, and its title in that language.
pub fn speak(language: Language) {
    if let (Some(html), Some(title)) = (query("html"), query("title")) {
        html.put("lang", language.tag());
        title.set_text_content(Some(Msg::PanelTitle.t(language)));
    }
}

/// Gives the focus to an element by its ID.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        element.focus();
    }
}

/// Gives the focus in the next turn, when it is to be seen, to what matches the first of the selectors that anything matches.
pub fn focus_soon(selectors: &'static [&'static str]) {
    let focus = Closure::<dyn Fn()>::new(move || {
        if let Some(element) = selectors.iter().find_map(|selector| query(selector)) {
            element.focus();
        }
    });
    next_frame(&focus.into_js_value());
}

/// A point in time as people read it, by the machine's clock.
pub fn local_time(at: u64, language: Language) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    date.to_locale_string(language.tag(), &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// Moves the focus among the children of the element that a key was pressed in, as the arrow keys, Home and End do.
pub fn rove(event: &Event) {
    let container = event.element();
    let to = match (super::act::key_of(event).as_str(), container.find(":scope > :focus")) {
        ("ArrowDown", Some(at)) => at.next().or_else(|| container.first()),
        ("ArrowUp", Some(at)) => at.previous().or_else(|| container.last()),
        ("ArrowDown" | "Home", _) => container.first(),
        ("ArrowUp" | "End", _) => container.last(),
        _ => return,
    };
    if let Some(to) = to {
        event.prevent_default();
        to.focus();
    }
}
