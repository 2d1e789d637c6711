//! The focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// The element that has the focus; none while nothing of the page has it.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    let element = document().active_element()?.dyn_into::<HtmlElement>().ok()?;
    let is_body = document().body().is_some_and(|body| body == element);
    (!is_body).then_some(element)
}

/// Whether the element with the focus is in that one, or is it.
#[must_use]
pub fn is_within(container: &Node) -> bool {
    focused().is_some_and(|element| container.contains(Some(&element)))
}

/// Gives the focus to an element, if there is one. A hidden element does not take it.
pub fn give_focus(element: Option<&impl AsRef<Element>>) {
    if let Some(element) = element.and_then(|element| element.as_ref().dyn_ref::<HtmlElement>()) {
        // The binding declares an error that no browser throws.
        let _ = element.focus();
    }
}

/// Gives the focus to the element of that ID.
pub fn focus_by_id(id: &str) {
    give_focus(document().get_element_by_id(id).as_ref());
}
