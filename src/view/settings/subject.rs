//! Whose settings are shown and at which level they are set.

use leptos::prelude::*;

use super::context::use_settings;
use super::level_switch::LevelSwitch;
use super::person_box::PersonBox;

/// Whose settings they are and at which level they are set, for those who may set more than their own.
#[component]
pub fn Subject() -> impl IntoView {
    let settings = use_settings();
    let is_administrator = settings.memo(|view| view.is_administrator);
    view! {
        <Show when=move || is_administrator.get()>
            <div class="dw-config__subject">
                <PersonBox />
                <LevelSwitch />
            </div>
        </Show>
    }
    .into_any()
}
