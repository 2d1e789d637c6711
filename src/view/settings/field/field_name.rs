//! The name of a setting.

use denwa_core::settings::Key;
use leptos::prelude::*;

use super::is_choice;
use crate::view::settings::context::use_settings;

/// The name of a setting: the label of its text field, or the name of its group of choices, which refers to it.
#[component]
pub fn FieldName(key: Key) -> impl IntoView {
    let settings = use_settings();
    let code = key.code();
    let id = format!("label-{code}");
    let name = move || key.label(settings.language.get());
    if is_choice(key.row().kind) {
        view! { <span class="dw-field__label" id=id>{name}</span> }.into_any()
    } else {
        view! { <label class="dw-field__label" id=id for=code>{name}</label> }.into_any()
    }
}
