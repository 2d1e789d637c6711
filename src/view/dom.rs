//! What views ask of the document directly.

use denwa_core::Language;
use denwa_core::text::Msg;
use leptos::prelude::request_animation_frame;
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

/// Gives the focus in the next turn, when it is to be seen, to what matches the first of the selectors that anything matches.
pub fn focus_soon(selectors: &'static [&'static str]) {
    request_animation_frame(move || {
        let found = |selector: &&str| document()?.query_selector(selector).ok()?;
        if let Some(element) = selectors.iter().find_map(found) {
            focus(&element);
        }
    });
}

/// Gives the focus to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// A point in time as people read it, by the machine's clock.
pub fn local_time(at: u64, language: Language) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    date.to_locale_string(language.tag(), &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// Moves the focus among the elements of the container that the key was pressed in, as the arrow keys, Home and End do.
pub fn rove(event: &Event) {
    let Some(container) = event.current_target().and_then(|container| container.dyn_into::<Element>().ok()) else {
        return;
    };
    // The focus is on one of the container's own children, not deeper.
    let at = focused().filter(|at| at.parent_element().as_ref() == Some(&container));
    let to = match (super::act::key_of(event).as_str(), at) {
        ("ArrowDown", Some(at)) => at.next_element_sibling().or_else(|| container.first_element_child()),
        ("ArrowUp", Some(at)) => at.previous_element_sibling().or_else(|| container.last_element_child()),
        ("ArrowDown" | "Home", _) => container.first_element_child(),
        ("ArrowUp" | "End", _) => container.last_element_child(),
        _ => return,
    };
    if let Some(to) = to {
        event.prevent_default();
        focus(&to);
    }
}
