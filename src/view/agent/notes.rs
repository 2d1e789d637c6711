//! The notes of a call, from the first ring on.

use denwa_core::UserAction;
use denwa_core::shortcuts::Shortcut;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, LineTone};
use leptos::html;
use leptos::prelude::*;

use super::note_conflict::NoteConflict;
use super::shortcuts::use_shortcut_keys;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::keep_lines;

/// The notes of a call, and whether they are saved. What the agent types goes to the core at once, also while an input method converts it.
#[component]
pub fn Notes(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let notes = Memo::new(move |_| card.with(|card| card.wrap_up.notes.clone()));
    let field = NodeRef::<html::Textarea>::new();
    let is_composing = RwSignal::new(false);
    keep_lines(field, move || notes.with(|notes| notes.text.clone()), is_composing);
    let id = format!("notes-{}", call.get_value());
    let status_id = format!("notes-status-{}", call.get_value());
    let status = move || notes.with(|notes| notes.status);
    let status_class = move || match notes.with(|notes| notes.tone) {
        LineTone::Success => "dw-part__top--success",
        LineTone::Warning | LineTone::Error => "dw-part__top--warning",
        LineTone::Plain => "",
    };
    let keys = use_shortcut_keys(Signal::stored(Some(Shortcut::Note)));
    let edit = move |text| dispatch(UserAction::EditNote { call: call.get_value(), text });
    let keep = move |_| dispatch(UserAction::KeepNote { call: call.get_value() });
    view! {
        <div class="dw-part dw-notes">
            <div class="dw-part__top">
                <label for=id.clone()>{move || Msg::Notes.t(language.get())}</label>
                <span class=status_class id=status_id.clone() role="status">{status}</span>
            </div>
            <textarea
                class="dw-text-field"
                rows="3"
                aria-keyshortcuts=keys.aria
                title=keys.label
                id=id
                aria-describedby=status_id
                placeholder=move || Msg::NotesHint.t(language.get())
                node_ref=field
                on:input:target=move |event| edit(event.target().value())
                on:compositionstart=move |_| is_composing.set(true)
                on:compositionend=move |_| is_composing.set(false)
                on:blur=keep
            ></textarea>
            <NoteConflict card />
        </div>
    }
    .into_any()
}
