//! The link that takes back what was typed.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;

/// Takes back what was typed and not saved.
#[component]
pub fn RevertLink(key: Key) -> impl IntoView {
    let settings = use_settings();
    let is_unsaved = settings.memo(move |view| view.fields[key as usize].is_unsaved);
    view! {
        <button
            type="button"
            class="dw-link"
            hidden=move || !is_unsaved.get()
            aria-describedby=format!("label-{}", key.code())
            on:click=move |_| settings.run(ConfigCommand::Revert(key))
        >
            {move || SettingsMsg::Revert.t(settings.language.get())}
        </button>
    }
    .into_any()
}
