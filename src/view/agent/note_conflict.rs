//! Notes that another panel has changed meanwhile: neither text is lost, and the agent decides.

use denwa_core::UserAction;
use denwa_core::call::NoteDecision;
use denwa_core::text::Msg;
use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::line_action::LineAction;
use crate::app::use_dispatch;

/// The other panel's text, and what can be done.
#[component]
pub fn NoteConflict(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let theirs = Memo::new(move |_| card.with(|card| card.wrap_up.notes.theirs.clone()));
    let decide = move |decision| {
        let call = card.with_untracked(|card| card.call.clone());
        dispatch(UserAction::DecideNote { call, decision });
    };
    view! {
        <Show when=move || theirs.with(Option::is_some)>
            <p class="dw-quote">{move || theirs.get()}</p>
            <div class="dw-part__row">
                <LineAction word=Msg::NotesKeepBoth on_click=move || decide(NoteDecision::Both) />
                <LineAction word=Msg::NotesKeepMine on_click=move || decide(NoteDecision::Mine) />
                <LineAction word=Msg::NotesKeepTheirs on_click=move || decide(NoteDecision::Theirs) />
            </div>
        </Show>
    }
    .into_any()
}
