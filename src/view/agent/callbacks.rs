//! Callers to call back (折り返し).

use denwa_core::view_model::{CallbackView, CallbacksView};
use leptos::prelude::*;

use super::callback::CallbackRow;
use crate::app::use_screen;
use crate::view::parts::roving::rove_rows;

/// Callers to call back, the last who called first. The arrow keys go from caller to caller; one press of the button calls back.
#[component]
pub fn Callbacks() -> impl IntoView {
    let screen = use_screen();
    let callbacks = Memo::new(move |last: Option<&Option<CallbacksView>>| {
        // A list that has just been put away stays what it was.
        screen.with(|screen| screen.desk.callbacks.clone()).or_else(|| last.cloned().flatten())
    });
    let rows = Memo::new(move |_| callbacks.with(|all| all.as_ref().map_or_else(Vec::new, |all| all.rows.clone())));
    let error = Memo::new(move |_| callbacks.with(|all| all.as_ref().and_then(|all| all.error.clone())));
    let status = Memo::new(move |_| callbacks.with(|all| all.as_ref().and_then(|all| all.status)));
    let zone =
        Memo::new(move |_| callbacks.with(|all| all.as_ref().map(|all| all.time_zone.clone()).unwrap_or_default()));
    view! {
        <section id="callbacks" class="dw-main" role="tabpanel" aria-labelledby="tab-callbacks">
            <p class="dw-list__status dw-list__status--error" role="alert" hidden=move || error.with(Option::is_none)>
                {error}
            </p>
            <ul class="dw-list" hidden=move || rows.with(Vec::is_empty) on:keydown=|event| rove_rows(&event)>
                <For each=move || rows.get() key=|row| row.id.clone() let:first>
                    <CallbackRow row=row_of(rows, first) zone />
                </For>
            </ul>
            <p class="dw-list__status" role="status">{status}</p>
        </section>
    }
    .into_any()
}

/// A caller as she changes. Of one who has just gone the row stays what it was.
fn row_of(rows: Memo<Vec<CallbackView>>, first: CallbackView) -> Memo<CallbackView> {
    Memo::new(move |last: Option<&CallbackView>| {
        let row = rows.with(|rows| rows.iter().find(|row| row.id == first.id).cloned());
        row.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}
