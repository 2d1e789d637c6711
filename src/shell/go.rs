//! Leading the agent to a part of the panel: it opens as by a click, and gets the focus.

use denwa_core::shortcuts::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Goes to a place once the screen shows it: the effect comes before the screen changes.
pub fn go(place: Place) {
    leptos::prelude::request_animation_frame(move || arrive(&place));
}

fn arrive(place: &Place) {
    let Some(element) = find(place) else { return };
    // The binding declares an error that no browser throws.
    let _ = element.focus();
    // What opens takes the focus by itself; what is open already keeps the agent's place.
    if element.get_attribute("aria-expanded").as_deref() == Some("false") {
        element.click();
    } else if let Some(part) = opened_by(place, &element) {
        let _ = part.focus();
    }
}

/// The first field or button of the part that an opener has opened.
fn opened_by(place: &Place, opener: &Element) -> Option<HtmlElement> {
    if !matches!(place, Place::Keypad(_) | Place::Target(_) | Place::DialKeypad) {
        return None;
    }
    let part = by_id(&opener.get_attribute("aria-controls")?)?;
    part.query_selector("input, button").ok()??.dyn_into().ok()
}

/// The element by its ID, which its component gives it.
fn find(place: &Place) -> Option<HtmlElement> {
    by_id(&match place {
        Place::Call(call) => format!("call-{call}"),
        Place::Note(call) => format!("notes-{call}"),
        Place::Keypad(call) => format!("open-tones-{call}"),
        Place::Target(call) => format!("open-target-{call}"),
        Place::StatusMenu => "status".to_owned(),
        Place::DialField => "number".to_owned(),
        Place::DialKeypad => "open-keypad".to_owned(),
        Place::List => "shortcuts".to_owned(),
        Place::ListButton => "open-shortcuts".to_owned(),
    })
}

fn by_id(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}
