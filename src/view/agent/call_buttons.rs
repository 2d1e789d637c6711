//! The buttons of a call.

use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::call_button::CallButton;
use crate::view::parts::ByPlace;

/// The buttons of a call. A place keeps its button while the call goes on, so that nothing moves under a finger and the focus is not lost.
#[component]
pub fn CallButtons(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let call = card.with_untracked(|card| card.call.clone());
    let buttons = Memo::new(move |_| card.with(|card| card.buttons.clone()));
    view! {
        <div class="dw-actions" hidden=move || buttons.with(Vec::is_empty)>
            <ByPlace items=buttons let:button>
                <CallButton call=call.clone() button />
            </ByPlace>
        </div>
    }
    .into_any()
}
