//! A row of a list.

use super::RefusalView;
use crate::config::{Config, RowFault};
use crate::settings::{Level, List, Reason, Row};

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowView {
    /// A text for each column.
    pub cells: Vec<String>,
    /// Why cells are not taken.
    pub faults: Vec<CellFault>,
    /// Of a line: the name that people gave the number.
    pub name: String,
    /// Of a line: whether the number is one's own extension.
    pub is_own_extension: bool,
    /// The level the row is stored at; none where nobody has decided on it.
    pub level: Option<Level>,
}

/// Why a cell is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The column; none for the row as a whole.
    pub column: Option<usize>,
    /// Why.
    pub refusal: RefusalView,
}

impl RowView {
    /// Why a cell is not taken; of the row as a whole without a column.
    #[must_use]
    pub fn fault(&self, column: Option<usize>) -> Option<RefusalView> {
        self.faults.iter().find(|fault| fault.column == column).map(|fault| fault.refusal)
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
        self.cells.iter().chain([&self.name]).any(|cell| cell.to_lowercase().contains(&text))
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
                let name = names.get(subject).copied().unwrap_or_default().to_owned();
                let is_own_extension = config.is_own_extension(subject);
                Self { cells: cells.clone(), faults: Vec::new(), name, is_own_extension, level: *level }
            })
            .collect();
        for fault in faults {
            if let Some(row) = views.get_mut(fault.row) {
                row.faults.push(CellFault::new(list, fault.column, fault.reason));
            }
        }
        if list == List::Targets {
            for row in views.iter_mut().filter(|row| row.faults.is_empty() && config.is_gone(&row.cells[0])) {
                row.faults.push(CellFault::new(list, Some(0), Reason::Gone));
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
        Self { column, refusal }
    }
}
