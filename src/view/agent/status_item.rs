//! A status to choose.

use denwa_core::UserAction;
use denwa_core::shortcuts::Shortcut;
use denwa_core::view_model::StatusChoice;
use leptos::prelude::*;

use super::shortcuts::use_shortcut_keys;
use crate::app::use_dispatch;
use crate::view::parts::{Icon, IconName, aria};

/// A status to choose.
#[component]
pub fn StatusItem(
    /// The status.
    choice: Memo<StatusChoice>,
    /// Closes the menu.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let is_current = Memo::new(move |_| choice.with(|choice| choice.is_current));
    let keys = use_shortcut_keys(Signal::derive(move || {
        choice.with(|choice| Shortcut::of_mode(choice.mode, choice.reason.as_deref()))
    }));
    let choose = move |_| {
        on_close.run(());
        let StatusChoice { is_current, mode, reason, .. } = choice.get_untracked();
        if !is_current {
            dispatch(UserAction::SetMode { mode, reason });
        }
    };
    view! {
        <button
            type="button"
            class="dw-menu__item"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=move || aria(is_current.get())
            aria-keyshortcuts=keys.aria
            title=keys.label
            on:click=choose
        >
            <span>{move || choice.with(|choice| choice.word.clone())}</span>
            <Show when=move || is_current.get()>
                <span class="dw-menu__mark">
                    <Icon name=IconName::Check />
                </span>
            </Show>
        </button>
    }
    .into_any()
}
