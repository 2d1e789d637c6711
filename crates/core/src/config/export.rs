//! Everything that is stored for the subject, as a file.

use super::{Config, FileLevel, FileList, SettingsFile};
use crate::settings::schema::{LISTS, ROWS};
use crate::settings::{Level, StoredContent, StoredFields, StoredValue};

impl Config {
    /// Everything that is stored for the subject.
    pub(crate) fn export(&self) -> SettingsFile {
        let levels: Vec<Level> =
            Level::ALL.into_iter().filter(|level| self.read.stored.level(*level).is_some()).collect();
        let locks = ROWS.iter().map(|row| (row.field.to_owned(), self.read.merged.is_locked(row.key).into()));
        SettingsFile {
            levels: levels.iter().map(|level| self.export_level(*level)).collect(),
            lists: LISTS
                .iter()
                .flat_map(|list| levels.iter().map(|level| self.export_list(list.list, *level)))
                .collect(),
            locks: locks.collect(),
            ..SettingsFile::default()
        }
    }

    fn export_level(&self, level: Level) -> FileLevel {
        let (id, name) = self.read.merged.owner(level);
        let keys = ROWS.iter().filter(|row| row.key.is_of(level));
        let values = keys.map(|row| (row.field.to_owned(), exported(self.read.stored.value(level, row.key))));
        FileLevel {
            level: level.code().to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            values: values.collect::<StoredFields>(),
        }
    }

    fn export_list(&self, list: crate::settings::List, level: Level) -> FileList {
        let (id, name) = self.read.merged.owner(level);
        let scope = super::Scope { level, id: id.to_owned() };
        let rows = match self.content(&super::Slot::List { scope, list }) {
            StoredContent::Rows(rows) => rows,
            StoredContent::Value(_) => Vec::new(),
        };
        FileList {
            list: list.row().object.to_owned(),
            level: level.code().to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            rows,
        }
    }
}

/// A value as a file has it: without what no field holds, such as a fraction.
fn exported(value: &StoredValue) -> StoredValue {
    match value {
        StoredValue::Number(number) if number.fract() != 0.0 => StoredValue::Null,
        StoredValue::Unreadable => StoredValue::Null,
        value => value.clone(),
    }
}
