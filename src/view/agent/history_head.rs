//! Which earlier calls are shown.

use denwa_core::text::Msg;
use denwa_core::view_model::HistoryView;
use denwa_core::{DeskAction, UserAction};
use denwa_protocol::HistoryFilter;
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::{aria, keep_value};

/// Which earlier calls are shown: all or those that were missed, and those that have a text.
#[component]
pub fn HistoryHead(
    /// Earlier calls.
    history: Memo<Option<HistoryView>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let filter = Memo::new(move |_| history.with(|history| history.as_ref().map(|history| history.filter)));
    let find = move || history.with(|history| history.as_ref().map(|history| history.find.clone()).unwrap_or_default());
    let field = NodeRef::<html::Input>::new();
    keep_value(field, find);
    let button = move |only: HistoryFilter, word: Msg| {
        view! {
            <button
                type="button"
                class="dw-action dw-action--small"
                aria-pressed=move || aria(filter.get() == Some(only))
                on:click=move |_| dispatch(UserAction::Desk(DeskAction::FilterHistory(only)))
            >
                {move || word.t(language.get())}
            </button>
        }
        .into_any()
    };
    let word = move || Msg::FindInHistory.t(language.get());
    view! {
        <div class="dw-list__head">
            <div class="dw-list__filter" role="group" aria-label=move || Msg::HistoryFilter.t(language.get())>
                {button(HistoryFilter::All, Msg::HistoryAll)}
                {button(HistoryFilter::Missed, Msg::HistoryMissed)}
            </div>
            <input
                class="dw-input"
                type="search"
                autocomplete="off"
                aria-label=word
                placeholder=word
                node_ref=field
                on:input:target=move |event| {
                    dispatch(UserAction::Desk(DeskAction::FindHistory(event.target().value())));
                }
            />
        </div>
    }
    .into_any()
}
