//! A choice of a setting.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use denwa_core::view_model::settings::FieldView;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;

#[component]
pub fn Choice(
    key: Key,
    field: Memo<FieldView>,
    /// The code; empty to set nothing.
    value: &'static str,
    label: Signal<String>,
) -> impl IntoView {
    let settings = use_settings();
    let is_chosen = move || field.with(|field| field.text == value);
    let choose = move |_| settings.run(ConfigCommand::Type { key, text: value.to_owned() });
    view! {
        <label class="dw-radio">
            <input
                type="radio"
                class="dw-radio__dot"
                name=key.code()
                value=value
                prop:checked=is_chosen
                on:change=choose
            />
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
