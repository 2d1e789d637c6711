//! The link that takes back what was typed.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;
use crate::view::settings::link_button::LinkButton;

/// Takes back what was typed and not saved.
#[component]
pub fn RevertLink(key: Key) -> impl IntoView {
    let settings = use_settings();
    let is_unsaved = settings.memo(move |view| view.fields[key as usize].is_unsaved);
    view! {
        <LinkButton
            word=move || SettingsMsg::Revert.t(settings.language.get())
            is_there=is_unsaved
            about=format!("label-{}", key.code())
            on_click=move |()| settings.run(ConfigCommand::Revert(key))
        />
    }
    .into_any()
}
