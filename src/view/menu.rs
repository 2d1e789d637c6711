//! The menu of the status chip: opened by click or arrow keys, walked through by arrow keys.

use denwa_core::UserAction;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent};

use super::act::{act, key_of};
use super::scope::Scope;
use super::{change, dom};
use crate::shell;

const CHIP: &str = "status";
const MENU: &str = "status-menu";
const CURRENT: &str = "[aria-checked=true]";

/// The chip was pressed.
pub fn toggle(at: &Scope) {
    if at.is("menu") { close() } else { open(false) }
}

/// A key on the chip.
pub fn chip_key(event: &Event) {
    let key = key_of(event);
    let last = key == "ArrowUp";
    if last || key == "ArrowDown" {
        event.prevent_default();
        open(last);
    }
}

/// A key in the menu.
pub fn key(event: &Event) {
    let key = key_of(event);
    if key == "Escape" {
        event.prevent_default();
        close();
        dom::focus_id(CHIP);
    } else if key == "Tab" {
        close();
    } else {
        dom::rove(event);
    }
}

/// A status was chosen.
pub fn choose(at: &Scope) {
    close();
    dom::focus_id(CHIP);
    if at.is("current") {
        return;
    }
    let place = usize::try_from(at.number("place")).unwrap_or_default();
    if let Some(choice) = shell::read(|panel| panel.status().choices.into_iter().nth(place)).flatten() {
        act(UserAction::SetMode(choice.mode, choice.reason));
    }
}

/// A click elsewhere closes the menu.
pub fn leave(event: &Event) {
    let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let to = to.and_then(|to| to.dyn_into::<Element>().ok());
    let stays = to.is_some_and(|to| to.closest("#status, #status-menu").is_ok_and(|found| found.is_some()));
    if !stays {
        close();
    }
}

fn close() {
    change(|local| local.menu = false);
}

fn open(last: bool) {
    change(|local| local.menu = true);
    // The items are to be seen in the next turn.
    request_animation_frame(move || focus_item(last));
}

fn focus_item(last: bool) {
    let Some(menu) = dom::by_id(MENU) else { return };
    let current = menu.query_selector(CURRENT).ok().flatten().filter(|_| !last);
    let item = current.or_else(|| if last { menu.last_element_child() } else { menu.first_element_child() });
    if let Some(item) = item {
        dom::focus(&item);
    }
}
