//! How loud it rings.

use denwa_core::text::AttentionMsg;
use denwa_core::{AttentionAction, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};

/// How loud it rings.
#[component]
pub fn Volume() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let volume = Memo::new(move |_| screen.with(|screen| screen.attention.volume));
    let percent = move || format!("{}%", volume.get().value);
    let set = move |text: String| {
        if let Ok(volume) = text.parse() {
            dispatch(UserAction::Attention(AttentionAction::SetVolume(volume)));
        }
    };
    view! {
        <label class="dw-attention__row">
            <span>{move || AttentionMsg::Volume.t(language.get())}</span>
            <input
                type="range"
                class="dw-attention__volume"
                min="0"
                max="100"
                step="5"
                disabled=move || volume.get().is_locked
                aria-valuetext=percent
                prop:value=move || volume.get().value.to_string()
                on:input:target=move |event| set(event.target().value())
            />
            <span aria-hidden="true">{percent}</span>
        </label>
    }
    .into_any()
}
