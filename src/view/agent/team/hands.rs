//! Hands that agents have raised.

use denwa_core::text::Msg;
use denwa_core::view_model::{HandRow, TeamView};
use denwa_core::{TeamAction, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::roving::rove_rows;
use crate::view::parts::{ByPlace, Time, aria};

/// Hands that are up, the earliest first. Nothing while none is.
#[component]
pub fn Hands(
    /// The team.
    team: Memo<Option<TeamView>>,
) -> impl IntoView {
    let language = use_language();
    let rows = Memo::new(move |_| team.with(|team| team.as_ref().map_or_else(Vec::new, |team| team.hands.clone())));
    view! {
        <ul
            class="dw-list"
            aria-label=move || Msg::Hands.t(language.get())
            hidden=move || rows.with(Vec::is_empty)
            on:keydown=|event| rove_rows(&event)
        >
            <ByPlace items=rows let:row>
                <HandItem row />
            </ByPlace>
        </ul>
    }
    .into_any()
}

/// A hand that is up.
#[component]
fn HandItem(
    /// The hand.
    row: Memo<HandRow>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let lower = move |_| {
        let HandRow { agent, call, .. } = row.get_untracked();
        dispatch(UserAction::Team(TeamAction::LowerHand { agent, call }));
    };
    view! {
        <li class="dw-item" class:dw-item--alert=move || row.with(|row| row.is_harassment)>
            <span class="dw-badge" class:dw-badge--error=move || row.with(|row| row.is_harassment)>
                {move || row.with(|row| row.kind)}
            </span>
            <div class="dw-item__text">
                <span class="dw-item__name">{move || row.with(|row| row.name.clone())}</span>
                <span class="dw-item__about dw-number">{move || row.with(|row| row.who.clone())}</span>
            </div>
            <Time since=Signal::derive(move || Some(row.with(|row| row.since))) />
            <button
                type="button"
                class="dw-action dw-action--small dw-item__act"
                data-rove="true"
                aria-label=move || row.with(|row| row.label.clone())
                aria-busy=move || aria(row.with(|row| row.is_busy))
                on:click=lower
            >
                {move || Msg::LowerHand.t(language.get())}
            </button>
        </li>
    }
    .into_any()
}
