//! Earlier calls (履歴).

use denwa_core::text::Msg;
use denwa_core::view_model::{HistoryView, PastCallView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::history_head::HistoryHead;
use super::past_call::PastCall;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::roving::rove_rows;
use crate::view::parts::{SmallButton, aria};

/// How close to its end the list is scrolled before more calls are read, in pixels.
const CLOSE_PX: i32 = 240;

/// Earlier calls, the newest first. More are read when the agent scrolls to the end. The arrow keys go from call to call.
#[component]
pub fn History() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let history = Memo::new(move |last: Option<&Option<HistoryView>>| {
        // A list that has just been put away stays what it was.
        screen.with(|screen| screen.desk.history.clone()).or_else(|| last.cloned().flatten())
    });
    let of = move |part: fn(&HistoryView) -> bool| history.with(|history| history.as_ref().is_some_and(part));
    let rows =
        Memo::new(move |_| history.with(|history| history.as_ref().map_or_else(Vec::new, |all| all.rows.clone())));
    let status = Memo::new(move |_| history.with(|history| history.as_ref().and_then(|history| history.status)));
    let zone =
        Memo::new(move |_| history.with(|all| all.as_ref().map(|all| all.time_zone.clone()).unwrap_or_default()));
    let more = move || dispatch(UserAction::Desk(DeskAction::MoreHistory));
    let scrolled = move |event: Event| {
        let list = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if list.is_some_and(|list| list.scroll_top() + list.client_height() + CLOSE_PX >= list.scroll_height()) {
            more();
        }
    };
    // The row whose buttons the Tab key stops at: the one that had the focus last, or else the first.
    let last_focused = RwSignal::new(None::<String>);
    let stop = Memo::new(move |_| {
        let focused = last_focused.get();
        rows.with(|rows| {
            let row = rows.iter().find(|row| focused.as_ref() == Some(&row.call));
            row.or(rows.first()).map(|row| row.call.clone())
        })
    });
    view! {
        <section id="history" class="dw-main" role="tabpanel" aria-labelledby="tab-history" on:scroll=scrolled>
            <HistoryHead history />
            <ul
                class="dw-list"
                aria-busy=move || aria(of(|history| history.is_reading))
                hidden=move || rows.with(Vec::is_empty)
                on:keydown=|event| rove_rows(&event)
            >
                <For each=move || rows.get() key=|row| row.call.clone() let:first>
                    <PastCall row=row_of(rows, first) stop last_focused zone />
                </For>
            </ul>
            <p class="dw-list__status" role="status">{status}</p>
            <Show when=move || of(|history| history.has_failed)>
                <SmallButton
                    word=move || Msg::TryAgain.t(language.get())
                    on_click=move |_| dispatch(UserAction::Desk(DeskAction::ReadHistoryAgain))
                />
            </Show>
            <Show when=move || of(|history| history.has_more)>
                <SmallButton word=move || Msg::MoreCalls.t(language.get()) on_click=move |_| more() />
            </Show>
        </section>
    }
    .into_any()
}

/// A call as it changes. Of a call that has just gone it stays what it was.
fn row_of(rows: Memo<Vec<PastCallView>>, first: PastCallView) -> Memo<PastCallView> {
    Memo::new(move |last: Option<&PastCallView>| {
        let row = rows.with(|rows| rows.iter().find(|row| row.call == first.call).cloned());
        row.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}
