//! A switch that the agent sets for herself, unless an administrator has locked it.

use denwa_core::text::AttentionMsg;
use denwa_core::view_model::OwnChoice;
use leptos::prelude::*;

use crate::app::use_language;

/// A switch that the agent sets for herself, unless an administrator has locked it.
#[component]
pub fn OwnSwitch(
    /// Its word.
    word: AttentionMsg,
    /// Whether it is on.
    choice: Memo<OwnChoice<bool>>,
    /// Sets it.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let language = use_language();
    let is_locked = Memo::new(move |_| choice.with(|choice| choice.is_locked));
    view! {
        <label class="dw-attention__row">
            <input
                type="checkbox"
                class="dw-tick"
                disabled=move || is_locked.get()
                prop:checked=move || choice.with(|choice| choice.value)
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span>{move || word.t(language.get())}</span>
        </label>
        <Show when=move || is_locked.get()>
            <p class="dw-attention__words">{move || AttentionMsg::Locked.t(language.get())}</p>
        </Show>
    }
    .into_any()
}
