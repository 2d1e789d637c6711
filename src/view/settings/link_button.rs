//! A button that looks like a link, beside the name of a setting or a list.

use leptos::prelude::*;

/// A button that looks like a link.
#[component]
pub fn LinkButton(
    /// Its word.
    #[prop(into)]
    word: Signal<&'static str>,
    /// Whether it is there.
    is_there: Memo<bool>,
    /// The ID of the name beside it, which says what it is about.
    about: String,
    /// What it does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="dw-link"
            hidden=move || !is_there.get()
            aria-describedby=about
            on:click=move |_| on_click.run(())
        >
            {word}
        </button>
    }
    .into_any()
}
