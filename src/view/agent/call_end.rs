//! What can be done with an ended call.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::CardView;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};

/// Call back, or put the card away.
#[component]
pub fn CallEnd(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let can_dismiss = Memo::new(move |_| card.with(|card| card.can_dismiss));
    let call_back = Memo::new(move |_| card.with(|card| card.call_back.clone()));
    let dial = move |_| {
        if let Some(number) = call_back.get_untracked() {
            dispatch(UserAction::Dial(number));
        }
    };
    let dismiss = move |_| dispatch(UserAction::Dismiss { call: card.with_untracked(|card| card.call.clone()) });
    view! {
        <Show when=move || can_dismiss.get()>
            <div class="dw-actions">
                <Show when=move || call_back.with(Option::is_some)>
                    <button type="button" class="dw-action" on:click=dial>
                        {move || Msg::CallBack.t(language.get())}
                    </button>
                </Show>
                <button type="button" class="dw-action" on:click=dismiss>
                    {move || Msg::Dismiss.t(language.get())}
                </button>
            </div>
        </Show>
    }
    .into_any()
}
