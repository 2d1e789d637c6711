//! The name of a list, where its rows come from, and the links that take changes back.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::settings::context::use_settings;
use crate::view::settings::field::unset_message;
use crate::view::settings::link_button::LinkButton;
use crate::view::settings::values::level_label;

/// The name of the list, where its rows come from, and the links that take changes back.
#[component]
pub fn Head() -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let list = context.list;
    let language = settings.language;
    let origin = context.memo(|view| view.origin);
    let is_unsaved = context.memo(|view| view.is_unsaved);
    let can_unset = context.memo(|view| view.is_set && view.is_editable && !view.is_unsaved);
    let level = settings.memo(|view| view.level);
    view! {
        <div class="dw-field__head">
            <h3 class="dw-field__label" id=context.label_id()>{move || list.label(language.get())}</h3>
            <span class="dw-badge">{move || level_label(origin.get(), language.get())}</span>
            <LinkButton
                word=move || SettingsMsg::Revert.t(language.get())
                is_there=is_unsaved
                about=context.label_id()
                on_click=move |()| settings.run(ConfigCommand::RevertList(list))
            />
            <LinkButton
                word=move || unset_message(level.get()).t(language.get())
                is_there=can_unset
                about=context.label_id()
                on_click=move |()| settings.run(ConfigCommand::UnsetList(list))
            />
        </div>
    }
    .into_any()
}
