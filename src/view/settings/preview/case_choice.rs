//! A case to choose.

use leptos::prelude::*;

use super::case::Case;
use crate::view::settings::context::use_settings;

#[component]
pub fn CaseChoice(
    /// The choice.
    of: Case,
    /// The case that is shown.
    case: RwSignal<Case>,
) -> impl IntoView {
    let settings = use_settings();
    view! {
        <label class="dw-radio">
            <input
                type="radio"
                class="dw-radio__dot"
                name="config-case"
                value=of.code()
                prop:checked=move || case.get() == of
                on:change=move |_| case.set(of)
            />
            <span>{move || of.label(settings.language.get())}</span>
        </label>
    }
    .into_any()
}
