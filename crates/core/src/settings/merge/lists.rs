//! Rows of lists.

use super::fields::known_values;
use crate::settings::row::insert_row;
use crate::settings::schema::{Column, ColumnKind, LISTS, is_field};
use crate::settings::value::{check_column, text_of};
use crate::settings::{Kind, Level, List, Merged, Place, Reason, Row, StoredRow, StoredSettings, UnusableName};
use std::collections::BTreeMap;

/// Fields of every list that are no columns: they say where a row belongs.
const PLACE_FIELDS: [&str; 2] = ["Level__c", "Order__c"];

/// The rows of all lists.
pub(super) fn merge(stored: &StoredSettings, merged: &mut Merged) {
    let mut counts: BTreeMap<(List, Level), usize> = BTreeMap::new();
    for row in &stored.lists {
        let (Some(list), Some(level)) = (row.list(), row.level()) else {
            let unknown = if row.list().is_none() { &row.list } else { &row.level };
            merged.fault(row.level(), Place::List, &row.list, Reason::Unknown, unknown);
            continue;
        };
        let place = counts.entry((list, level)).or_default();
        take_row(row, list, level, *place, &stored.unusable, merged);
        *place += 1;
    }
    for list in LISTS {
        let rows = merged.rows(list.list);
        merged.settings.set_rows(list.list, &rows);
    }
}

/// `place` counts the rows of the list at the level.
fn take_row(
    stored: &StoredRow,
    list: List,
    level: Level,
    place: usize,
    unusable: &[UnusableName],
    merged: &mut Merged,
) {
    let most = list.row().most;
    let owner = merged.owner(level).0;
    let (reason, seen) = if !owner.is_empty() && !is_same_id(owner, &stored.id) {
        (Reason::Unknown, String::new())
    } else if place == most {
        (Reason::TooMany, String::new())
    } else if place > most {
        // Reported once for all rows that are too many.
        return;
    } else {
        let Some(cells) = valid_cells(stored, list, level, place, unusable, merged) else { return };
        let subject = cells[0].clone();
        let rows = merged.levels[level as usize].rows.entry(list).or_default();
        if insert_row(list, rows, Row { cells, level: Some(level) }) {
            return;
        }
        (Reason::Duplicate, subject)
    };
    merged.fault(Some(level), Place::Row(list, place), "", reason, &seen);
}

/// The cells of a row, if all are valid.
fn valid_cells(
    row: &StoredRow,
    list: List,
    level: Level,
    place: usize,
    unusable: &[UnusableName],
    merged: &mut Merged,
) -> Option<Vec<String>> {
    let columns = list.row().columns;
    let fields: Vec<_> = columns.iter().map(|column| column.field).collect();
    let faults_before = merged.faults.len();
    let values = known_values(&row.values, &fields, |name, reason, value| {
        let is_column = reason != Reason::Unknown || !PLACE_FIELDS.iter().any(|field| is_field(name, field));
        if is_column {
            merged.fault(Some(level), Place::Row(list, place), name, reason, value);
        }
    });
    let mut is_valid = merged.faults.len() == faults_before;
    let mut cells = Vec::with_capacity(columns.len());
    for (column, value) in columns.iter().zip(values) {
        match text_of(column.kind.kind(), value).and_then(|text| check_column(column, &text)) {
            Ok(text) => {
                let (text, wrong) = without_unusable(row, column, text, unusable);
                // A row goes on without some of its fields, but not without what it is about.
                is_valid &= wrong.is_empty() || column.kind == ColumnKind::Fields;
                for name in wrong {
                    merged.fault(Some(level), Place::Row(list, place), column.field, name.reason, &name.name);
                }
                cells.push(text);
            }
            Err(reason) => {
                is_valid = false;
                merged.fault(Some(level), Place::Row(list, place), column.field, reason, value);
            }
        }
    }
    is_valid.then_some(cells)
}

/// The names in a cell that the org has, and the others.
fn without_unusable<'a>(
    row: &StoredRow,
    column: &Column,
    text: String,
    unusable: &'a [UnusableName],
) -> (String, Vec<&'a UnusableName>) {
    if unusable.is_empty()
        || !matches!(column.kind, ColumnKind::Of(Kind::Object) | ColumnKind::Field | ColumnKind::Fields)
    {
        return (text, Vec::new());
    }
    let mut kept = Vec::new();
    let mut wrong = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match unusable.iter().find(|one| one.is_in_row(row, column.field, name)) {
            Some(one) => wrong.push(one),
            None => kept.push(name),
        }
    }
    if wrong.is_empty() { (text, wrong) } else { (kept.join(","), wrong) }
}

/// IDs of 15 and of 18 characters name the same thing by their first 15.
fn is_same_id(a: &str, b: &str) -> bool {
    a.get(..15).unwrap_or(a) == b.get(..15).unwrap_or(b)
}
