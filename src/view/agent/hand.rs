//! The hand that was raised about a call (挙手・カスハラ).

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, HandView};
use leptos::prelude::*;

use super::hand_outcomes::HandOutcomes;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{Icon, IconName, SmallButton, Time};

/// The hand that was raised about a call: what was reported, what to say to somebody who harasses, and how it ended.
#[component]
pub fn Hand(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let hand = Memo::new(move |_| card.with(|card| card.hand.clone()));
    let of = move |part: fn(&HandView) -> bool| hand.with(|hand| hand.as_ref().is_some_and(part));
    let is_harassment = Memo::new(move |_| of(|hand| hand.is_harassment));
    let can_lower = Memo::new(move |_| of(|hand| hand.can_lower));
    let is_busy = Memo::new(move |_| of(|hand| hand.is_busy));
    let title = Memo::new(move |_| hand.with(|hand| hand.as_ref().map(|hand| hand.title)));
    let since = Signal::derive(move || hand.with(|hand| hand.as_ref().and_then(|hand| hand.since)));
    let script = Memo::new(move |_| hand.with(|hand| hand.as_ref().map_or_else(Vec::new, |hand| hand.script.clone())));
    let outcomes =
        Memo::new(move |_| hand.with(|hand| hand.as_ref().map_or_else(Vec::new, |hand| hand.outcomes.clone())));
    let lower = move |_| dispatch(UserAction::LowerHand { call: call.get_value(), outcome: None });
    view! {
        <Show when=move || title.get().is_some()>
            <section class="dw-hand" class:dw-hand--alert=is_harassment aria-labelledby=format!("hand-{}", call.get_value())>
                <div class="dw-hand__head">
                    <Icon name=IconName::Warning />
                    <p class="dw-hand__title" role="status" id=format!("hand-{}", call.get_value())>{title}</p>
                    <Time since />
                    <Show when=move || can_lower.get()>
                        <SmallButton word=move || Msg::LowerHand.t(language.get()) is_disabled=is_busy on_click=lower />
                    </Show>
                </div>
                <Show when=move || !script.with(Vec::is_empty)>
                    <p class="dw-matches__title">{move || Msg::HarassmentScript.t(language.get())}</p>
                    <ul class="dw-hand__script">
                        {move || script.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                    </ul>
                </Show>
                <HandOutcomes call=call.get_value() outcomes />
            </section>
        </Show>
    }
    .into_any()
}
