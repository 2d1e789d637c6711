//! The question before an emergency number is dialled.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::DialView;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::{give_focus, is_within};

/// The question before an emergency number is dialled. It covers nothing.
#[component]
pub fn EmergencyQuestion(
    /// The dial bar's state.
    dial: Memo<DialView>,
    /// The dial bar.
    bar: NodeRef<html::Div>,
    /// The dial bar's field, which gets the focus back.
    field: NodeRef<html::Input>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let cancel = NodeRef::<html::Button>::new();
    // The agent who pressed a key in the bar goes on with the keys; a click on a page of Salesforce keeps the focus there.
    Effect::new(move || {
        let is_in_bar = bar.get_untracked().is_some_and(|bar| is_within(&bar));
        if let Some(cancel) = cancel.get()
            && is_in_bar
        {
            give_focus(Some(&cancel));
        }
    });
    let answer = move |action| {
        dispatch(action);
        give_focus(field.get_untracked().as_ref());
    };
    let cancel_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            answer(UserAction::CancelDial);
        }
    };
    view! {
        <div
            class="dw-confirm"
            role="alertdialog"
            aria-labelledby="dial-question"
            aria-live="assertive"
            on:keydown=cancel_by_key
        >
            <p id="dial-question" class="dw-confirm__text">{move || dial.with(|dial| dial.question.clone())}</p>
            <button
                type="button"
                id="dial-cancel"
                class="dw-action"
                node_ref=cancel
                on:click=move |_| answer(UserAction::CancelDial)
            >
                {move || Msg::Cancel.t(language.get())}
            </button>
            <button
                type="button"
                class="dw-action dw-action--end_call"
                on:click=move |_| answer(UserAction::ConfirmDial)
            >
                {move || Msg::DialNow.t(language.get())}
            </button>
        </div>
    }
    .into_any()
}
