//! The settings in force: what administrators and agents have set, merged from the organisation, the profile and the user.
//!
//! [`schema`] is the table of what can be set. A [`Settings`] always holds a valid value for every [`Key`]: what is wrong in a custom
//! setting is replaced by the value of the level above, and told.

pub mod address;
pub mod merge;
pub mod placeholder;
pub mod read;
mod reason;
pub mod schema;
pub mod value;

pub use merge::{Fault, Merged, Origin, Place, merge};
pub use read::{Raw, RawSettings, Stored, StoredLevel, StoredRow};
pub use reason::Reason;
pub use schema::{Group, Key, Kind, Level, List};

use crate::cut::{parts, value};
use merge::{Rows, cell};

/// Settings in force. Every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A value for each row of the table, as it would stand in its field, and the level it stands at; empty for the default.
    values: Rows,
    /// The rows in force of each list, sorted where order says nothing.
    rows: Vec<Rows>,
}

/// An object to be searched (検索対象タブ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// API name of the object.
    pub object: String,
    /// Telephone fields to search, separated by commas; none means all.
    pub phone: String,
    /// Fields to show, separated by commas.
    pub show: String,
}

/// The names in a text that has them separated by commas.
pub fn names(by_commas: &str) -> impl Iterator<Item = &str> {
    parts(by_commas, b",")
}

/// The objects that are searched where nobody has chosen any.
pub(crate) const DEFAULT_TARGETS: &[&str] = &["Contact", "Account", "Lead"];

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self { values: Vec::new(), rows: Vec::new() };
        settings.values.resize_with(schema::COUNT, Default::default);
        settings.rows.resize_with(schema::LISTS.len(), Rows::new);
        settings
    }
}

impl Settings {
    /// The defaults, with some values changed: for tests. The values are not checked.
    #[must_use]
    pub fn with(values: &[(Key, &str)]) -> Self {
        let mut settings = Self::default();
        for (key, value) in values {
            (*value).clone_into(&mut settings.values[*key as usize].0);
        }
        settings
    }

    /// A text, a choice's code, an address: empty where nothing is set.
    #[must_use]
    pub fn text(&self, key: Key) -> &str {
        let value = self.values[key as usize].0.as_str();
        if value.is_empty() { key.row().default } else { value }
    }

    /// A switch.
    #[must_use]
    pub fn is_on(&self, key: Key) -> bool {
        self.text(key) == "on"
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, key: Key) -> u32 {
        value(self.text(key)).unwrap_or(0)
    }

    /// A time-out, in milliseconds.
    #[must_use]
    pub fn timeout_ms(&self, key: Key) -> u64 {
        u64::from(self.whole(key)) * 1_000
    }

    /// The rows in force of a list.
    pub(crate) fn rows(&self, list: List) -> &[(String, Option<Level>)] {
        &self.rows[list as usize]
    }

    /// What is said of something in a list that is sorted.
    fn said_of(&self, list: List, about: &str) -> Option<&str> {
        let rows = self.rows(list);
        let at = merge::find_row(list, rows, about).ok()?;
        rows.get(at).map(|(row, _)| cell(row, 1))
    }

    /// Whether calls on that number of the organisation are linked (連携対象電話番号).
    #[must_use]
    pub fn is_linked_line(&self, number: &str) -> bool {
        // Nearly always it is written as the list has it; else every line is looked at.
        let dialled = crate::number::dialable(number).unwrap_or_default();
        let linked = self.said_of(List::Lines, &dialled).or_else(|| {
            let same = |(row, _): &&(String, Option<Level>)| crate::number::same(cell(row, 0), number);
            self.rows(List::Lines).iter().find(same).map(|(row, _)| cell(row, 1))
        });
        linked.unwrap_or(self.text(Key::LinesDefault)) == "on"
    }

    /// What a call on that line is searched for in.
    #[must_use]
    pub fn targets(&self, line: Option<&str>) -> Vec<Target> {
        let mut targets = Vec::new();
        let mut take = |row: &str| {
            let only = cell(row, 3);
            if only.is_empty() || line.is_some_and(|line| crate::number::same(only, line)) {
                let text = |at| cell(row, at).to_owned();
                targets.push(Target { object: text(0), phone: text(1), show: text(2) });
            }
        };
        let rows = self.rows(List::Targets);
        for (row, _) in rows {
            take(row);
        }
        if rows.is_empty() {
            for object in DEFAULT_TARGETS {
                take(object);
            }
        }
        targets
    }

    /// The field of the log that takes a part of the call ([`schema::LOG_PARTS`]), if one does.
    #[must_use]
    pub fn log_field(&self, part: &str) -> Option<&str> {
        self.said_of(List::LogFields, part).filter(|field| !field.is_empty())
    }

    /// Results to choose from (通話結果).
    pub fn results(&self) -> impl Iterator<Item = &str> {
        self.rows(List::Results).iter().map(|(row, _)| cell(row, 0))
    }
}

#[cfg(test)]
mod tests;
