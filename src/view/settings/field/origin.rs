//! The level that the value in force comes from.

use denwa_core::settings::Key;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;
use crate::view::settings::values::level_label;

/// The level that the value in force comes from.
#[component]
pub fn Origin(key: Key) -> impl IntoView {
    let settings = use_settings();
    let origin = settings.memo(move |view| {
        let field = &view.fields[key as usize];
        (field.origin, field.origin_name.clone())
    });
    view! {
        <span class="dw-badge" title=move || origin.with(|(_, name)| name.clone())>
            {move || level_label(origin.with(|(level, _)| *level), settings.language.get())}
        </span>
    }
    .into_any()
}
