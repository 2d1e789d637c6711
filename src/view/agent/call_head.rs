//! The head of a card: the state of the call, and who it is.

use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::who::Who;
use crate::view::parts::Time;

/// The head of a card: the state of the call, and who it is.
#[component]
pub fn CallHead(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let since = Memo::new(move |_| card.with(|card| card.since));
    let talked = Memo::new(move |_| card.with(|card| card.talked.clone()));
    let count = Memo::new(move |_| card.with(|card| card.count.clone()));
    view! {
        <header class="dw-card__top">
            <span class="dw-card__state">{move || card.with(|card| card.title.clone())}</span>
            <Show when=move || since.get().is_some()>
                <Time since />
            </Show>
            <Show when=move || talked.with(Option::is_some)>
                <span class="dw-time">{talked}</span>
            </Show>
            <span class="dw-card__line">{move || card.with(|card| card.line.clone())}</span>
            <span
                role="status"
                class="dw-badge"
                class:dw-badge--several=move || card.with(|card| !card.matches.is_empty())
                hidden=move || count.with(Option::is_none)
            >
                {count}
            </span>
        </header>
        <Who card />
    }
    .into_any()
}
