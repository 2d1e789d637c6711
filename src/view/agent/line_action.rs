//! The action of a line.

use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::app::use_language;

/// The action of a line.
#[component]
pub fn LineAction(
    /// Its word.
    word: Msg,
    /// What it does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    view! {
        <button type="button" class="dw-link" on:click=move |_| on_click.run(())>
            {move || word.t(language.get())}
        </button>
    }
    .into_any()
}
