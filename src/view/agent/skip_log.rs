//! The decision that a call is not logged, with a reason.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::CardView;
use leptos::html;
use leptos::prelude::*;

use super::extras::ExtraForm;
use super::form_buttons::FormButtons;
use super::line_action::LineAction;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::keys::is_enter;

/// The offer not to log the call, the question why, or the way back.
#[component]
pub fn SkipLog(
    /// The call.
    card: Memo<CardView>,
    /// The form that is open, if one is.
    open: RwSignal<Option<ExtraForm>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let can_skip = Memo::new(move |_| card.with(|card| card.wrap_up.can_skip_log));
    let is_skipped = Memo::new(move |_| card.with(|card| card.wrap_up.is_log_skipped));
    let is_open = Memo::new(move |_| open.get() == Some(ExtraForm::SkipLog));
    let log_after_all = move || {
        let call = card.with_untracked(|card| card.call.clone());
        dispatch(UserAction::SetNotLogged { call, reason: None });
    };
    view! {
        <Show when=move || is_skipped.get()>
            <div class="dw-part__row">
                <LineAction word=Msg::LogAfterAll on_click=log_after_all />
            </div>
        </Show>
        <Show when=move || can_skip.get() && !is_open.get()>
            <div class="dw-part__row">
                <LineAction word=Msg::SkipLog on_click=move || open.set(Some(ExtraForm::SkipLog)) />
            </div>
        </Show>
        <Show when=move || can_skip.get() && is_open.get()>
            <SkipLogForm card open />
        </Show>
    }
    .into_any()
}

/// The question why.
#[component]
fn SkipLogForm(
    /// The call.
    card: Memo<CardView>,
    /// The form that is open, if one is.
    open: RwSignal<Option<ExtraForm>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = card.with_untracked(|card| card.call.clone());
    let id = format!("skip-log-{call}");
    let field = NodeRef::<html::Input>::new();
    let skip = Callback::new(move |()| {
        let reason = field.get_untracked().map(|field| field.value()).filter(|reason| !reason.trim().is_empty());
        if reason.is_some() {
            dispatch(UserAction::SetNotLogged { call: call.clone(), reason });
            open.set(None);
        }
    });
    view! {
        <div class="dw-part__row">
            <label for=id.clone()>{move || Msg::SkipLogWhy.t(language.get())}</label>
            <input
                class="dw-text-field"
                type="text"
                maxlength="255"
                autocomplete="off"
                required
                id=id
                node_ref=field
                on:keydown=move |event| if is_enter(&event) { skip.run(()) }
            />
        </div>
        <FormButtons word=Msg::SkipLogNow on_take=skip open />
    }
    .into_any()
}
