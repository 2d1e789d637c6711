//! What is stored in a slot, and how it would be typed.

use super::{Cells, Config, Draft, DraftValue, Slot, SlotKind};
use crate::settings::{List, Row, StoredContent, StoredFields, StoredValue, field_value, find_row};

impl Config {
    /// What is stored in a slot, if it is one of the subject's.
    pub(super) fn known_content(&self, slot: &Slot) -> Option<StoredContent> {
        if let Slot::Lock(key) = slot {
            return Some(StoredContent::Value(self.read.merged.is_locked(*key).into()));
        }
        let scope = slot.scope()?;
        self.read.stored.level(scope.level).filter(|level| level.id == scope.id)?;
        Some(match slot.kind() {
            SlotKind::List(list) => StoredContent::Rows(
                self.read.stored.rows(list, scope.level).map(|row| known_columns(list, &row.values)).collect(),
            ),
            SlotKind::Value(key) | SlotKind::Lock(key) => {
                StoredContent::Value(self.read.stored.value(scope.level, key).clone())
            }
        })
    }

    /// What is stored in a slot; nothing where it is not one of the subject's.
    pub(crate) fn content(&self, slot: &Slot) -> StoredContent {
        self.known_content(slot).unwrap_or_else(|| match slot.kind() {
            SlotKind::List(_) => StoredContent::Rows(Vec::new()),
            SlotKind::Value(_) | SlotKind::Lock(_) => StoredContent::default(),
        })
    }

    /// The place among `rows` of a row that is stored at the level that is being set, by its place there.
    pub(crate) fn place_of_stored(&self, list: List, stored: usize, rows: &[Row]) -> Option<usize> {
        let row = self.read.stored.rows(list, self.level()).nth(stored)?;
        let cells: Vec<_> = list.row().columns.iter().map(|column| row.cell(column.field).to_string()).collect();
        if list.is_ordered() { Some(stored) } else { find_row(list, rows, &cells).ok() }
    }

    /// What was typed into a slot, otherwise its stored content.
    pub(crate) fn typed(&self, slot: &Slot) -> DraftValue {
        self.draft_in(slot).map_or_else(|| as_typed(slot.kind(), &self.content(slot)), Draft::typed)
    }
}

/// The columns of a list that have a value, by their names in the table.
pub(super) fn known_columns(list: List, values: &StoredFields) -> StoredFields {
    let columns = list.row().columns.iter();
    let value = |field: &str| Some(field_value(values, field)).filter(|value| !value.is_null());
    columns.filter_map(|column| Some((column.field.to_owned(), value(column.field)?.clone()))).collect()
}

/// Content as the package or a file has it, with the rows of a list as [`Config::content`] has them.
pub(super) fn normalised(kind: SlotKind, content: StoredContent) -> StoredContent {
    match (kind, content) {
        (SlotKind::List(list), StoredContent::Rows(rows)) => {
            StoredContent::Rows(rows.iter().map(|row| known_columns(list, row)).collect())
        }
        (SlotKind::List(_), StoredContent::Value(_)) => StoredContent::Rows(Vec::new()),
        (_, StoredContent::Rows(_)) => StoredContent::Value(StoredValue::Unreadable),
        (_, value) => value,
    }
}

/// How the content would be typed, right or wrong.
pub(super) fn as_typed(kind: SlotKind, content: &StoredContent) -> DraftValue {
    match (kind, content) {
        (SlotKind::List(list), StoredContent::Rows(rows)) => {
            DraftValue::Rows(rows.iter().map(|row| cells(list, row)).collect())
        }
        (SlotKind::List(_), StoredContent::Value(_)) => DraftValue::Rows(Vec::new()),
        (SlotKind::Lock(_), StoredContent::Value(value)) => DraftValue::Lock(value.flag() == Some(true)),
        (SlotKind::Value(_), StoredContent::Value(value)) => DraftValue::Text(value.to_string()),
        (SlotKind::Value(_) | SlotKind::Lock(_), StoredContent::Rows(_)) => DraftValue::Text(String::new()),
    }
}

/// A text for each column.
fn cells(list: List, row: &StoredFields) -> Cells {
    list.row().columns.iter().map(|column| field_value(row, column.field).to_string()).collect()
}
