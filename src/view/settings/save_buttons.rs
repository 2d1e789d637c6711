//! The buttons of the bar.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::Outcome;
use leptos::prelude::*;

use super::context::use_settings;
use crate::view::parts::{SmallButton, aria};

#[component]
pub fn SaveButtons() -> impl IntoView {
    let settings = use_settings();
    let is_unsaved = settings.memo(|view| view.unsaved > 0);
    let is_saving = settings.memo(|view| view.outcome == Outcome::Saving);
    let can_undo = settings.memo(|view| view.can_undo);
    let word = move |message: SettingsMsg| move || message.t(settings.language.get());
    view! {
        <div class="dw-pager">
            <button
                type="button"
                id="config-save"
                class="dw-action dw-action--small dw-action--main"
                aria-disabled=move || aria(!is_unsaved.get())
                aria-busy=move || aria(is_saving.get())
                on:click=move |_| settings.run(ConfigCommand::Save)
            >
                {word(SettingsMsg::Save)}
            </button>
            <SmallButton
                word=word(SettingsMsg::Discard)
                is_hidden=Signal::derive(move || !is_unsaved.get())
                on_click=move |_| settings.run(ConfigCommand::Discard)
            />
            <SmallButton
                word=word(SettingsMsg::UndoSave)
                is_hidden=Signal::derive(move || !can_undo.get())
                on_click=move |_| settings.run(ConfigCommand::Undo)
            />
            <SmallButton
                word=word(SettingsMsg::TestCall)
                on_click=move |_| settings.run(ConfigCommand::TestCall)
            />
        </div>
    }
    .into_any()
}
