//! Puts a caller away who needs no call, after a question: it goes from everybody's list.

use denwa_core::callbacks::CallbackWish;
use denwa_core::text::Msg;
use denwa_core::view_model::CallbackView;
use denwa_core::{DeskAction, UserAction};
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::{focus_by_id, give_focus};

/// Puts a caller away, after a question; nothing while a colleague has taken the caller on.
#[component]
pub fn PutAway(
    /// The caller.
    row: Memo<CallbackView>,
) -> impl IntoView {
    let label = Memo::new(move |_| row.with(|row| row.put_away.clone()));
    let is_asking = RwSignal::new(false);
    let was_asked = RwSignal::new(false);
    view! {
        <Show when=move || label.with(Option::is_some)>
            <Show
                when=move || is_asking.get()
                fallback=move || view! { <Ask label is_asking was_asked /> }
            >
                <Question row is_asking was_asked />
            </Show>
        </Show>
    }
    .into_any()
}

/// The button that leads to the question. It gets the focus back when the agent keeps the caller.
#[component]
fn Ask(label: Memo<Option<String>>, is_asking: RwSignal<bool>, was_asked: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(button) = button.get().filter(|_| was_asked.get_untracked()) {
            was_asked.set(false);
            give_focus(Some(&button));
        }
    });
    view! {
        <button
            type="button"
            class="dw-action dw-action--small"
            aria-label=move || label.get()
            node_ref=button
            on:click=move |_| is_asking.set(true)
        >
            {move || Msg::PutAwayCallback.t(language.get())}
        </button>
    }
    .into_any()
}

/// The question, with the focus on the answer that changes nothing.
#[component]
fn Question(row: Memo<CallbackView>, is_asking: RwSignal<bool>, was_asked: RwSignal<bool>) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move || give_focus(keep.get().as_ref()));
    let put_away = move |_| {
        focus_beside(keep.get_untracked().as_deref().map(std::ops::Deref::deref));
        is_asking.set(false);
        let callback = row.with_untracked(|row| row.id.clone());
        dispatch(UserAction::Desk(DeskAction::Callback { callback, wish: CallbackWish::PutAway }));
    };
    let stop = move |_| {
        was_asked.set(true);
        is_asking.set(false);
    };
    view! {
        <span role="status">{move || Msg::PutAwayQuestion.t(language.get())}</span>
        <button type="button" class="dw-action dw-action--small" on:click=put_away>
            {move || Msg::PutAwayCallback.t(language.get())}
        </button>
        <button type="button" class="dw-action dw-action--small" node_ref=keep on:click=stop>
            {move || Msg::Cancel.t(language.get())}
        </button>
    }
    .into_any()
}

/// Moves the focus to the next row, or the one before, as the row itself goes; without another row to the list's tab.
fn focus_beside(element: Option<&Element>) {
    let row = element.and_then(|element| element.closest("li").ok().flatten());
    let beside = row.and_then(|row| row.next_element_sibling().or_else(|| row.previous_element_sibling()));
    let button = beside.and_then(|row| row.query_selector("[data-rove]").ok().flatten());
    if button.is_some() {
        give_focus(button.as_ref());
    } else {
        focus_by_id("tab-callbacks");
    }
}
