//! Lists that are one stop of the Tab key, and that the arrow keys move in.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::focus::{focused, give_focus};

/// Moves the focus in a row of buttons, each in an element of its own, as the arrow keys, Home and End do.
pub fn rove_row(event: &KeyboardEvent) {
    let Some(row) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let slot = focused().and_then(|button| button.parent_element());
    let Some(slot) = slot.filter(|slot| slot.parent_element().as_ref() == Some(&row)) else { return };
    let to = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => slot.next_element_sibling().or_else(|| row.first_element_child()),
        "ArrowLeft" | "ArrowUp" => slot.previous_element_sibling().or_else(|| row.last_element_child()),
        "Home" => row.first_element_child(),
        "End" => row.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    give_focus(to.and_then(|slot| slot.first_element_child()).as_ref());
}

/// Moves the focus from row to row of the list that listens, as the up and down keys do: in each row to the element that is marked by
/// `data-rove`.
pub fn rove_rows(event: &KeyboardEvent) {
    let row = focused().and_then(|element| element.closest("li").ok().flatten());
    let to = match (event.key().as_str(), row) {
        ("ArrowDown", Some(row)) => row.next_element_sibling(),
        ("ArrowUp", Some(row)) => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    give_focus(to.and_then(|row| row.query_selector("[data-rove]").ok().flatten()).as_ref());
}

/// Moves the focus among the children of the element that listens, as the arrow keys, Home and End do.
pub fn rove(event: &KeyboardEvent) {
    let Some(list) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let at = focused().filter(|element| element.parent_element().as_ref() == Some(&list));
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) => at.next_element_sibling().or_else(|| list.first_element_child()),
        ("ArrowUp", Some(at)) => at.previous_element_sibling().or_else(|| list.last_element_child()),
        ("ArrowDown" | "Home", _) => list.first_element_child(),
        ("ArrowUp" | "End", _) => list.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    give_focus(to.as_ref());
}
