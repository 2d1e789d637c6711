//! The card of a call.

use denwa_core::view_model::{CardView, PhaseView};
use leptos::html;
use leptos::prelude::*;

use super::brought::Brought;
use super::call_focus::CallFocus;
use super::call_head::CallHead;
use super::call_lines::{CallLines, CommandError};
use super::control::{CallControls, ControlLines};
use super::extras::Extras;
use super::hand::Hand;
use super::links::Links;
use super::notes::Notes;
use super::relations::Relations;
use super::{CallButtons, Matches, Results};

/// The card of a call. The buttons come before everything that may appear later, so that they do not move.
#[component]
pub fn CallCard(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let call = card.with_untracked(|card| card.call.clone());
    let phase = Memo::new(move |_| card.with(|card| card.phase));
    let is_compact = Memo::new(move |_| card.with(|card| card.is_compact));
    let article = NodeRef::<html::Article>::new();
    let class = move || {
        let size = if is_compact.get() { "dw-card--compact" } else { "" };
        format!("dw-card dw-card--{} {size}", phase_name(phase.get()))
    };
    let focus = CallFocus::new(article, phase);
    view! {
        <article
            class=class
            id=format!("call-{call}")
            data-call=call.clone()
            data-phase=move || phase_name(phase.get())
            aria-labelledby=format!("who-{call}")
            tabindex="-1"
            node_ref=article
            on:focusin=move |event| focus.came(&event)
            on:focusout=move |event| focus.left(&event)
        >
            <CallHead card />
            <CallButtons card />
            <CallControls card />
            <CommandError card />
            <ControlLines card />
            <Hand card />
            <Matches card />
            <Brought card />
            <Notes card />
            <Results card />
            <Relations card />
            <Extras card />
            <Links card />
            <CallLines card />
        </article>
    }
    .into_any()
}

fn phase_name(phase: PhaseView) -> &'static str {
    match phase {
        PhaseView::Ringing => "ringing",
        PhaseView::Prompting => "prompting",
        PhaseView::Dialling => "dialling",
        PhaseView::Talking => "talking",
        PhaseView::Held => "held",
        PhaseView::Ended => "ended",
    }
}
