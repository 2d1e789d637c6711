//! Listens for shortcuts in the whole page.

use denwa_core::{ShortcutAction, UserAction};
use leptos::ev;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_screen};
use crate::view::parts::focus::focused;
use crate::view::parts::keys::key_press;

/// Listens for shortcuts as long as the component lives that calls it. A press that a part of the panel has used already is none.
pub fn listen() {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        let press = key_press(&event);
        if let Some(shortcut) = screen.with_untracked(|screen| screen.shortcuts.pressed(&press)) {
            event.prevent_default();
            dispatch(UserAction::Shortcut(ShortcutAction::Run { shortcut, call: focused_call() }));
        }
    });
    on_cleanup(move || listener.remove());
}

/// The call on whose card the focus is.
fn focused_call() -> Option<String> {
    focused()?.closest("[data-call]").ok()??.get_attribute("data-call")
}
