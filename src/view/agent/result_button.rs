//! A result to choose.

use denwa_core::UserAction;
use denwa_core::view_model::ResultView;
use leptos::prelude::*;

use crate::app::use_dispatch;
use crate::view::parts::{Icon, IconName, aria};

/// A result to choose. Pressed again, the choice is taken back.
#[component]
pub fn ResultButton(
    /// The call's ID.
    call: String,
    /// The result.
    result: Memo<ResultView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let is_chosen = Memo::new(move |_| result.with(|result| result.is_chosen));
    let press = move |_| {
        let ResultView { label, is_chosen } = result.get_untracked();
        dispatch(UserAction::SetResult { call: call.clone(), result: (!is_chosen).then_some(label) });
    };
    view! {
        <button
            type="button"
            class="dw-action dw-action--small"
            aria-pressed=move || aria(is_chosen.get())
            on:click=press
        >
            <Show when=move || is_chosen.get()>
                <Icon name=IconName::Check />
            </Show>
            <span>{move || result.with(|result| result.label.clone())}</span>
        </button>
    }
    .into_any()
}
