//! The queues that a supervisor sees, as a table.

use denwa_core::text::Msg;
use denwa_core::view_model::{QueueRow, TeamView};
use leptos::prelude::*;

use crate::app::use_language;
use crate::view::parts::{ByPlace, Time};

/// The queues: who waits, how long, and who could answer. Nothing where the organisation has no queues.
#[component]
pub fn Queues(
    /// The team.
    team: Memo<Option<TeamView>>,
) -> impl IntoView {
    let language = use_language();
    let rows = Memo::new(move |_| team.with(|team| team.as_ref().map_or_else(Vec::new, |team| team.queues.clone())));
    let head = move |word: Msg| view! { <th scope="col">{move || word.t(language.get())}</th> };
    let row = |row: Memo<QueueRow>| {
        view! {
            <tr class:dw-queue--alert=move || row.with(|row| row.is_alert)>
                <th scope="row">{move || row.with(|row| row.name.clone())}</th>
                <td>{move || row.with(|row| row.waiting)}</td>
                <td><Time since=Signal::derive(move || row.with(|row| row.longest_since)) /></td>
                <td>{move || row.with(|row| row.free)}</td>
                <td>{move || row.with(|row| row.signed_on)}</td>
            </tr>
        }
    };
    view! {
        <table class="dw-queue-table" hidden=move || rows.with(Vec::is_empty)>
            <thead>
                <tr>
                    {head(Msg::Queue)} {head(Msg::QueueWaiting)} {head(Msg::QueueLongest)} {head(Msg::QueueFree)}
                    {head(Msg::QueueSignedOn)}
                </tr>
            </thead>
            <tbody>
                <ByPlace items=rows children=row />
            </tbody>
        </table>
    }
    .into_any()
}
