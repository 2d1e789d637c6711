//! The fields of the org that a cell offers.

use denwa_core::package::describe::FieldType;
use denwa_core::settings::schema::ColumnKind;
use denwa_core::settings::{Key, List};
use denwa_core::view_model::settings::SettingsView;

use crate::view::settings::offers::Offer;

/// The object whose fields a row names: the row's own, or the log's.
pub fn object_of(view: &SettingsView, list: List, place: usize) -> String {
    if list == List::Targets {
        let rows = &view.lists[list as usize].rows;
        return rows.get(place).and_then(|row| row.cells.first().cloned()).unwrap_or_default();
    }
    view.fields[Key::LogTarget as usize].effective().to_owned()
}

/// The fields that the org offers for a cell. Where it takes several, each offer is what is there already with another name.
pub fn field_offers(view: &SettingsView, list: List, place: usize, column: usize) -> Vec<Offer> {
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
