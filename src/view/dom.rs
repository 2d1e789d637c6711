//! What views ask of the document directly.

use denwa_core::Language;
use denwa_core::text::Msg;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::shell::page::document;

/// The language of the document, and its title in that language.
pub fn speak(language: Language) {
    let Some(document) = document() else { return };
    document.set_title(Msg::PanelTitle.t(language));
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("lang", language.tag());
    }
}

/// Whether what has the focus is in something that matches.
pub fn focused_in(selector: &str) -> bool {
    focused().is_some_and(|focused| focused.closest(selector).is_ok_and(|found| found.is_some()))
}

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// An element by its ID.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Gives the focus to an element by its ID.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        focus(&element);
    }
}

/// Gives the focus to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The elements in `container` that match a selector, in their order.
pub fn all(container: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = container.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// A point in time as people read it, by the machine's clock.
pub fn local_time(at: u64, language: Language) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    date.to_locale_string(language.tag(), &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// Moves the focus among the elements that match, as the arrow keys, Home and End do. Says whether the key was one of them.
pub fn rove(container: &Element, selector: &str, key: &str) -> bool {
    let elements = all(container, selector);
    let Some(last) = elements.len().checked_sub(1) else { return false };
    let focused = focused();
    let at = elements.iter().position(|element| focused.as_ref() == Some(element));
    let to = match (key, at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown" | "Home", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp" | "End", _) => last,
        _ => return false,
    };
    focus(&elements[to]);
    true
}

/// The same for a key pressed in a container.
pub fn rove_at(event: &Event, selector: &str) {
    let container = event.current_target().and_then(|container| container.dyn_into::<Element>().ok());
    if container.is_some_and(|container| rove(&container, selector, &super::act::key_of(event))) {
        event.prevent_default();
    }
}
