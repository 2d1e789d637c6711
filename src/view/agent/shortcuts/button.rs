//! The button of the bar that opens the list of the shortcuts.

use denwa_core::shortcuts::Shortcut;
use denwa_core::text::Msg;
use denwa_core::{ShortcutAction, UserAction};
use leptos::prelude::*;

use super::keys::use_shortcut_keys;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::aria;

/// The button of the bar that opens the list of the shortcuts, or closes it.
#[component]
pub fn ShortcutsButton() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let is_open = Memo::new(move |_| screen.with(|screen| screen.shortcuts.is_open));
    let keys = use_shortcut_keys(Signal::stored(Some(Shortcut::List)));
    let word = move || Msg::Shortcuts.t(language.get());
    let press = move |_| {
        let action = if is_open.get_untracked() { ShortcutAction::Close } else { ShortcutAction::Open };
        dispatch(UserAction::Shortcut(action));
    };
    view! {
        <button
            type="button"
            class="dw-tool dw-tool--sign"
            id="open-shortcuts"
            aria-label=word
            aria-keyshortcuts=keys.aria
            title=word
            aria-pressed=move || aria(is_open.get())
            on:click=press
        >
            <span aria-hidden="true">"?"</span>
        </button>
    }
    .into_any()
}
