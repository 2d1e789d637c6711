//! Settings as the org stores them: unchecked and unmerged, as Apex sends them (docs/apex.md, `SETTINGS`).
//!
//! Administrators can put anything into a custom setting by hand, so nothing here is valid before [`super::merge`] has checked it.

use super::reason::Reason;
use super::schema::{Key, Level, List, is_field};
use super::stored_value::StoredValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Values by the API names of their fields.
pub type StoredFields = BTreeMap<String, StoredValue>;

/// Everything that is stored for one user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredSettings {
    /// Changes whenever anything else here does.
    pub revision: String,
    /// The levels of the hierarchy custom setting.
    pub levels: Vec<StoredLevel>,
    /// The rows of all lists, in their order.
    pub lists: Vec<StoredRow>,
    /// The locks that administrators decided: `true` or `false` by the API name of the field.
    pub locks: StoredFields,
    /// Names in all this that are of no use in the org.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unusable: Vec<UnusableName>,
}

/// A stored name of an object or field that the org does not have, or that is of no use where it stands; an address of production in a sandbox.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnusableName {
    /// API name of the list custom setting; none for a setting.
    pub list: Option<String>,
    /// The code of the level it is stored at.
    pub level: String,
    /// The field it is stored in.
    pub field: String,
    /// The object of a search target's row.
    pub object: Option<String>,
    /// The name.
    pub name: String,
    /// Why: [`Reason::Gone`], [`Reason::Unsuitable`] or [`Reason::Copied`].
    pub reason: Reason,
}

/// One level of the hierarchy custom setting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredLevel {
    /// Its code ([`Level::code`]).
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// The name of the organisation, profile or user.
    pub name: String,
    /// The fields that have a value.
    pub values: StoredFields,
}

/// One row of a list custom setting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredRow {
    /// API name of the custom setting.
    pub list: String,
    /// The code of the level the row belongs to.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// The fields that have a value.
    pub values: StoredFields,
}

/// What is stored at one place: the value of a field or a lock, or all rows of a list at one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StoredContent {
    /// The rows of a list.
    Rows(Vec<StoredFields>),
    /// A value, or a lock as `true` or `false`.
    Value(StoredValue),
}

impl Default for StoredContent {
    fn default() -> Self {
        Self::Value(StoredValue::Null)
    }
}

impl StoredSettings {
    /// A level of the hierarchy custom setting, if it is stored.
    #[must_use]
    pub fn level(&self, level: Level) -> Option<&StoredLevel> {
        self.levels.iter().find(|stored| stored.level() == Some(level))
    }

    /// The value of a setting at a level.
    #[must_use]
    pub fn value(&self, level: Level, key: Key) -> &StoredValue {
        self.level(level).map_or(&StoredValue::Null, |stored| field_value(&stored.values, key.row().field))
    }

    /// The rows of a list at a level.
    pub fn rows(&self, list: List, level: Level) -> impl Iterator<Item = &StoredRow> {
        self.lists.iter().filter(move |row| row.level() == Some(level) && row.list() == Some(list))
    }
}

impl UnusableName {
    /// Whether it is this name in the field of a setting at that level.
    pub(super) fn is_setting(&self, level: Level, field: &str, name: &str) -> bool {
        self.list.is_none() && Level::from_code(&self.level) == Some(level) && self.is_named(field, name)
    }

    /// Whether it is this name in a column of a row.
    pub(super) fn is_in_row(&self, row: &StoredRow, field: &str, name: &str) -> bool {
        let is_of_object = match (&self.object, row.cell("Object__c")) {
            (Some(object), StoredValue::Text(cell)) => object.eq_ignore_ascii_case(cell),
            (object, _) => object.is_none(),
        };
        let list = self.list.as_deref().and_then(List::of_object);
        is_of_object && list.is_some() && list == row.list() && self.level == row.level && self.is_named(field, name)
    }

    fn is_named(&self, field: &str, name: &str) -> bool {
        is_field(&self.field, field) && self.name.eq_ignore_ascii_case(name)
    }
}

impl StoredLevel {
    /// The level, if its code is known.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::from_code(&self.level)
    }
}

impl StoredRow {
    /// The level that the row belongs to, if its code is known.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::from_code(&self.level)
    }

    /// The list that the row belongs to, if its name is known.
    #[must_use]
    pub fn list(&self) -> Option<List> {
        List::of_object(&self.list)
    }

    /// The value in a column.
    #[must_use]
    pub fn cell(&self, field: &str) -> &StoredValue {
        field_value(&self.values, field)
    }
}

/// The value of a field, whatever the case of its name, with or without a namespace; the first if it is stored under several spellings.
#[must_use]
pub fn field_value<'a>(values: &'a StoredFields, field: &str) -> &'a StoredValue {
    let named = |(name, value): &(&String, &StoredValue)| is_field(name, field) && !value.is_null();
    values.iter().find(named).map_or(&StoredValue::Null, |(_, value)| value)
}
