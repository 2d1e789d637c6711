//! The dial bar: a number typed, pasted or put together on the keypad.

use denwa_core::project::DialView;
use denwa_core::text::Msg;
use denwa_core::{Language, UserAction};
use leptos::prelude::request_animation_frame;
use web_sys::Event;

use super::act::{act, is_enter};
use super::value::Map;
use super::{LOCAL, Local, change, dom};
use crate::shell;

const NUMBER: &str = "number";
const CANCEL: &str = "dial-cancel";

/// The bar as it was shown last.
#[derive(Default)]
pub struct Was {
    busy: bool,
    asked: bool,
}

/// Shows the bar.
pub fn show(view: &DialView, language: Language, local: &mut Local, map: &mut Map) {
    // The number goes once it is on its way. One that was not dialled stays, to be mended.
    if local.dial.busy && !view.busy && view.error.is_none() {
        local.number.clear();
    }
    // The agent who pressed a key here goes on with the keys; a click on a Salesforce page keeps the focus there.
    if view.confirm.is_some() && !local.dial.asked && dom::focused_in(".dw-dial") {
        request_animation_frame(|| dom::focus_id(CANCEL));
    }
    local.dial = Was { busy: view.busy, asked: view.confirm.is_some() };
    map.put("dialled", &local.number);
    map.put("keypad", &local.keypad);
    map.put("no_dial", &view.disabled.is_some());
    map.put("dialling", &view.busy);
    map.put("dial_error", &view.error.is_some());
    map.put("dial_help", &view.error.as_deref().or(view.disabled));
    map.put("help_shape", if view.error.is_some() { "dw-dial__help--error" } else { "" });
    let question = |number: &String| [number, " ", Msg::EmergencyQuestion.t(language)].concat();
    map.put("question", &view.confirm.as_ref().map(question));
}

/// Dials what stands there.
pub fn go() {
    if shell::read(|panel| panel.dial().disabled.is_none()) == Some(true) {
        act(UserAction::Dial(LOCAL.with_borrow(|local| local.number.clone())));
    }
}

/// Enter in the field dials.
pub fn field_key(event: &Event) {
    if is_enter(event) {
        go();
    }
}

/// The text was changed by the agent.
pub fn edit(edit: impl FnOnce(&mut String)) {
    change(|local| edit(&mut local.number));
    act(UserAction::EditDial);
}

/// The question about an emergency number is answered.
pub fn answer(action: UserAction) {
    act(action);
    dom::focus_id(NUMBER);
}
