//! A running time.

use denwa_core::Now;
use denwa_core::text::say;
use leptos::prelude::*;

use super::use_now;

/// The time since then, in tabular digits; empty without a start. It is not read aloud: it would be every second.
#[component]
pub fn Time(
    /// The start, by the panel's clock.
    #[prop(into)]
    since: Signal<Option<Now>>,
) -> impl IntoView {
    let is_running = Memo::new(move |_| since.with(Option::is_some));
    view! {
        <span class="dw-time" aria-hidden="true">
            <Show when=move || is_running.get()>
                <Elapsed since />
            </Show>
        </span>
    }
    .into_any()
}

#[component]
fn Elapsed(since: Signal<Option<Now>>) -> impl IntoView {
    let now = use_now();
    move || since.get().map(|since| say::duration(now.get().saturating_sub(since)))
}
