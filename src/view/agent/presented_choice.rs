//! The number that is presented when dialling (通知番号).

use denwa_core::text::Msg;
use denwa_core::view_model::{DialView, PresentedView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};

/// The choice of the number that is presented when dialling; nothing for an agent who may present none.
#[component]
pub fn PresentedChoice(
    /// The dial bar.
    dial: Memo<DialView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let numbers = Memo::new(move |_| dial.with(|dial| dial.presented.clone()));
    let present = move |value: String| {
        dispatch(UserAction::Desk(DeskAction::Present(Some(value).filter(|value| !value.is_empty()))));
    };
    let option = |one: PresentedView| {
        view! { <option value=one.number.unwrap_or_default() selected=one.is_chosen>{one.words}</option> }
    };
    view! {
        <Show when=move || !numbers.with(Vec::is_empty)>
            <label class="dw-dial__presented">
                <span>{move || Msg::Presented.t(language.get())}</span>
                <select class="dw-input" on:change:target=move |event| present(event.target().value())>
                    {move || numbers.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        </Show>
    }
    .into_any()
}
