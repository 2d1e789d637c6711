//! The question which of several numbers is dialled.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{DialView, NumberView};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::ByPlace;
use crate::view::parts::focus::{give_focus, is_within};

/// The question which of several numbers is dialled. It covers nothing.
#[component]
pub fn NumberQuestion(
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
    // As for an emergency number: the agent who pressed a key in the bar goes on with the keys.
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
    let numbers = Memo::new(move |_| dial.with(|dial| dial.numbers.clone()));
    let button = move |number: Memo<NumberView>| {
        let choose = move |_| answer(UserAction::ChooseNumber(number.with_untracked(|number| number.digits.clone())));
        view! {
            <button type="button" class="dw-action" on:click=choose>
                {move || number.with(|number| number.words.clone())}
            </button>
        }
    };
    view! {
        <div
            class="dw-confirm dw-confirm--choice"
            role="alertdialog"
            aria-labelledby="number-question"
            aria-live="assertive"
            on:keydown=cancel_by_key
        >
            <p id="number-question" class="dw-confirm__text">{move || Msg::WhichNumber.t(language.get())}</p>
            <ByPlace items=numbers children=button />
            <button
                type="button"
                class="dw-action"
                node_ref=cancel
                on:click=move |_| answer(UserAction::CancelDial)
            >
                {move || Msg::Cancel.t(language.get())}
            </button>
        </div>
    }
    .into_any()
}
