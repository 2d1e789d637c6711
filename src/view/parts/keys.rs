//! Keys.

use denwa_core::shortcuts::{KeyPress, Modifiers};
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The key code of Enter that only ends a conversion of the input method, in browsers that do not say so otherwise.
const PROCESS_KEY: u32 = 229;

/// Fields in which keys type, or in which letters move.
const FIELDS: &str =
    "input:not([type=button], [type=checkbox], [type=file], [type=radio], [type=submit]), textarea, select";

/// Whether Enter was pressed, and not only to end a conversion of the input method. Then it does nothing else.
#[must_use]
pub fn is_enter(event: &KeyboardEvent) -> bool {
    let is_enter = event.key() == "Enter" && !is_composing(event);
    if is_enter {
        event.prevent_default();
    }
    is_enter
}

/// A press of a key, for the core.
#[must_use]
pub fn key_press(event: &KeyboardEvent) -> KeyPress {
    KeyPress {
        key: event.key(),
        code: event.code(),
        modifiers: Modifiers {
            control: event.ctrl_key(),
            alt: event.alt_key(),
            shift: event.shift_key(),
            meta: event.meta_key(),
        },
        alt_graph: event.get_modifier_state("AltGraph"),
        repeats: event.repeat(),
        is_composing: is_composing(event),
        is_in_field: is_in_field(event),
    }
}

fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == PROCESS_KEY
}

fn is_in_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let is_editable = target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    is_editable || target.matches(FIELDS).unwrap_or(false)
}
