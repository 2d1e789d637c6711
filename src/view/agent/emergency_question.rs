//! The question before an emergency number is dialled.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::DialView;
use leptos::html;
use leptos::prelude::*;

use super::dial_question::{CancelDial, DialNodes, DialQuestion};
use crate::app::use_language;

/// The question before an emergency number is dialled.
#[component]
pub fn EmergencyQuestion(
    /// The dial bar's state.
    dial: Memo<DialView>,
    /// The parts of the dial bar.
    nodes: DialNodes,
) -> impl IntoView {
    let language = use_language();
    let cancel = NodeRef::<html::Button>::new();
    let answer = nodes.answer();
    let words = Memo::new(move |_| dial.with(|dial| dial.question.clone().unwrap_or_default()));
    view! {
        <DialQuestion id="emergency-question" words nodes cancel>
            <CancelDial nodes cancel />
            <button
                type="button"
                class="dw-action dw-action--end_call"
                on:click=move |_| answer(UserAction::ConfirmDial)
            >
                {move || Msg::DialNow.t(language.get())}
            </button>
        </DialQuestion>
    }
    .into_any()
}
