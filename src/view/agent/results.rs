//! The results to choose from once a call is over (通話結果).

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::choice_button::ChoiceButton;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::ByPlace;

/// The results to choose from once a call is over.
#[component]
pub fn Results(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let results = Memo::new(move |_| card.with(|card| card.results.clone()));
    let choose = move |result| dispatch(UserAction::SetResult { call: call.get_value(), result });
    let title_id = move || format!("results-{}", call.get_value());
    view! {
        <Show when=move || !results.with(Vec::is_empty)>
            <div class="dw-matches">
                <p class="dw-matches__title" id=title_id()>{move || Msg::CallResult.t(language.get())}</p>
                <div class="dw-actions" role="group" aria-labelledby=title_id()>
                    <ByPlace items=results let:choice>
                        <ChoiceButton choice on_choose=choose />
                    </ByPlace>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
