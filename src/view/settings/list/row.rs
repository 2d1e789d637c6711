//! A row with cells to fill, and buttons that move or remove it.

use leptos::prelude::*;

use super::cell::Cell;
use super::context::ListContext;
use super::move_button::MoveButton;
use super::remove_button::RemoveButton;
use super::row_refusal::RowRefusal;

/// A row of cells.
#[component]
pub fn Row(place: usize) -> impl IntoView {
    let context: ListContext = expect_context();
    let row = context.row(place);
    let first = Signal::derive(move || row.with(|row| row.cells.first().cloned().unwrap_or_default()));
    let columns = 0..context.list.row().columns.len();
    let cells = columns.map(|column| view! { <Cell place column row /> }).collect_view();
    view! {
        <div class="dw-row" role="group" aria-label=(place + 1).to_string()>
            <div class="dw-row__cells">{cells}</div>
            {context.is_ordered().then(|| view! { <MoveButton place up=true /><MoveButton place up=false /> })}
            <RemoveButton place name=first />
            <RowRefusal place />
        </div>
    }
    .into_any()
}
