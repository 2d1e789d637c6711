//! A small button with a word.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A small button with a word.
#[component]
pub fn SmallButton(
    /// Its word.
    #[prop(into)]
    word: Signal<&'static str>,
    /// What it does.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button type="button" class="dw-action dw-action--small" on:click=move |event| on_click.run(event)>
            {word}
        </button>
    }
    .into_any()
}
