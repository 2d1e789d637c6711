//! A supervisor's own part in an agent's call.

use denwa_core::text::Msg;
use denwa_core::view_model::MonitoringView;
use denwa_core::{TeamAction, UserAction};
use leptos::prelude::*;

use super::monitor_buttons::MonitorButtons;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{Time, aria};

/// A supervisor's own part in an agent's call: in sight on every list, so that she can always change it or leave.
#[component]
pub fn MonitoringBar() -> impl IntoView {
    let screen = use_screen();
    let own = Memo::new(move |_| screen.with(|screen| screen.monitoring.clone()));
    view! {
        <Show when=move || own.with(Option::is_some)>
            <MonitoringPart own />
        </Show>
    }
    .into_any()
}

#[component]
fn MonitoringPart(
    /// Her part.
    own: Memo<Option<MonitoringView>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let text = move |part: fn(&MonitoringView) -> String| own.with(|own| own.as_ref().map(part).unwrap_or_default());
    let agent = Memo::new(move |_| text(|own| own.agent.clone()));
    let call = Memo::new(move |_| text(|own| own.call.clone()));
    let words = Memo::new(move |_| text(|own| own.words.clone()));
    let hint = Memo::new(move |_| own.with(|own| own.as_ref().and_then(|own| own.hint)));
    let error = Memo::new(move |_| own.with(|own| own.as_ref().and_then(|own| own.error.clone())));
    let buttons = Memo::new(move |_| own.with(|own| own.as_ref().map_or_else(Vec::new, |own| own.modes.clone())));
    let since = Signal::derive(move || own.with(|own| own.as_ref().map(|own| own.since)));
    let is_leaving = move || aria(own.with(|own| own.as_ref().is_some_and(|own| own.is_leaving)));
    view! {
        <section class="dw-monitoring" aria-labelledby="monitoring-words">
            <p class="dw-monitoring__words" role="status" id="monitoring-words">{words}</p>
            <Time since />
            <p class="dw-monitoring__hint" role="status" hidden=move || hint.get().is_none()>{hint}</p>
            <p class="dw-monitoring__hint dw-list__status--error" role="alert" hidden=move || error.with(Option::is_none)>
                {error}
            </p>
            <div class="dw-monitoring__acts" role="group" aria-labelledby="monitoring-words">
                <MonitorButtons agent call buttons />
                <button
                    type="button"
                    class="dw-action dw-action--small"
                    aria-busy=is_leaving
                    on:click=move |_| dispatch(UserAction::Team(TeamAction::StopMonitoring))
                >
                    {move || Msg::StopMonitoring.t(language.get())}
                </button>
            </div>
        </section>
    }
    .into_any()
}
