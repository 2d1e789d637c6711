//! Parked calls (パーク).

use denwa_core::text::Msg;
use denwa_core::view_model::{ParkedCallView, ParkedView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::roving::rove_rows;
use crate::view::parts::{ByPlace, Time, aria};

/// Parked calls, by their places. One press picks a call up.
#[component]
pub fn Parked() -> impl IntoView {
    let screen = use_screen();
    let parked = Memo::new(move |last: Option<&Option<ParkedView>>| {
        screen.with(|screen| screen.desk.parked.clone()).or_else(|| last.cloned().flatten())
    });
    let rows = Memo::new(move |_| parked.with(|parked| parked.as_ref().map_or_else(Vec::new, |all| all.rows.clone())));
    let error = Memo::new(move |_| parked.with(|parked| parked.as_ref().and_then(|parked| parked.error.clone())));
    let status = Memo::new(move |_| parked.with(|parked| parked.as_ref().and_then(|parked| parked.status)));
    view! {
        <section id="parked" class="dw-main" role="tabpanel" aria-labelledby="tab-parked">
            <p class="dw-list__status dw-list__status--error" role="alert" hidden=move || error.with(Option::is_none)>
                {error}
            </p>
            <ul class="dw-list" hidden=move || rows.with(Vec::is_empty) on:keydown=|event| rove_rows(&event)>
                <ByPlace items=rows let:row>
                    <ParkedRow row />
                </ByPlace>
            </ul>
            <p class="dw-list__status" role="status">{status}</p>
        </section>
    }
    .into_any()
}

/// A parked call.
#[component]
fn ParkedRow(
    /// The call.
    row: Memo<ParkedCallView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let unavailable = Memo::new(move |_| row.with(|row| row.unavailable));
    let since = Signal::derive(move || Some(row.with(|row| row.since)));
    let pick_up = move |_| {
        if unavailable.get_untracked().is_none() {
            dispatch(UserAction::Desk(DeskAction::PickUp(row.with_untracked(|row| row.slot.clone()))));
        }
    };
    view! {
        <li class="dw-item">
            <span class="dw-badge dw-number">{move || row.with(|row| row.slot.clone())}</span>
            <div class="dw-item__text">
                <span class="dw-item__name dw-number">{move || row.with(|row| row.who.clone())}</span>
                <span class="dw-item__about">
                    {move || row.with(|row| row.by.clone())} {move || unavailable.get().map(|why| format!(" {why}"))}
                </span>
            </div>
            <Time since />
            <button
                type="button"
                class="dw-action dw-action--call dw-item__act"
                data-rove="true"
                aria-label=move || row.with(|row| row.label.clone())
                aria-disabled=move || aria(unavailable.get().is_some())
                aria-busy=move || aria(row.with(|row| row.is_busy))
                on:click=pick_up
            >
                {move || Msg::TakeParked.t(language.get())}
            </button>
        </li>
    }
    .into_any()
}
