//! How the log of an ended call goes.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, LineTone};
use leptos::prelude::*;

use super::line::Line;
use super::line_action::LineAction;
use crate::app::use_dispatch;
use crate::view::parts::IconName;

/// How the log of an ended call goes, and how to save it again.
#[component]
pub fn LogLine(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let log = Memo::new(move |_| card.with(|card| card.log.clone()));
    let words = move || log.with(|log| log.as_ref().map(|log| log.text.clone()));
    let tone = Memo::new(move |_| log.with(|log| log.as_ref().map_or(LineTone::Plain, |log| log.tone)));
    let icon = move || match tone.get() {
        LineTone::Warning => IconName::Warning,
        LineTone::Error => IconName::Error,
        LineTone::Success | LineTone::Plain => IconName::Success,
    };
    let can_save_again = Memo::new(move |_| log.with(|log| log.as_ref().is_some_and(|log| log.can_save_again)));
    let save = move || dispatch(UserAction::SaveLogAgain { call: card.with_untracked(|card| card.call.clone()) });
    view! {
        <Line words=words tone icon=icon>
            <Show when=move || can_save_again.get()>
                <LineAction word=Msg::SaveAgain on_click=save />
            </Show>
        </Line>
    }
    .into_any()
}
