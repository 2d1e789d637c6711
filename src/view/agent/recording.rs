//! The recording and the log of an earlier call.

use denwa_core::text::Msg;
use denwa_core::view_model::{PastCallView, RecordingView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;

use super::count_down::CountDown;
use crate::app::{use_dispatch, use_language};

/// The recording of an earlier call, played in the panel where the browser can, and its log.
#[component]
pub fn Recording(
    /// The call.
    row: Memo<PastCallView>,
    /// Whether the Tab key stops at its buttons.
    tabindex: Signal<&'static str>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(row.with_untracked(|row| row.call.clone()));
    let recording = Memo::new(move |_| row.with(|row| row.recording.clone()));
    let has_log = Memo::new(move |_| row.with(|row| row.has_log));
    let words = Memo::new(move |_| match recording.get() {
        Some(RecordingView::Awaited { words, .. } | RecordingView::Missing { words }) => Some(words),
        _ => None,
    });
    let again_at = Memo::new(move |_| match recording.get() {
        Some(RecordingView::Awaited { again_at, .. }) => again_at,
        _ => None,
    });
    let address = Memo::new(move |_| match recording.get() {
        Some(RecordingView::Playable { url }) => Some(url),
        _ => None,
    });
    let is =
        move |wanted: fn(&RecordingView) -> bool| recording.with(|recording| recording.as_ref().is_some_and(wanted));
    let button = move |word: Msg, action: fn(String) -> DeskAction| {
        view! {
            <button
                type="button"
                class="dw-link"
                tabindex=move || tabindex.get()
                on:click=move |_| dispatch(UserAction::Desk(action(call.get_value())))
            >
                {move || word.t(language.get())}
            </button>
        }
        .into_any()
    };
    view! {
        <Show when=move || has_log.get() || recording.with(Option::is_some)>
            <div class="dw-item__more">
                <Show when=move || has_log.get()>{button(Msg::OpenLog, DeskAction::OpenCallLog)}</Show>
                <Show when=move || is(|view| *view == RecordingView::Offered)>
                    {button(Msg::Hear, DeskAction::Hear)}
                </Show>
                <Show when=move || address.with(Option::is_some)>
                    <audio class="dw-item__audio" controls=true autoplay=true src=address></audio>
                </Show>
                <span role="status">{words}</span>
                <Show when=move || again_at.get().is_some()>
                    <CountDown again_at />
                </Show>
                <Show when=move || is(|view| matches!(view, RecordingView::Missing { .. }))>
                    {button(Msg::TryAgain, DeskAction::Hear)} {button(Msg::OpenInTab, DeskAction::OpenRecording)}
                </Show>
            </div>
        </Show>
    }
    .into_any()
}
