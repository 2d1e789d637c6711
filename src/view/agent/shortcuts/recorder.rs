//! Waits for the new keys of a shortcut.

use denwa_core::text::{Msg, say};
use denwa_core::view_model::ShortcutRow;
use denwa_core::{ShortcutAction, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::give_focus;
use crate::view::parts::keys::key_press;

/// Waits for the new keys of a shortcut. It has the focus; whoever goes elsewhere chooses none.
#[component]
pub fn Recorder(
    /// The shortcut.
    row: Memo<ShortcutRow>,
    /// The button that gets the focus back.
    change: NodeRef<html::Button>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move || give_focus(button.get().as_ref()));
    let press = move |event: KeyboardEvent| {
        let press = key_press(&event);
        if press.says_nothing() {
            return;
        }
        event.prevent_default();
        dispatch(UserAction::Shortcut(ShortcutAction::Press(press)));
        if row.try_with_untracked(|row| !row.is_changing) == Some(true) {
            give_focus(change.get_untracked().as_ref());
        }
    };
    // A button that goes loses the focus too, when there is nothing left to stop.
    let stop = move |_| {
        if row.try_with_untracked(|row| row.is_changing) == Some(true) {
            dispatch(UserAction::Shortcut(ShortcutAction::StopChange));
        }
    };
    let words = move || Msg::ShortcutPress.t(language.get());
    let label = move || say::labelled(language.get(), row.with(|row| row.word), words());
    view! {
        <button
            type="button"
            class="dw-shortcut__recorder"
            aria-label=label
            node_ref=button
            on:keydown=press
            on:blur=stop
        >
            {words}
        </button>
    }
    .into_any()
}
