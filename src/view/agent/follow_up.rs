//! A follow-up task beside the log of a call.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::CardView;
use denwa_protocol::FollowUp;
use leptos::html;
use leptos::prelude::*;

use super::extras::ExtraForm;
use super::form_buttons::FormButtons;
use super::line_action::LineAction;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::keys::is_enter;

/// The follow-up task, or the offer to make one.
#[component]
pub fn FollowUpPart(
    /// The call.
    card: Memo<CardView>,
    /// The form that is open, if one is.
    open: RwSignal<Option<ExtraForm>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let words = Memo::new(move |_| card.with(|card| card.wrap_up.follow_up_words.clone()));
    let can_add = Memo::new(move |_| card.with(|card| card.wrap_up.can_follow_up));
    let is_open = Memo::new(move |_| open.get() == Some(ExtraForm::FollowUp));
    let remove = move || dispatch(UserAction::SetFollowUp { call: call.get_value(), follow_up: None });
    let show_form = move || open.set(Some(ExtraForm::FollowUp));
    view! {
        <Show when=move || words.with(Option::is_some) && !is_open.get()>
            <div class="dw-part__row">
                <span class="dw-part__name" role="status">
                    {move || format!("{}: {}", Msg::FollowUp.t(language.get()), words.get().unwrap_or_default())}
                </span>
                <LineAction word=Msg::Change on_click=show_form />
                <LineAction word=Msg::FollowUpRemove on_click=remove />
            </div>
        </Show>
        <Show when=move || can_add.get() && words.with(Option::is_none) && !is_open.get()>
            <div class="dw-part__row">
                <LineAction word=Msg::FollowUpAdd on_click=show_form />
            </div>
        </Show>
        <Show when=move || can_add.get() && is_open.get()>
            <FollowUpForm card open />
        </Show>
    }
    .into_any()
}

/// Subject and due day.
#[component]
fn FollowUpForm(
    /// The call.
    card: Memo<CardView>,
    /// The form that is open, if one is.
    open: RwSignal<Option<ExtraForm>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = card.with_untracked(|card| card.call.clone());
    let kept = card.with_untracked(|card| card.wrap_up.follow_up.clone());
    let (subject, due) = match kept {
        Some(FollowUp { subject, due }) => (subject, due.unwrap_or_default()),
        None => (Msg::FollowUpDefault.t(language.get_untracked()).to_owned(), String::new()),
    };
    let (subject_field, due_field) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (subject_id, due_id) = (format!("follow-up-{call}"), format!("follow-up-due-{call}"));
    let text_of = |field: NodeRef<html::Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
    let keep = Callback::new(move |()| {
        let due = Some(text_of(due_field)).filter(|due| !due.is_empty());
        let follow_up = Some(FollowUp { subject: text_of(subject_field), due });
        dispatch(UserAction::SetFollowUp { call: call.clone(), follow_up });
        open.set(None);
    });
    view! {
        <div class="dw-part__row">
            <label for=subject_id.clone()>{move || Msg::FollowUpSubject.t(language.get())}</label>
            <input
                class="dw-text-field"
                type="text"
                maxlength="255"
                autocomplete="off"
                id=subject_id
                value=subject
                node_ref=subject_field
                on:keydown=move |event| if is_enter(&event) { keep.run(()) }
            />
        </div>
        <div class="dw-part__row">
            <label for=due_id.clone()>{move || Msg::FollowUpDue.t(language.get())}</label>
            <input class="dw-text-field" type="date" max="9999-12-31" id=due_id value=due node_ref=due_field />
        </div>
        <FormButtons word=Msg::FollowUpKeep on_take=keep open />
    }
    .into_any()
}
