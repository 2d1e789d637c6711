//! Values, merging, and ten thousand records that anybody could have made.

mod merging;
mod properties;
mod values;

use super::{StoredFields, StoredLevel, StoredRow, StoredSettings, StoredValue};

/// A field and its value.
pub fn is(field: &str, value: impl Into<StoredValue>) -> (String, StoredValue) {
    (field.to_owned(), value.into())
}

/// A level with its values.
pub fn level(code: &str, values: impl IntoIterator<Item = (String, StoredValue)>) -> StoredLevel {
    StoredLevel {
        level: code.to_owned(),
        id: format!("{code}-id"),
        name: format!("the {code}"),
        values: values.into_iter().collect(),
    }
}

/// A row of a list.
pub fn row(list: &str, code: &str, values: impl IntoIterator<Item = (String, StoredValue)>) -> StoredRow {
    let values: StoredFields = values.into_iter().collect();
    StoredRow { list: list.to_owned(), level: code.to_owned(), id: format!("{code}-id"), values }
}

/// What an org stores, without locks.
pub fn stored(levels: Vec<StoredLevel>, lists: Vec<StoredRow>) -> StoredSettings {
    StoredSettings { levels, lists, ..StoredSettings::default() }
}
