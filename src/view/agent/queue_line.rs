//! The agent's queues in a line.

use denwa_core::text::Msg;
use denwa_core::view_model::{QueueView, QueuesView};
use leptos::prelude::*;

use crate::app::{use_language, use_screen};
use crate::view::parts::{ByPlace, Icon, IconName, Time, aria};

/// The agent's queues in a line: waiting calls, the longest wait, who is free. Of several queues it opens to a line each.
#[component]
pub fn QueueLine() -> impl IntoView {
    let screen = use_screen();
    let language = use_language();
    let queues = Memo::new(move |_| screen.with(|screen| screen.queues.clone()));
    let is_there = Memo::new(move |_| queues.with(Option::is_some));
    let rows = Memo::new(move |_| queues.with(|queues| queues.as_ref().map_or_else(Vec::new, |all| all.rows.clone())));
    let has_rows = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let total = Memo::new(move |last: Option<&Option<QueueView>>| {
        let total = queues.with(|queues| queues.as_ref().map(|QueuesView { total, .. }| total.clone()));
        total.or_else(|| last.cloned().flatten())
    });
    let is_open = RwSignal::new(false);
    let title = move || Msg::Queues.t(language.get());
    view! {
        <Show when=move || is_there.get()>
            <section class="dw-queues" aria-label=title>
                <Show when=move || has_rows.get() fallback=move || view! { <Figures queue=total /> }>
                    <button
                        type="button"
                        class="dw-queues__line"
                        aria-expanded=move || aria(is_open.get())
                        aria-controls="queue-list"
                        on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                    >
                        <span>{title}</span>
                        <Figures queue=total />
                        <Icon name=IconName::ChevronDown />
                    </button>
                </Show>
                <ul id="queue-list" class="dw-queues__list" hidden=move || !(is_open.get() && has_rows.get())>
                    <ByPlace items=rows let:row>
                        <li>
                            <Figures queue=Memo::new(move |_| Some(row.get())) />
                        </li>
                    </ByPlace>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// The figures of a queue, or of several together.
#[component]
fn Figures(queue: Memo<Option<QueueView>>) -> impl IntoView {
    let language = use_language();
    let text = move |part: fn(&QueueView) -> String| move || queue.with(|queue| queue.as_ref().map(part));
    let longest = Signal::derive(move || queue.with(|queue| queue.as_ref()?.longest_since));
    let is_waiting = Memo::new(move |_| queue.with(|queue| queue.as_ref().is_some_and(|queue| queue.is_waiting)));
    view! {
        <span class="dw-queues__figures" class:dw-queues__figures--waiting=is_waiting>
            <span class="dw-queues__name">{text(|queue| queue.name.clone())}</span>
            <span>{text(|queue| queue.waiting.clone())}</span>
            <Show when=move || longest.with(Option::is_some)>
                <span>{move || Msg::LongestWait.t(language.get())} " " <Time since=longest /></span>
            </Show>
            <span>{text(|queue| queue.free.clone().unwrap_or_default())}</span>
        </span>
    }
    .into_any()
}
