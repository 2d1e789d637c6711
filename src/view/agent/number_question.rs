//! The question which of several numbers is dialled.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{DialView, NumberView};
use leptos::html;
use leptos::prelude::*;

use super::dial_question::{CancelDial, DialNodes, DialQuestion};
use crate::app::use_language;
use crate::view::parts::ByPlace;

/// The question which of several numbers is dialled.
#[component]
pub fn NumberQuestion(
    /// The dial bar's state.
    dial: Memo<DialView>,
    /// The parts of the dial bar.
    nodes: DialNodes,
) -> impl IntoView {
    let language = use_language();
    let cancel = NodeRef::<html::Button>::new();
    let answer = nodes.answer();
    let words = Memo::new(move |_| Msg::WhichNumber.t(language.get()).to_owned());
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
        <DialQuestion id="number-question" words is_choice=true nodes cancel>
            <ByPlace items=numbers children=button />
            <CancelDial nodes cancel />
        </DialQuestion>
    }
    .into_any()
}
