//! What is wrong with the rows of a list as they were typed.

use super::{Cells, DraftValue};
use crate::settings::value::check_column;
use crate::settings::{List, Reason, Row, StoredFields, insert_row};

/// Something wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The row, counted from 0.
    pub row: usize,
    /// The column, counted from 0; none for the row as a whole.
    pub column: Option<usize>,
    /// Why it is not taken.
    pub reason: Reason,
}

/// Rows as they are to be stored, and what is wrong with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CheckedRows {
    /// The rows; those without any text are left out.
    pub stored: Vec<StoredFields>,
    /// What is wrong, by the places of the rows as they were typed.
    pub faults: Vec<RowFault>,
}

/// Checks the rows of a list.
pub(super) fn check_rows<'a>(list: List, rows: impl IntoIterator<Item = &'a Cells>) -> CheckedRows {
    let mut stored = Vec::new();
    let mut faults = Vec::new();
    let mut valid: Vec<Row> = Vec::new();
    for (at, typed) in rows.into_iter().enumerate().filter(|(_, typed)| !is_blank(typed)) {
        let mut row = Row::default();
        let mut fields = StoredFields::new();
        let faults_before = faults.len();
        for (place, column) in list.row().columns.iter().enumerate() {
            match check_column(column, typed.get(place).map_or("", String::as_str)) {
                Ok(text) => {
                    if !text.is_empty() {
                        fields.insert(column.field.to_owned(), text.clone().into());
                    }
                    row.cells.push(text);
                }
                Err(reason) => faults.push(RowFault { row: at, column: Some(place), reason }),
            }
        }
        stored.push(fields);
        if faults.len() > faults_before {
            continue;
        }
        let has_room = valid.len() < list.row().most;
        if !insert_row(list, &mut valid, row) {
            faults.push(RowFault { row: at, column: None, reason: Reason::Duplicate });
        } else if !has_room {
            faults.push(RowFault { row: at, column: None, reason: Reason::TooMany });
        }
    }
    CheckedRows { stored, faults }
}

/// Whether a row waits to be filled.
pub(super) fn has_blank_row(value: &DraftValue) -> bool {
    if let DraftValue::Rows(rows) = value { rows.iter().any(is_blank) } else { false }
}

fn is_blank(cells: &Cells) -> bool {
    cells.iter().all(String::is_empty)
}
