//! Rows of lists, in the form that every list shares.

use super::schema::{Level, List};
use core::cmp::Ordering;

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A text for each column.
    pub cells: Vec<String>,
    /// The level the row is stored at, if it is stored.
    pub level: Option<Level>,
}

impl Row {
    /// A row about a subject (column 0) with its content (column 1); its other columns are empty.
    #[must_use]
    pub fn new(list: List, subject: &str, content: &str, level: Option<Level>) -> Self {
        let mut cells = vec![String::new(); list.row().columns.len()];
        for (cell, text) in cells.iter_mut().zip([subject, content]) {
            text.clone_into(cell);
        }
        Self { cells, level }
    }

    /// What the row is about: a number, an object, a part of the log, a label.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.cell(0)
    }

    /// The text in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether nothing is in any column.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// Equal for two rows about the same thing: a number, a part of the log, a label, an object on a line; whatever the case of Latin letters.
#[must_use]
pub fn compare_rows(list: List, a: &[String], b: &[String]) -> Ordering {
    let compare = |column: usize| lower_case(a, column).cmp(lower_case(b, column));
    if list == List::Targets { compare(0).then_with(|| compare(3)) } else { compare(0) }
}

fn lower_case(cells: &[String], column: usize) -> impl Iterator<Item = u8> {
    cells.get(column).into_iter().flat_map(|cell| cell.bytes()).map(|byte| byte.to_ascii_lowercase())
}

/// Finds the row about the same thing, or the place where it belongs: sorted, or at the end where order counts.
///
/// # Errors
/// That place, where there is no such row.
pub fn find_row(list: List, rows: &[Row], cells: &[String]) -> Result<usize, usize> {
    if list.is_ordered() {
        return rows.iter().position(|row| compare_rows(list, &row.cells, cells).is_eq()).ok_or(rows.len());
    }
    rows.binary_search_by(|row| compare_rows(list, &row.cells, cells))
}

/// Adds a row where it belongs, unless there is one about the same thing; whether it was added.
pub fn insert_row(list: List, rows: &mut Vec<Row>, row: Row) -> bool {
    let place = find_row(list, rows, &row.cells);
    if let Err(at) = place {
        rows.insert(at, row);
    }
    place.is_err()
}
