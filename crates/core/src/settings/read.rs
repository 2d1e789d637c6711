//! The settings as they stand in the org: unchecked, unmerged, as Apex sends them (docs/apex.md, `SETTINGS`).
//!
//! Anything can stand in a custom setting, so nothing here is valid before [`super::merge`] has looked at it.

use super::schema::{Key, Level, List, is_field};

/// What stands in a field: nothing, a check box, a number, a text; an array or an object, which no field holds.
pub use crate::config::Json as Raw;

/// Everything that stands for one user.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawSettings {
    /// The levels of the hierarchy custom setting that exist.
    pub levels: Vec<RawLevel>,
    /// The rows of all lists, in their order.
    pub lists: Vec<RawRow>,
    /// What an administrator locked or opened: field, locked.
    pub locks: Vec<(String, bool)>,
}

/// One level of the hierarchy custom setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawLevel {
    /// Its code; [`Level::from_code`] reads it.
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
pub struct RawRow {
    /// API name of the custom setting; [`List::of_object`] reads it.
    pub list: String,
    /// The code of the level it belongs to.
    pub level: String,
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// Field and what stands in it.
    pub values: Vec<(String, Raw)>,
}

impl RawSettings {
    /// Reads them out of an answer: nothing is left out for being wrong.
    #[must_use]
    pub fn of(settings: &Raw) -> Self {
        let mut read = Self::default();
        for level in settings.list("levels") {
            read.levels.push(RawLevel {
                level: level.word("level"),
                id: level.word("id"),
                name: level.word("name"),
                values: level.get("values").members().to_vec(),
            });
        }
        for row in settings.list("lists") {
            read.lists.push(RawRow {
                list: row.word("list"),
                level: row.word("level"),
                id: row.word("id"),
                values: row.get("values").members().to_vec(),
            });
        }
        for (field, locked) in settings.get("locks").members() {
            read.locks.push((field.clone(), locked.flag() == Some(true)));
        }
        read
    }

    /// A level, if it stands there.
    #[must_use]
    pub fn level(&self, level: Level) -> Option<&RawLevel> {
        self.levels.iter().find(|raw| raw.level() == Some(level))
    }

    /// What stands for a setting at a level.
    #[must_use]
    pub fn value(&self, level: Level, key: Key) -> &Raw {
        self.level(level).map_or(&Raw::Null, |raw| find(&raw.values, key.row().field))
    }

    /// The rows of a list at a level.
    pub fn rows(&self, list: List, level: Level) -> impl Iterator<Item = &RawRow> {
        self.lists.iter().filter(move |row| row.level() == Some(level) && row.list() == Some(list))
    }
}

/// What stands in a field.
pub(crate) fn find<'a>(values: &'a [(String, Raw)], field: &str) -> &'a Raw {
    values.iter().find(|(name, raw)| is_field(name, field) && *raw != Raw::Null).map_or(&Raw::Null, |(_, raw)| raw)
}

impl RawLevel {
    /// Which level it is, if it is one.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::from_code(&self.level)
    }
}

impl RawRow {
    /// Which level it belongs to, if it is one.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::from_code(&self.level)
    }

    /// What stands in a column.
    #[must_use]
    pub fn cell(&self, field: &str) -> &Raw {
        find(&self.values, field)
    }

    /// Which list it belongs to, if it is one.
    #[must_use]
    pub fn list(&self) -> Option<List> {
        List::of_object(&self.list)
    }
}
