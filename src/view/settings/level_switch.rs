//! The level that values are set at.

use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::use_settings;
use super::level_choice::LevelChoice;

/// The levels to choose from.
#[component]
pub fn LevelSwitch() -> impl IntoView {
    let settings = use_settings();
    let levels = settings.memo(|view| view.levels.clone());
    view! {
        <div
            class="dw-radios"
            role="radiogroup"
            aria-label=move || SettingsMsg::LevelToSet.t(settings.language.get())
        >
            <For each=move || levels.get() key=|level| (level.level, level.name.clone()) children=|level| view! { <LevelChoice level /> } />
        </div>
    }
    .into_any()
}
