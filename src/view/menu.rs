//! The menu of the status chip: opened by click or arrow keys, walked through by arrow keys.

use super::act::{key_of, offered};
use super::el::Event;
use super::scope::Scope;
use super::{change, dom};

const CHIP: &str = "status";
const CURRENT: &str = "#status-menu > [aria-checked=true]";
const FIRST: &str = "#status-menu > :first-child";
const LAST: &str = "#status-menu > :last-child";

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
    if !at.is("current") {
        offered(|panel| panel.choose(at.place()));
    }
}

/// A click elsewhere closes the menu.
pub fn leave(event: &Event) {
    if event.related().and_then(|to| to.closest("#status, #status-menu")).is_none() {
        close();
    }
}

fn close() {
    change(&mut |local| local.menu = false);
}

fn open(last: bool) {
    change(&mut |local| local.menu = true);
    dom::focus_soon(if last { &[LAST] } else { &[CURRENT, FIRST] });
}
