//! The records that a call is about: who it is, where the agent chose that herself, and the related record, for instance a case.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, RecordView};
use leptos::prelude::*;

use super::line::Line;
use super::line_action::LineAction;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{ByPlace, IconName};

/// The records that a call is about, and what the agent can make of the page she is on.
#[component]
pub fn Relations(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let wrap_up = Memo::new(move |_| card.with(|card| card.wrap_up.clone()));
    let chosen = move || wrap_up.with(|view| view.chosen.map(str::to_owned));
    let person = move || wrap_up.with(|view| view.person_offer.clone());
    let related = move || {
        let name = wrap_up.with(|view| view.related.as_ref().map(|related| related.name.clone()));
        name.map(|name| format!("{}: {name}", Msg::Related.t(language.get())))
    };
    let hint = move || wrap_up.with(|view| view.related_hint.map(str::to_owned));
    let offers = Memo::new(move |_| wrap_up.with(|view| view.related_offers.clone()));
    let undo = move || dispatch(UserAction::UndoChoice { call: call.get_value() });
    let choose_viewed = move || dispatch(UserAction::ChooseViewed { call: call.get_value() });
    let remove = move || dispatch(UserAction::SetRelated { call: call.get_value(), related: None });
    view! {
        <Line words=chosen icon=IconName::User>
            <LineAction word=Msg::ChooseAgain on_click=undo />
        </Line>
        <Line words=person icon=IconName::User>
            <LineAction word=Msg::PersonOffer on_click=choose_viewed />
        </Line>
        <Line words=related icon=IconName::Record>
            <LineAction word=Msg::RemoveRelated on_click=remove />
        </Line>
        <Line words=hint icon=IconName::Info />
        <ByPlace items=offers let:offer>
            <RelatedOffer call=call.get_value() offer />
        </ByPlace>
    }
    .into_any()
}

/// A record that the call may be about.
#[component]
fn RelatedOffer(
    /// The call's ID.
    call: String,
    /// The record.
    offer: Memo<RecordView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let name = move || offer.with(|offer| Some(offer.name.clone()));
    let choose = move || {
        let related = offer.with_untracked(|offer| Some(offer.record.clone()));
        dispatch(UserAction::SetRelated { call: call.clone(), related });
    };
    let choose = Callback::new(move |()| choose());
    view! {
        <Line words=name icon=IconName::Record>
            <LineAction word=Msg::RelatedOffer on_click=choose />
        </Line>
    }
    .into_any()
}
