//! A question about the number that is to be dialled.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::{give_focus, is_within};

/// The parts of the dial bar that its questions give the focus to, or take it from.
#[derive(Clone, Copy)]
pub struct DialNodes {
    /// The dial bar.
    pub bar: NodeRef<html::Div>,
    /// The dial bar's field, which gets the focus back.
    pub field: NodeRef<html::Input>,
}

impl DialNodes {
    /// Returns what answers a question: it dispatches the action, and the field gets the focus back.
    pub fn answer(self) -> impl Fn(UserAction) + Copy + 'static {
        let dispatch = use_dispatch();
        move |action| {
            dispatch(action);
            give_focus(self.field.get_untracked().as_ref());
        }
    }
}

/// A question about the number that is to be dialled. It covers nothing, and Escape cancels.
#[component]
pub fn DialQuestion(
    /// The element ID of the question's words.
    id: &'static str,
    /// The question.
    #[prop(into)]
    words: Signal<String>,
    /// Whether it asks for a choice and warns of nothing.
    #[prop(optional)]
    is_choice: bool,
    /// The parts of the dial bar.
    nodes: DialNodes,
    /// The button that cancels.
    cancel: NodeRef<html::Button>,
    /// The answers.
    children: Children,
) -> impl IntoView {
    // The agent who pressed a key in the bar goes on with the keys; a click on a page of Salesforce keeps the focus there.
    Effect::new(move || {
        let is_in_bar = nodes.bar.get_untracked().is_some_and(|bar| is_within(&bar));
        if let Some(cancel) = cancel.get()
            && is_in_bar
        {
            give_focus(Some(&cancel));
        }
    });
    let answer = nodes.answer();
    let cancel_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            answer(UserAction::CancelDial);
        }
    };
    view! {
        <div
            class="dw-confirm"
            class:dw-confirm--choice=is_choice
            role="alertdialog"
            aria-labelledby=id
            aria-live="assertive"
            on:keydown=cancel_by_key
        >
            <p id=id class="dw-confirm__text">{words}</p>
            {children()}
        </div>
    }
    .into_any()
}

/// The button that cancels a question.
#[component]
pub fn CancelDial(
    /// The parts of the dial bar.
    nodes: DialNodes,
    /// The button.
    cancel: NodeRef<html::Button>,
) -> impl IntoView {
    let language = use_language();
    let answer = nodes.answer();
    view! {
        <button
            type="button"
            id="dial-cancel"
            class="dw-action"
            node_ref=cancel
            on:click=move |_| answer(UserAction::CancelDial)
        >
            {move || Msg::Cancel.t(language.get())}
        </button>
    }
    .into_any()
}
