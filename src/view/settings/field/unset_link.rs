//! The link that removes a value.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Key, Level};
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;
use crate::view::settings::link_button::LinkButton;

/// Removes the value of this level, so that the level above holds.
#[component]
pub fn UnsetLink(key: Key) -> impl IntoView {
    let settings = use_settings();
    let can_unset = settings.memo(move |view| {
        let field = &view.fields[key as usize];
        field.is_set && field.is_editable && !field.is_unsaved
    });
    let level = settings.memo(|view| view.level);
    view! {
        <LinkButton
            word=move || unset_message(level.get()).t(settings.language.get())
            is_there=can_unset
            about=format!("label-{}", key.code())
            on_click=move |()| settings.run(ConfigCommand::Unset(key))
        />
    }
    .into_any()
}

/// The words for a level that is to leave a value to the levels above.
pub fn unset_message(level: Level) -> SettingsMsg {
    match level {
        Level::Organisation => SettingsMsg::UseDefault,
        Level::Profile | Level::User => SettingsMsg::UseLevelAbove,
    }
}
