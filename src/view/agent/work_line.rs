//! The line below the bar: the status that follows, and after-call work.

use denwa_core::UserAction;
use denwa_core::text::{Msg, say};
use denwa_core::view_model::StatusView;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{SmallButton, focus::focus_by_id, use_now};

/// The status that follows the calls, and, in after-call work, the time that is left, with more time and done. Nothing is there
/// without either.
#[component]
pub fn WorkLine() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let status = Memo::new(move |_| screen.with(|screen| screen.status.clone()));
    let of = move |part: fn(&StatusView) -> bool| Memo::new(move |_| status.with(part));
    let has_next = of(|status| status.next.is_some());
    let is_working = of(|status| status.work.is_some());
    let has_end = of(|status| status.work.as_ref().is_some_and(|work| work.until.is_some()));
    // The button goes with what it ends: the focus goes on at the status.
    let leave = move |action| {
        focus_by_id("status");
        dispatch(action);
    };
    let next = move || status.with(|status| status.next.clone());
    view! {
        <Show when=move || has_next.get() || is_working.get()>
            <div class="dw-work">
                <Show when=move || has_end.get()>
                    <TimeLeft status />
                </Show>
                <span class="dw-work__next" role="status">{next}</span>
                <Show when=move || has_next.get()>
                    <SmallButton
                        word=move || Msg::TakeBack.t(language.get())
                        on_click=move |_| leave(UserAction::TakeNextModeBack)
                    />
                </Show>
                <Show when=move || has_end.get()>
                    <SmallButton
                        word=move || Msg::MoreTime.t(language.get())
                        on_click=move |_| dispatch(UserAction::ExtendWork)
                    />
                </Show>
                <Show when=move || is_working.get()>
                    <SmallButton
                        word=move || Msg::WorkDone.t(language.get())
                        on_click=move |_| leave(UserAction::EndWork)
                    />
                </Show>
            </div>
        </Show>
    }
    .into_any()
}

/// How long after-call work goes on: counted down on the screen, not aloud.
#[component]
fn TimeLeft(status: Memo<StatusView>) -> impl IntoView {
    let now = use_now();
    let left = move || {
        let until = status.with(|status| status.work.as_ref()?.until)?;
        Some(say::duration(until.saturating_sub(now.get())))
    };
    view! { <span class="dw-time" aria-hidden="true">{left}</span> }.into_any()
}
