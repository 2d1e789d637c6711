//! The row of a part of the call: which field of the log takes it.

use denwa_core::settings::List;
use leptos::prelude::*;

use super::cell::Cell;
use super::context::ListContext;
use super::row_refusal::RowRefusal;
use crate::view::settings::context::use_settings;

/// The name of the part, and its field.
#[component]
pub fn LogField(place: usize) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let row = context.row(place);
    let part = move || {
        row.with(|row| {
            let code = row.cells.first().map_or("", String::as_str);
            List::LogFields.choice_label(0, code, settings.language.get()).unwrap_or_default()
        })
    };
    let id = context.cell_id(place, 0);
    let label = id.clone();
    view! {
        <div class="dw-row dw-row--part" role="group" aria-labelledby=label>
            <span class="dw-row__part" id=id>{part}</span>
            <div class="dw-row__cells"><Cell place column=1 row /></div>
            <RowRefusal place />
        </div>
    }
    .into_any()
}
