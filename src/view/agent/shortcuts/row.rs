//! A shortcut of the list.

use denwa_core::shortcuts::Shortcut;
use denwa_core::text::{Msg, say};
use denwa_core::view_model::ShortcutRow;
use denwa_core::{ShortcutAction, UserAction};
use leptos::html;
use leptos::prelude::*;

use super::recorder::Recorder;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::give_focus;

/// A shortcut: what it does, its keys, and how to change them.
#[component]
pub fn ShortcutLine(
    /// The shortcut.
    row: Memo<ShortcutRow>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let of = move |part: fn(&ShortcutRow) -> bool| Memo::new(move |_| row.with(part));
    let is_changing = of(|row| row.is_changing);
    let can_take_off = of(|row| row.keys.is_some());
    let can_reset = of(|row| !row.is_default);
    let refusal = Memo::new(move |_| row.with(|row| row.refusal.clone()));
    let keys =
        move || row.with(|row| row.keys.clone()).unwrap_or_else(|| Msg::ShortcutNone.t(language.get()).to_owned());
    let change = NodeRef::<html::Button>::new();
    // Of a button that goes the focus returns to this one.
    let act = move |action: fn(Shortcut) -> ShortcutAction| {
        give_focus(change.get_untracked().as_ref());
        dispatch(UserAction::Shortcut(action(row.with_untracked(|row| row.shortcut))));
    };
    let label = move |message: Msg| say::labelled(language.get(), message.t(language.get()), row.with(|row| row.word));
    view! {
        <li class="dw-shortcut">
            <span class="dw-shortcut__word">{move || row.with(|row| row.word)}</span>
            <kbd class="dw-kbd">{keys}</kbd>
            <span class="dw-shortcut__acts">
                <button
                    type="button"
                    class="dw-action dw-action--small"
                    aria-label=move || label(Msg::Change)
                    node_ref=change
                    on:click=move |_| act(ShortcutAction::Change)
                >
                    {move || Msg::Change.t(language.get())}
                </button>
                <Show when=move || can_take_off.get()>
                    <button
                        type="button"
                        class="dw-action dw-action--small"
                        aria-label=move || label(Msg::ShortcutTakeOff)
                        on:click=move |_| act(ShortcutAction::TakeOff)
                    >
                        {move || Msg::ShortcutTakeOff.t(language.get())}
                    </button>
                </Show>
                <Show when=move || can_reset.get()>
                    <button
                        type="button"
                        class="dw-action dw-action--small"
                        aria-label=move || label(Msg::ShortcutReset)
                        on:click=move |_| act(ShortcutAction::Reset)
                    >
                        {move || Msg::ShortcutReset.t(language.get())}
                    </button>
                </Show>
            </span>
            <Show when=move || is_changing.get()>
                <Recorder row change />
            </Show>
            <p class="dw-shortcut__wrong" role="alert">{refusal}</p>
        </li>
    }
    .into_any()
}
