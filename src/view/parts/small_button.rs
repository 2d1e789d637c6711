//! A small button with a word.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::aria;

/// A small button with a word.
#[component]
pub fn SmallButton(
    /// Its word.
    #[prop(into)]
    word: Signal<&'static str>,
    /// Whether it is hidden.
    #[prop(optional, into)]
    is_hidden: Signal<bool>,
    /// Whether it does nothing just now. A button that always does something has no such flag.
    #[prop(optional, into)]
    is_disabled: MaybeProp<bool>,
    /// What it does.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="dw-action dw-action--small"
            hidden=move || is_hidden.get()
            aria-disabled=move || is_disabled.get().map(aria)
            on:click=move |event| on_click.run(event)
        >
            {word}
        </button>
    }
    .into_any()
}
