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
const ITEMS: &str = "[role=menuitemradio]";

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
    } else if dom::by_id(MENU).is_some_and(|menu| dom::rove(&menu, ITEMS, &key)) {
        event.prevent_default();
    }
}

/// A status was chosen.
pub fn choose(at: &Scope, event: &Event) {
    close();
    dom::focus_id(CHIP);
    let items = dom::by_id(MENU).map(|menu| dom::all(&menu, ITEMS)).unwrap_or_default();
    let chosen = event.current_target().and_then(|item| item.dyn_into::<Element>().ok());
    let place = items.iter().position(|item| Some(item) == chosen.as_ref());
    let choice = shell::read(|panel| panel.status().choices.into_iter().nth(place?)).flatten();
    if let Some(choice) = choice.filter(|_| !at.is("current")) {
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
    let items = dom::all(&menu, ITEMS);
    let current = items.iter().find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
    let wanted = if last { items.last() } else { current.or(items.first()) };
    if let Some(item) = wanted {
        dom::focus(item);
    }
}
