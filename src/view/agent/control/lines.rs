//! What became of a call: where it was transferred, where it waits.

use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, ControlLine, LineTone};
use leptos::prelude::*;

use crate::app::use_dispatch;
use crate::view::agent::line::Line;
use crate::view::agent::line_action::LineAction;
use crate::view::parts::{ByPlace, IconName};

/// What became of a call, and what can be done about it.
#[component]
pub fn ControlLines(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let lines = Memo::new(move |_| card.with(|card| card.control.lines.clone()));
    view! { <ByPlace items=lines let:line><ControlLineView line /></ByPlace> }.into_any()
}

#[component]
fn ControlLineView(
    /// The line.
    line: Memo<ControlLine>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let words = move || Some(line.with(|line| line.words.clone()));
    let tone = Memo::new(move |_| line.with(|line| line.tone));
    let icon = move || match tone.get() {
        LineTone::Plain => IconName::Info,
        LineTone::Success => IconName::Success,
        LineTone::Warning => IconName::Warning,
        LineTone::Error => IconName::Error,
    };
    let word = Memo::new(move |_| line.with(|line| line.action.as_ref().map(|(word, _)| *word)));
    let act = move || {
        if let Some((_, action)) = line.with_untracked(|line| line.action.clone()) {
            dispatch(action);
        }
    };
    view! {
        <Line words=words icon=Signal::derive(icon) tone=tone>
            {move || word.get().map(|word: Msg| view! { <LineAction word on_click=act /> })}
        </Line>
    }
    .into_any()
}
