//! The button for the other language.

use denwa_core::UserAction;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};

/// The button for the other language, in its own words.
#[component]
pub fn LanguageButton() -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let other = move || language.get().other();
    view! {
        <button
            type="button"
            class="dw-tool"
            lang=move || other().tag()
            on:click=move |_| dispatch(UserAction::SetLanguage(language.get_untracked().other()))
        >
            {move || other().name()}
        </button>
    }
    .into_any()
}
