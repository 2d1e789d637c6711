//! How a call with harassment ended.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::ResultView;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::{ByPlace, Icon, IconName, aria};

/// How a call with harassment ended: one of the organisation's list. Pressed again, the choice is taken back.
#[component]
pub fn HandOutcomes(
    /// The call's ID.
    call: String,
    /// What can be chosen.
    outcomes: Memo<Vec<ResultView>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(call);
    let title_id = move || format!("outcomes-{}", call.get_value());
    let button = move |outcome: Memo<ResultView>| {
        let is_chosen = Memo::new(move |_| outcome.with(|outcome| outcome.is_chosen));
        let press = move |_| {
            let ResultView { label, is_chosen } = outcome.get_untracked();
            dispatch(UserAction::LowerHand { call: call.get_value(), outcome: (!is_chosen).then_some(label) });
        };
        view! {
            <button
                type="button"
                class="dw-action dw-action--small"
                aria-pressed=move || aria(is_chosen.get())
                on:click=press
            >
                <Show when=move || is_chosen.get()>
                    <Icon name=IconName::Check />
                </Show>
                <span>{move || outcome.with(|outcome| outcome.label.clone())}</span>
            </button>
        }
    };
    view! {
        <Show when=move || !outcomes.with(Vec::is_empty)>
            <p class="dw-matches__title" id=title_id()>{move || Msg::HarassmentOutcome.t(language.get())}</p>
            <div class="dw-actions" role="group" aria-labelledby=title_id()>
                <ByPlace items=outcomes children=button />
            </div>
        </Show>
    }
    .into_any()
}
