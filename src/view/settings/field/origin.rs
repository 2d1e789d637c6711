//! The level that the value in force comes from.

use denwa_core::settings::Key;
use denwa_core::text::say;
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
    let prefix = settings.memo(move |view| {
        let field = &view.fields[key as usize];
        field.is_of_call_centre.then(|| field.in_force.clone())
    });
    let words = move || match prefix.get() {
        Some(prefix) => say::settings::of_call_centre(settings.language.get(), &prefix),
        None => level_label(origin.with(|(level, _)| *level), settings.language.get()).to_owned(),
    };
    view! {
        <span class="dw-badge" title=move || origin.with(|(_, name)| name.clone())>
            {words}
        </span>
    }
    .into_any()
}
