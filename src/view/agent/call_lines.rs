//! The lines of a card below its buttons: why a command failed, what opened, how the log goes.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, LineTone};
use leptos::prelude::*;

use super::call_end::CallEnd;
use super::extension_line::ExtensionLine;
use super::line::Line;
use super::line_action::LineAction;
use super::log_line::LogLine;
use super::pop_line::PopLine;
use super::search_line::SearchLine;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::IconName;

/// Why the last command failed. It is close to the buttons.
#[component]
pub fn CommandError(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let error = move || card.with(|card| card.error.clone());
    view! { <Line words=error icon=IconName::Error tone=LineTone::Error /> }.into_any()
}

/// The lines of a card below its buttons.
#[component]
pub fn CallLines(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let hint = move || card.with(|card| card.hint.map(str::to_owned));
    let remark = move || card.with(|card| card.remark.map(str::to_owned));
    let say_if = move |is_so: bool, message: Msg| is_so.then(|| message.t(language.get()).to_owned());
    let no_match = move || say_if(card.with(|card| card.offers_new_record), Msg::NoMatch);
    let lacks_result = move || say_if(card.with(|card| card.lacks_result), Msg::ResultMissing);
    let create = move || dispatch(UserAction::NewRecord { call: card.with_untracked(|card| card.call.clone()) });
    view! {
        <Line words=hint icon=IconName::Info />
        <ExtensionLine card />
        <SearchLine card />
        <Line words=remark icon=IconName::Info />
        <PopLine card />
        <Line words=no_match icon=IconName::User>
            <LineAction word=Msg::CreateRecord on_click=create />
        </Line>
        <LogLine card />
        <Line words=lacks_result icon=IconName::Warning tone=LineTone::Warning />
        <CallEnd card />
    }
    .into_any()
}
