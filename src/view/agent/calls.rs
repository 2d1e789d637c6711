//! The calls, or what stands in their place.

use denwa_core::DeskTab;
use denwa_core::view_model::{CardView, Stage};
use leptos::prelude::*;

use super::idle::Idle;
use super::moving::watch_places;
use super::starting::Starting;
use super::{CallCard, SignIn};
use crate::app::use_screen;

/// The calls, or that the panel starts or waits for one.
#[component]
pub fn Calls() -> impl IntoView {
    let screen = use_screen();
    let cards = Memo::new(move |_| screen.with(|screen| screen.cards.clone()));
    let stage = Memo::new(move |_| screen.with(|screen| screen.stage));
    let asks_sign_in = Memo::new(move |_| screen.with(|screen| screen.sign_in.is_some()));
    // A page that is open beside the calls leaves no room for another list.
    let is_hidden = Memo::new(move |_| screen.with(|screen| screen.desk.tab != DeskTab::Calls && !screen.has_page()));
    let is_moving = watch_places(cards);
    let is_idle = move || stage.get() == Stage::Ready && cards.with(Vec::is_empty);
    view! {
        <div
            id="calls"
            class="dw-main"
            class:dw-main--moving=is_moving
            role="tabpanel"
            aria-labelledby="tab-calls"
            tabindex="-1"
            hidden=move || is_hidden.get()
        >
            <Show when=move || asks_sign_in.get()>
                <SignIn />
            </Show>
            <Show when=move || stage.get() == Stage::Starting && !asks_sign_in.get()>
                <Starting />
            </Show>
            <Show when=is_idle>
                <Idle />
            </Show>
            <For each=move || cards.get() key=|card| card.call.clone() let:first>
                <CallCard card=card_of(cards, first) />
            </For>
        </div>
    }
    .into_any()
}

/// The card of a call as it changes. Of a call that has just gone it stays what it was.
fn card_of(cards: Memo<Vec<CardView>>, first: CardView) -> Memo<CardView> {
    Memo::new(move |last: Option<&CardView>| {
        let card = cards.with(|cards| cards.iter().find(|card| card.call == first.call).cloned());
        card.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}
