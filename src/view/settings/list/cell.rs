//! A cell of a row: a text field, for names of fields with the offers of the org.

use denwa_core::config::ConfigCommand;
use denwa_core::package::describe::FieldType;
use denwa_core::settings::schema::ColumnKind;
use denwa_core::settings::{Key, Kind, List};
use denwa_core::text::settings::Expected;
use denwa_core::view_model::settings::{RowView, SettingsView};
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::parts::{aria, keep_value};
use crate::view::settings::context::use_settings;
use crate::view::settings::object_offers::OBJECTS;
use crate::view::settings::offers::{Offer, Offers};

/// A cell.
#[component]
pub fn Cell(place: usize, column: usize, row: Memo<RowView>) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let list = context.list;
    let language = settings.language;
    let kind = list.row().columns[column].kind;
    let reason = move || row.with(|row| row.fault(Some(column)).map(|refusal| refusal.reason));
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
    let is_focused = RwSignal::new(false);
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
                aria-invalid=move || aria(reason().is_some())
                list=offers_id.clone()
                on:input:target=move |event| {
                    settings.run(ConfigCommand::TypeCell { list, row: place, column, text: event.target().value() });
                }
                on:focus=focus
                on:blur=move |_| is_focused.set(false)
            />
            <p class="dw-field__wrong" role="status" id=wrong.clone() hidden=move || reason().is_none()>
                {move || reason().map(|reason| reason.words(Expected::from(kind), language.get()))}
            </p>
            {is_field.then(|| view! { <Offers id=offers_id.unwrap_or_default() offers /> })}
        </div>
    }
    .into_any()
}

/// The object whose fields a row names: the row's own, or the log's.
fn object_of(view: &SettingsView, list: List, place: usize) -> String {
    if list == List::Targets {
        let rows = &view.lists[list as usize].rows;
        return rows.get(place).and_then(|row| row.cells.first().cloned()).unwrap_or_default();
    }
    view.fields[Key::LogTarget as usize].effective().to_owned()
}

/// The fields that the org offers for a cell. Where it takes several, each offer is what is there already with another name.
fn field_offers(view: &SettingsView, list: List, place: usize, column: usize) -> Vec<Offer> {
    let Some(fields) = view.described.get(&object_of(view, list, place)) else { return Vec::new() };
    let typed = view.lists[list as usize].rows.get(place).and_then(|row| row.cells.get(column));
    let typed = typed.map_or("", String::as_str);
    let before = match list.row().columns[column].kind {
        ColumnKind::Fields => typed.rfind(',').map_or("", |comma| &typed[..=comma]),
        ColumnKind::Field | ColumnKind::Of(_) => "",
    };
    let are_phones = list == List::Targets && column == 1;
    let fields = fields.iter().filter(|field| !are_phones || field.kind == FieldType::Phone);
    fields.map(|field| Offer { value: format!("{before}{}", field.name), label: field.label.clone() }).collect()
}
