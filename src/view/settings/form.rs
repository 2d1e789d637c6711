//! The form: whose settings are shown, the groups with their settings, and what is not saved.

use denwa_core::view_model::settings::Reading;
use leptos::prelude::*;

use super::context::use_settings;
use super::entries::Entries;
use super::not_there::NotThere;
use super::save_bar::SaveBar;
use super::subject::Subject;
use super::tabs::Tabs;

/// The form, as soon as the settings are there.
#[component]
pub fn Form(
    /// Whether settings have been there.
    was_there: Memo<bool>,
) -> impl IntoView {
    let is_there = use_settings().memo(|view| view.reading == Reading::There);
    view! {
        <Show when=move || was_there.get()>
            <Subject />
        </Show>
        <Show when=move || is_there.get() fallback=NotThere>
            <div class="dw-config__body">
                <Tabs />
                <Entries />
            </div>
            <SaveBar />
        </Show>
    }
    .into_any()
}
