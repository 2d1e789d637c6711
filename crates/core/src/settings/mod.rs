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

/// Settings in force. Every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A value for each row of the table, as it would stand in its field.
    values: Vec<String>,
    /// Lines and whether they are linked, sorted by number.
    lines: Vec<(String, bool)>,
    targets: Vec<Target>,
    log_fields: Vec<(String, String)>,
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
        let target = |object: &str| Target { object: object.to_owned(), ..Target::default() };
        Self {
            values: schema::ROWS.iter().map(|row| row.default.to_owned()).collect(),
            lines: Vec::new(),
            targets: ["Contact", "Account", "Lead"].map(target).into(),
            log_fields: Vec::new(),
            results: Vec::new(),
        }
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
        self.values.get(key as usize).map_or("", String::as_str)
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

    /// Whether calls on that number of the organisation are linked (連携対象電話番号).
    #[must_use]
    pub fn is_linked_line(&self, number: &str) -> bool {
        let ticked = |line: &String| self.lines.binary_search_by(|(other, _)| other.cmp(line)).ok();
        // Nearly always it is written as the list has it; else every line is looked at.
        let place = crate::number::dialable(number).ok().as_ref().and_then(ticked);
        let place = place.or_else(|| self.lines.iter().position(|(line, _)| crate::number::same(line, number)));
        place.and_then(|place| self.lines.get(place)).map_or(self.is_on(Key::LinesDefault), |(_, linked)| *linked)
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
        let field = self.log_fields.iter().find(|(of, _)| of == part).map(|(_, field)| field.as_str())?;
        (!field.is_empty()).then_some(field)
    }

    /// Results to choose from (通話結果).
    #[must_use]
    pub fn results(&self) -> &[String] {
        &self.results
    }
}

#[cfg(test)]
mod tests;
