//! Who the other side of a call is.

use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::control::Marks;

/// Who it is: the biggest thing on the card.
#[component]
pub fn Who(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    view! {
        <div class="dw-who">
            <h2
                class="dw-who__name"
                class:dw-who__name--unsure=move || card.with(|card| card.is_unsure)
                class:dw-who__name--long=move || card.with(|card| card.is_long)
                id=card.with_untracked(|card| format!("who-{}", card.call))
            >
                {move || card.with(|card| card.headline.clone())}
                <Show when=move || card.with(|card| !card.phonetic.is_empty())>
                    <span class="dw-who__phonetic">{move || card.with(|card| card.phonetic.clone())}</span>
                </Show>
            </h2>
            <p class="dw-who__about">{move || card.with(|card| card.about.clone())}</p>
            <p class="dw-who__number">{move || card.with(|card| card.number.clone())}</p>
            <Marks card />
        </div>
    }
    .into_any()
}
