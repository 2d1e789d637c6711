//! A level to choose.

use denwa_core::config::ConfigCommand;
use denwa_core::view_model::settings::LevelView;
use leptos::prelude::*;

use super::context::use_settings;

#[component]
pub fn LevelChoice(level: LevelView) -> impl IntoView {
    let settings = use_settings();
    let LevelView { level, name } = level;
    let is_chosen = settings.memo(move |view| view.level == level);
    view! {
        <label class="dw-radio" title=name>
            <input
                type="radio"
                class="dw-radio__dot"
                name="config-level"
                value=level.code()
                prop:checked=move || is_chosen.get()
                on:change=move |_| settings.run(ConfigCommand::SetLevel(level))
            />
            <span>{move || level.label(settings.language.get())}</span>
        </label>
    }
    .into_any()
}
