//! A cell of a row: a text field, for names of fields with the offers of the org.

use denwa_core::Language;
use denwa_core::config::ConfigCommand;
use denwa_core::settings::schema::ColumnKind;
use denwa_core::settings::{Kind, Reason};
use denwa_core::text::say;
use denwa_core::text::settings::Expected;
use denwa_core::view_model::settings::{CellFault, RowView};
use leptos::prelude::*;

use super::context::ListContext;
use super::field_offers::{field_offers, object_of};
use crate::view::parts::{aria, keep_value};
use crate::view::settings::context::use_settings;
use crate::view::settings::object_offers::OBJECTS;
use crate::view::settings::offers::Offers;

/// A cell.
#[component]
pub fn Cell(place: usize, column: usize, row: Memo<RowView>) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let list = context.list;
    let language = settings.language;
    let kind = list.row().columns[column].kind;
    let is_focused = RwSignal::new(false);
    // Half a name is none yet: names are judged when the field is left.
    let fault = Memo::new(move |_| {
        let fault = row.with(|row| row.fault(Some(column)).cloned());
        fault.filter(|fault| !(is_focused.get() && fault.refusal.reason == Reason::Gone))
    });
    let is_wrong = move || fault.with(Option::is_some);
    let words = move || fault.get().map(|fault| fault_words(&fault, kind, language.get()));
    let field = NodeRef::new();
    keep_value(field, move || row.with(|row| row.cells.get(column).cloned().unwrap_or_default()));
    let id = context.cell_id(place, column);
    let wrong = format!("{id}-wrong");
    let offers_id = match kind {
        ColumnKind::Of(Kind::Object) => Some(OBJECTS.to_owned()),
        ColumnKind::Of(_) => None,
        ColumnKind::Field | ColumnKind::Fields => Some(format!("{id}-offers")),
    };
    let is_field = matches!(kind, ColumnKind::Field | ColumnKind::Fields);
    let focus = move |_| {
        is_focused.set(true);
        if is_field {
            let object = settings.read(|view| object_of(view, list, place));
            settings.run(ConfigCommand::DescribeFields { object });
        }
    };
    let offers =
        settings.memo(move |view| if is_focused.get() { field_offers(view, list, place, column) } else { Vec::new() });
    view! {
        <div class="dw-row__cell">
            <label class="dw-row__label" for=id.clone()>{move || list.column_label(column, language.get())}</label>
            <input
                class="dw-input"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                id=id.clone()
                aria-describedby=format!("{} {wrong}", context.help_id())
                aria-invalid=move || aria(is_wrong())
                list=offers_id.clone()
                on:input:target=move |event| {
                    settings.run(ConfigCommand::TypeCell { list, row: place, column, text: event.target().value() });
                }
                on:focus=focus
                on:blur=move |_| is_focused.set(false)
            />
            <p class="dw-field__wrong" role="status" id=wrong.clone() hidden=move || !is_wrong()>
                {words}
            </p>
            {is_field.then(|| view! { <Offers id=offers_id.unwrap_or_default() offers /> })}
        </div>
    }
    .into_any()
}

/// Why a cell is not taken; with the name that is meant, if it is one of several.
fn fault_words(fault: &CellFault, kind: ColumnKind, language: Language) -> String {
    let words = fault.refusal.reason.words(Expected::from(kind), language);
    if fault.name.is_empty() { words } else { say::settings::about_name(language, &fault.name, &words) }
}
