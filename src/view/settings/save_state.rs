//! How saving went, or what is not saved.

use denwa_core::Language;
use denwa_core::text::{SettingsMsg, say};
use denwa_core::view_model::settings::{Outcome, SettingsView};
use leptos::prelude::*;

use super::context::use_settings;

/// How saving went; else what is not saved; else what is wrong in what is stored.
#[component]
pub fn SaveState() -> impl IntoView {
    let settings = use_settings();
    let words = settings.memo(move |view| state_words(view, settings.language.get()));
    let is_fault =
        settings.memo(|view| matches!(view.outcome, Outcome::Wrong | Outcome::Refused | Outcome::Failed { .. }));
    view! {
        <p
            role="status"
            class="dw-config__words"
            class:dw-field__wrong=move || is_fault.get()
            hidden=move || words.with(String::is_empty)
        >
            {move || words.get()}
        </p>
    }
    .into_any()
}

fn state_words(view: &SettingsView, language: Language) -> String {
    let plain = |message: SettingsMsg| message.t(language).to_owned();
    match &view.outcome {
        Outcome::Saving => plain(SettingsMsg::Saving),
        Outcome::Saved { changes } if view.unsaved == 0 => say::settings::saved(language, *changes),
        Outcome::Undone => plain(SettingsMsg::SaveUndone),
        Outcome::Wrong if view.wrong > 0 => say::settings::wrong(language, view.wrong),
        Outcome::Conflicts => plain(SettingsMsg::Conflicts),
        Outcome::Refused => plain(SettingsMsg::SaveRefused),
        Outcome::Failed { detail } => say::titled(SettingsMsg::SaveUncertain.t(language), detail),
        _ if view.unsaved > 0 => say::settings::unsaved(language, view.unsaved),
        _ if view.stored_faults > 0 => say::settings::stored_faults(language, view.stored_faults),
        _ => String::new(),
    }
}
