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
pub use read::{Raw, RawLevel, RawRow, RawSettings};
pub use reason::Reason;
pub use schema::{Group, Key, Kind, Level, List};

use crate::cut::{parts, value};
use merge::{Rows, cell};

/// Settings in force. Every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A value for each row of the table, as it would stand in its field.
    values: Box<[String; schema::ROWS.len()]>,
    /// The rows in force of each list, sorted where order says nothing.
    rows: Vec<Rows>,
    targets: Vec<Target>,
    results: Vec<String>,
}

/// An object to be searched (検索対象タブ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// API name of the object.
    pub object: String,
    /// Telephone fields to search; none means all.
    pub phone: Vec<String>,
    /// Fields to show.
    pub show: Vec<String>,
    /// Only for calls on this line; empty means every line.
    pub line: String,
}

impl Default for Settings {
    fn default() -> Self {
        let values = Box::new(schema::ROWS.each_ref().map(|row| row.default.to_owned()));
        let mut settings = Self { values, rows: Vec::new(), targets: Vec::new(), results: Vec::new() };
        settings.rows.resize_with(schema::LISTS.len(), Rows::new);
        for object in &["Contact", "Account", "Lead"] {
            settings.targets.push(Target { object: (*object).to_owned(), ..Target::default() });
        }
        settings
    }
}

impl Settings {
    /// The defaults, with some values changed: for tests. The values are not checked.
    #[must_use]
    pub fn with(values: &[(Key, &str)]) -> Self {
        let mut settings = Self::default();
        for (key, value) in values {
            (*value).clone_into(&mut settings.values[*key as usize]);
        }
        settings
    }

    /// A text, a choice's code, an address: empty where nothing is set.
    #[must_use]
    pub fn text(&self, key: Key) -> &str {
        &self.values[key as usize]
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

    /// The parts of a list in one text: prefixes, hosts.
    pub fn items(&self, key: Key) -> impl Iterator<Item = &str> {
        parts(self.text(key), b", ")
    }

    /// The rows in force of a list.
    pub(crate) fn rows(&self, list: List) -> &[(String, Option<Level>)] {
        &self.rows[list as usize]
    }

    /// The rows in force of a list, also in the shapes that the panel's machines ask for.
    fn take_rows(&mut self, list: List, rows: Rows) {
        let names = |row: &str, at: usize| parts(cell(row, at), b",").map(str::to_owned).collect();
        if list == List::Targets && !rows.is_empty() {
            self.targets.clear();
        }
        for (row, _) in &rows {
            let first = cell(row, 0).to_owned();
            match list {
                List::Targets => self.targets.push(Target {
                    object: first,
                    phone: names(row, 1),
                    show: names(row, 2),
                    line: cell(row, 3).to_owned(),
                }),
                List::Results => self.results.push(first),
                List::Lines | List::LogFields => {}
            }
        }
        self.rows[list as usize] = rows;
    }

    /// What is said of something in a list that is sorted.
    fn said_of(&self, list: List, about: &str) -> Option<&str> {
        let rows = self.rows(list);
        let at = rows.binary_search_by(|(row, _)| merge::order(list, row, about)).ok()?;
        rows.get(at).map(|(row, _)| cell(row, 1))
    }

    /// Whether calls on that number of the organisation are linked (連携対象電話番号).
    #[must_use]
    pub fn is_linked_line(&self, number: &str) -> bool {
        // Nearly always it is written as the list has it; else every line is looked at.
        let dialled = crate::number::dialable(number).ok();
        let linked = dialled.and_then(|line| self.said_of(List::Lines, &line)).or_else(|| {
            let same = |(row, _): &&(String, Option<Level>)| crate::number::same(cell(row, 0), number);
            self.rows(List::Lines).iter().find(same).map(|(row, _)| cell(row, 1))
        });
        linked.unwrap_or(self.text(Key::LinesDefault)) == "on"
    }

    /// What a call on that line is searched for in.
    #[must_use]
    pub fn targets(&self, line: Option<&str>) -> Vec<&Target> {
        let on_line = |target: &&Target| {
            target.line.is_empty() || line.is_some_and(|line| crate::number::same(&target.line, line))
        };
        self.targets.iter().filter(on_line).collect()
    }

    /// The field of the log that takes a part of the call ([`schema::LOG_PARTS`]), if one does.
    #[must_use]
    pub fn log_field(&self, part: &str) -> Option<&str> {
        self.said_of(List::LogFields, part).filter(|field| !field.is_empty())
    }

    /// Results to choose from (通話結果).
    #[must_use]
    pub fn results(&self) -> &[String] {
        &self.results
    }
}

#[cfg(test)]
mod tests;
