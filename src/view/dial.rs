//! The dial bar: a number typed, pasted or put together on the keypad.

use denwa_core::UserAction;

use super::act::{act, is_enter};
use super::el::{Event, query};
use super::scope::Scope;
use super::value::Map;
use super::{Local, change, dom};

const NUMBER: &str = "number";

/// The bar as it was shown last.
#[derive(Default)]
pub struct Was {
    busy: bool,
    asked: bool,
}

/// Shows what is the bar's own, and goes by what the core told of it.
pub fn show(local: &mut Local, map: &mut Map) {
    let (busy, asked) = (map.is("dialling"), map.is("question"));
    // The number goes once it is on its way. One that was not dialled stays, to be mended.
    if local.dial.busy && !busy && !map.is("dial_error") {
        local.number.clear();
    }
    // The agent who pressed a key here goes on with the keys; a click on a Salesforce page keeps the focus there.
    if asked && !local.dial.asked && query(".dw-dial :focus").is_some() {
        dom::focus_soon(&["#dial-cancel"]);
    }
    local.dial = Was { busy, asked };
    map.put("dialled", local.number.as_str());
    map.flag("keypad", local.keypad);
}

/// Dials what stands there.
pub fn go(at: &Scope) {
    if !at.is("no_dial") {
        act(UserAction::Dial(at.text("dialled")));
    }
}

/// Enter in the field dials.
pub fn field_key(at: &Scope, event: &Event) {
    if is_enter(event) {
        go(at);
    }
}

/// The text was changed by the agent.
pub fn edit(edit: &mut dyn FnMut(&mut String)) {
    change(&mut |local| edit(&mut local.number));
    act(UserAction::EditDial);
}

/// The question about an emergency number is answered.
pub fn answer(action: UserAction) {
    act(action);
    dom::focus_id(NUMBER);
}
