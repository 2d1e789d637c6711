//! The list of the shortcuts, in which the agent changes their keys.

use denwa_core::text::Msg;
use denwa_core::view_model::ShortcutRow;
use denwa_core::{ShortcutAction, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::row::ShortcutLine;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::focus::focus_by_id;
use crate::view::parts::{ByPlace, Icon, IconName, SmallButton};

/// The list of the shortcuts, while it is open. Escape closes it.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let screen = use_screen();
    let is_open = Memo::new(move |_| screen.with(|screen| screen.shortcuts.is_open));
    view! {
        <Show when=move || is_open.get()>
            <List />
        </Show>
    }
    .into_any()
}

#[component]
fn List() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let rows = Memo::new(move |last: Option<&Vec<ShortcutRow>>| {
        // A list that has just been closed stays what it was.
        let rows = screen.with(|screen| screen.shortcuts.rows.clone());
        if rows.is_empty() { last.cloned().unwrap_or_default() } else { rows }
    });
    let can_reset = Memo::new(move |_| screen.with(|screen| screen.shortcuts.can_reset_all));
    let act = move |action| dispatch(UserAction::Shortcut(action));
    let close_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            act(ShortcutAction::Close);
        }
    };
    let reset_all = move |_| {
        // The button goes.
        focus_by_id("shortcuts");
        act(ShortcutAction::ResetAll);
    };
    let close_word = move || Msg::CloseList.t(language.get());
    view! {
        <section id="shortcuts" class="dw-page" aria-labelledby="shortcuts-title" tabindex="-1" on:keydown=close_by_key>
            <header class="dw-page__head">
                <h2 id="shortcuts-title" class="dw-page__title">{move || Msg::Shortcuts.t(language.get())}</h2>
                <button
                    type="button"
                    class="dw-tool"
                    aria-label=close_word
                    title=close_word
                    on:click=move |_| act(ShortcutAction::Close)
                >
                    <Icon name=IconName::Close />
                </button>
            </header>
            <div class="dw-shortcuts">
                <p>{move || Msg::ShortcutsHint.t(language.get())}</p>
                <ul class="dw-list">
                    <ByPlace items=rows let:row>
                        <ShortcutLine row />
                    </ByPlace>
                </ul>
                <SmallButton
                    word=move || Msg::ShortcutResetAll.t(language.get())
                    is_hidden=Signal::derive(move || !can_reset.get())
                    on_click=reset_all
                />
            </div>
        </section>
    }
    .into_any()
}
