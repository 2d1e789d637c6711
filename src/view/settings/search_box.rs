//! The field that searches all settings.

use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::use_settings;
use crate::view::parts::focus::{focused, give_focus};
use crate::view::parts::keep_value;

/// Searches all settings. It has the focus when the page opens.
#[component]
pub fn SearchBox() -> impl IntoView {
    let settings = use_settings();
    let field = NodeRef::new();
    keep_value(field, move || settings.search.get());
    // Whoever has moved on while the settings were read keeps the focus.
    Effect::new(move || {
        if focused().is_none_or(|element| element.id() == "page-settings") {
            give_focus(field.get().as_ref());
        }
    });
    let label = move || SettingsMsg::Search.t(settings.language.get());
    view! {
        <input
            type="search"
            id="config-search"
            class="dw-input"
            autocomplete="off"
            spellcheck="false"
            node_ref=field
            aria-label=label
            placeholder=label
            on:input:target=move |event| settings.search.set(event.target().value())
        />
    }
    .into_any()
}
