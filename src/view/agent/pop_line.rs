//! The page that a call opened.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, LineTone};
use leptos::prelude::*;

use super::line::Line;
use super::line_action::LineAction;
use crate::app::use_dispatch;
use crate::view::parts::IconName;

/// The page that a call opened, and how to open its record.
#[component]
pub fn PopLine(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let pop = Memo::new(move |_| card.with(|card| card.pop.clone()));
    let words = move || pop.with(|pop| pop.as_ref().map(|pop| pop.text.to_owned()));
    let tone = Memo::new(move |_| pop.with(|pop| pop.as_ref().map_or(LineTone::Plain, |pop| pop.tone)));
    let icon = move || match tone.get() {
        LineTone::Success => IconName::Success,
        LineTone::Warning => IconName::Warning,
        LineTone::Error => IconName::Error,
        LineTone::Plain => IconName::User,
    };
    let record = Memo::new(move |_| pop.with(|pop| pop.as_ref().and_then(|pop| pop.record.clone())));
    let open = move || {
        if let Some(record) = record.get_untracked() {
            dispatch(UserAction::Choose { call: card.with_untracked(|card| card.call.clone()), record });
        }
    };
    view! {
        <Line words=words tone icon=icon>
            <Show when=move || record.with(Option::is_some)>
                <LineAction word=Msg::OpenRecord on_click=open />
            </Show>
        </Line>
    }
    .into_any()
}
