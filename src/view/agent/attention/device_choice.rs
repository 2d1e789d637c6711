//! The device on which it rings.

use denwa_core::alerts::OutputDevice;
use denwa_core::text::AttentionMsg;
use denwa_core::{AttentionAction, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::SmallButton;

/// The device on which it rings: the browser's default, or one that the browser names.
#[component]
pub fn DeviceChoice() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let view = Memo::new(move |_| screen.with(|screen| screen.attention.devices.clone()));
    let choose = move |id: String| {
        let id = Some(id).filter(|id| !id.is_empty());
        dispatch(UserAction::Attention(AttentionAction::SetDevice(id)));
    };
    let options = move || {
        let view = view.get();
        let option = |OutputDevice { id, name }: OutputDevice| {
            let is_chosen = view.chosen.as_ref() == Some(&id);
            view! { <option value=id selected=is_chosen>{name}</option> }
        };
        view.devices.iter().cloned().map(option).collect_view()
    };
    view! {
        <label class="dw-attention__row">
            <span>{move || AttentionMsg::Device.t(language.get())}</span>
            <select class="dw-input" on:change:target=move |event| choose(event.target().value())>
                <option value="">{move || AttentionMsg::DefaultDevice.t(language.get())}</option>
                {options}
            </select>
        </label>
        <p class="dw-attention__words" role="status">{move || view.with(|view| view.words)}</p>
        <Show when=move || view.with(|view| view.can_find)>
            <SmallButton
                word=move || AttentionMsg::FindDevices.t(language.get())
                on_click=move |_| dispatch(UserAction::Attention(AttentionAction::FindDevices))
            />
        </Show>
    }
    .into_any()
}
