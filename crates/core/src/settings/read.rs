//! The settings as they stand in the org: unchecked, unmerged, as Apex sends them (docs/apex.md, `SETTINGS`).
//!
//! Anything can stand in a custom setting, so nothing here is valid before [`super::merge`] has looked at it.

use super::schema::{Key, Level, List, is_field};

/// What stands in a field: nothing, a check box, a number, a text; an array or an object, which no field holds.
pub use crate::config::Json as Raw;

/// Everything that stands for one user, as it is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawSettings(pub Raw);

impl RawSettings {
    /// A level of the hierarchy custom setting, if it stands there.
    #[must_use]
    pub fn level(&self, level: Level) -> Option<&Raw> {
        self.0.list("levels").iter().find(|raw| level_of(raw) == Some(level))
    }

    /// What stands for a setting at a level.
    #[must_use]
    pub fn value(&self, level: Level, key: Key) -> &Raw {
        self.level(level).map_or(&Raw::Null, |raw| find(values(raw), key.row().field))
    }

    /// The rows of a list at a level.
    pub fn rows(&self, list: List, level: Level) -> impl Iterator<Item = &Raw> {
        self.0.list("lists").iter().filter(move |row| level_of(row) == Some(level) && list_of(row) == Some(list))
    }
}

/// What stands in a field.
pub(crate) fn find<'a>(values: &'a [(String, Raw)], field: &str) -> &'a Raw {
    values.iter().find(|(name, raw)| is_field(name, field) && *raw != Raw::Null).map_or(&Raw::Null, |(_, raw)| raw)
}

/// The fields of a level or a row, and what stands in them.
pub(crate) fn values(of: &Raw) -> &[(String, Raw)] {
    of.get("values").members()
}

/// Which level it is, or belongs to, if it is one.
pub(crate) fn level_of(of: &Raw) -> Option<Level> {
    Level::from_code(of.get("level").text())
}

/// Which list a row belongs to, if it is one.
pub(crate) fn list_of(row: &Raw) -> Option<List> {
    List::of_object(row.get("list").text())
}

/// What stands for one user, part by part: for tests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// The levels of the hierarchy custom setting that exist.
    pub levels: Vec<StoredLevel>,
    /// The rows of all lists, in their order.
    pub lists: Vec<StoredRow>,
    /// What an administrator locked or opened: field, locked.
    pub locks: Vec<(String, bool)>,
}

/// One level of the hierarchy custom setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredLevel {
    /// Its code.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Field and what stands in it.
    pub values: Vec<(String, Raw)>,
}

/// One row of a list custom setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredRow {
    /// API name of the custom setting.
    pub list: String,
    /// The code of the level it belongs to.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// Field and what stands in it.
    pub values: Vec<(String, Raw)>,
}

impl StoredRow {
    /// What stands in a column.
    #[must_use]
    pub fn cell(&self, field: &str) -> &Raw {
        find(&self.values, field)
    }
}

impl From<Stored> for RawSettings {
    fn from(Stored { levels, lists, locks }: Stored) -> Self {
        let object = |members: Vec<(&str, Raw)>| {
            Raw::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
        };
        let levels = levels.into_iter().map(|StoredLevel { level, id, name, values }| {
            let texts = [("level", level), ("id", id), ("name", name)].map(|(name, text)| (name, Raw::Text(text)));
            object([texts.to_vec(), vec![("values", Raw::Object(values))]].concat())
        });
        let lists = lists.into_iter().map(|StoredRow { list, level, id, values }| {
            let texts = [("list", list), ("level", level), ("id", id)].map(|(name, text)| (name, Raw::Text(text)));
            object([texts.to_vec(), vec![("values", Raw::Object(values))]].concat())
        });
        let locks = locks.into_iter().map(|(field, locked)| (field, Raw::Bool(locked)));
        Self(object(vec![
            ("levels", Raw::Array(levels.collect())),
            ("lists", Raw::Array(lists.collect())),
            ("locks", Raw::Object(locks.collect())),
        ]))
    }
}
