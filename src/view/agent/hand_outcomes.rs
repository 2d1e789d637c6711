//! How a call with harassment ended.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::ResultView;
use leptos::prelude::*;

use super::choice_button::ChoiceButton;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::ByPlace;

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
    let choose = move |outcome| dispatch(UserAction::LowerHand { call: call.get_value(), outcome });
    view! {
        <Show when=move || !outcomes.with(Vec::is_empty)>
            <p class="dw-matches__title" id=title_id()>{move || Msg::HarassmentOutcome.t(language.get())}</p>
            <div class="dw-actions" role="group" aria-labelledby=title_id()>
                <ByPlace items=outcomes let:choice>
                    <ChoiceButton choice on_choose=choose />
                </ByPlace>
            </div>
        </Show>
    }
    .into_any()
}
