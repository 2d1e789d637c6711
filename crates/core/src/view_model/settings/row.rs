//! A row of a list.

use super::RefusalView;
use crate::config::{Config, NameFault, RowFault};
use crate::settings::{Fault, Level, List, Place, Reason, Row};

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowView {
    /// A text for each column.
    pub cells: Vec<String>,
    /// Why cells are not taken.
    pub faults: Vec<CellFault>,
    /// Of a line: the name that people gave the number, if they gave one.
    pub name: Option<String>,
    /// Of a line: whether the number is one's own extension.
    pub is_own_extension: bool,
    /// The level the row is stored at; none where nobody has decided on it.
    pub level: Option<Level>,
}

/// Why a cell is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The column; none for the row as a whole.
    pub column: Option<usize>,
    /// Why.
    pub refusal: RefusalView,
    /// Of the names in the cell the one that is meant; empty where the whole cell is.
    pub name: String,
}

impl RowView {
    /// Why a cell is not taken; of the row as a whole without a column.
    #[must_use]
    pub fn fault(&self, column: Option<usize>) -> Option<&CellFault> {
        self.faults.iter().find(|fault| fault.column == column)
    }

    /// Of a line: whether its calls are linked.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.cells.get(1).is_some_and(|linked| linked == "on")
    }

    /// Whether a text is in a cell or in the name, whatever the case of Latin letters.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.cells.iter().chain(&self.name).any(|cell| cell.to_lowercase().contains(&text))
    }
}

impl RowView {
    /// All rows of a list, each with what is wrong with it.
    pub(super) fn all(list: List, rows: &[Row], faults: &[RowFault], config: &Config) -> Vec<Self> {
        let names = config.line_names();
        let mut views: Vec<Self> = rows
            .iter()
            .map(|Row { cells, level }| {
                let subject = if list == List::Lines { cells[0].as_str() } else { "" };
                let name = names.get(subject).filter(|name| !name.is_empty()).map(|name| (*name).to_owned());
                let is_own_extension = config.is_own_extension(subject);
                Self { cells: cells.clone(), faults: Vec::new(), name, is_own_extension, level: *level }
            })
            .collect();
        for fault in faults {
            if let Some(row) = views.get_mut(fault.row) {
                row.faults.push(CellFault::new(list, fault.column, fault.reason));
            }
        }
        for row in views.iter_mut().filter(|row| row.faults.is_empty()) {
            row.faults = name_faults(list, &row.cells, config);
        }
        for (place, fault) in stored_faults(list, rows, config) {
            let has_none = |row: &&mut Self| row.fault(fault.column).is_none();
            if let Some(row) = views.get_mut(place).filter(has_none) {
                row.faults.push(fault);
            }
        }
        views
    }
}

impl CellFault {
    fn new(list: List, column: Option<usize>, reason: Reason) -> Self {
        let kind = column.map(|column| list.row().columns[column].kind.kind());
        let refusal =
            kind.map_or_else(|| RefusalView::of_list(reason, list), |kind| RefusalView::of_value(reason, kind));
        Self { column, refusal, name: String::new() }
    }

    fn of_name(list: List, column: usize, fault: NameFault) -> Self {
        Self { name: fault.name, ..Self::new(list, Some(column), fault.reason) }
    }
}

/// Names of objects and fields in a row that the org does not have: all that it knows itself, or the one that it refused to store.
fn name_faults(list: List, cells: &[String], config: &Config) -> Vec<CellFault> {
    let draft = config.draft_in(&config.slot_of_list(list));
    if list == List::Targets && config.is_gone(&cells[0]) {
        return vec![CellFault::new(list, Some(0), Reason::Gone)];
    }
    let Some(draft) = draft else { return Vec::new() };
    let typed = config.row_name_faults(list, cells);
    let refused = draft.refused.filter(|_| !draft.refused_name.is_empty()).and_then(|reason| {
        let has_name = |cell: &String| names_in(cell).any(|name| name.eq_ignore_ascii_case(&draft.refused_name));
        let column = cells.iter().position(has_name)?;
        Some((column, NameFault { reason, name: draft.refused_name.clone() }))
    });
    typed.into_iter().chain(refused).map(|(column, fault)| CellFault::of_name(list, column, fault)).collect()
}

fn names_in(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ' ']).filter(|name| !name.is_empty())
}

/// Names of objects and fields in stored rows that the org does not have, with the places of their rows; none while the list is being changed.
fn stored_faults(list: List, rows: &[Row], config: &Config) -> Vec<(usize, CellFault)> {
    if config.draft_in(&config.slot_of_list(list)).is_some() {
        return Vec::new();
    }
    let of_name = |fault: &Fault| {
        let Place::Row(faulty, stored) = fault.place else { return None };
        let is_name = matches!(fault.reason, Reason::Gone | Reason::Unsuitable);
        if faulty != list || !is_name || fault.level != Some(config.level()) {
            return None;
        }
        let column = list.row().columns.iter().position(|column| column.field == fault.name)?;
        let place = config.place_of_stored(list, stored, rows)?;
        let name = NameFault { reason: fault.reason, name: fault.seen.clone() };
        Some((place, CellFault::of_name(list, column, name)))
    };
    config.merged().faults.iter().filter_map(of_name).collect()
}
