//! Values, merging, and ten thousand records that anybody could have made.

mod merging;
mod properties;
mod values;

use super::{Raw, RawSettings, Stored, StoredLevel, StoredRow};

/// A field and what stands in it.
pub fn is(field: &str, value: impl Into<Raw>) -> (String, Raw) {
    (field.to_owned(), value.into())
}

/// A level with its values.
pub fn level(code: &str, values: Vec<(String, Raw)>) -> StoredLevel {
    StoredLevel { level: code.to_owned(), id: format!("{code}-id"), name: format!("the {code}"), values }
}

/// A row of a list.
pub fn row(list: &str, code: &str, values: Vec<(String, Raw)>) -> StoredRow {
    StoredRow { list: list.to_owned(), level: code.to_owned(), id: format!("{code}-id"), values }
}

/// What stands in an org.
pub fn stored(levels: Vec<StoredLevel>, lists: Vec<StoredRow>) -> RawSettings {
    Stored { levels, lists, locks: Vec::new() }.into()
}

impl From<&str> for Raw {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Raw {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Raw {
    fn from(on: bool) -> Self {
        Self::Bool(on)
    }
}
