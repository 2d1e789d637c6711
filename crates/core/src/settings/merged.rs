//! The settings in force, where each comes from, and what was wrong.

use super::fault::Fault;
use super::in_force::Settings;
use super::row::{Row, insert_row};
use super::schema::{Key, Level, List};
use super::value::check;
use std::collections::{BTreeMap, BTreeSet};

/// The settings in force, where each comes from, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The settings in force.
    pub settings: Settings,
    /// What is stored at each level and right, the widest level first.
    pub(super) levels: [MergedLevel; 3],
    /// Locks that differ from the table's.
    pub(super) lock_overrides: BTreeSet<Key>,
    /// Everything that is wrong, each once.
    pub faults: Vec<Fault>,
    /// Whether the outside-line prefix is the call centre definition's.
    pub has_call_centre_prefix: bool,
}

/// What is stored at a level and right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MergedLevel {
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Values, as in their fields.
    pub values: BTreeMap<Key, String>,
    /// Rows of lists, sorted where order does not count.
    pub rows: BTreeMap<List, Vec<Row>>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The level; none for a default.
    pub level: Option<Level>,
    /// The ID of the organisation, profile or user.
    pub id: &'a str,
    /// Their name.
    pub name: &'a str,
}

impl Merged {
    /// With the outside-line prefix of the call centre definition, if nobody has set one (外線発信番号・拠点プレフィックス).
    #[must_use]
    pub fn with_call_centre_prefix(mut self, prefix: Option<&str>) -> Self {
        let prefix = check(Key::DialPrefixes.row().kind, prefix.unwrap_or_default()).unwrap_or_default();
        if self.origin(Key::DialPrefixes).level.is_none() && !prefix.is_empty() {
            self.settings.set(Key::DialPrefixes, &prefix);
            self.has_call_centre_prefix = true;
        }
        self
    }

    /// Where the value in force comes from.
    #[must_use]
    pub fn origin(&self, key: Key) -> Origin<'_> {
        let level = Level::ALL.into_iter().rev().find(|level| self.level(*level).values.contains_key(&key));
        let (id, name) = level.map_or(("", ""), |level| self.owner(level));
        Origin { level, id, name }
    }

    /// ID and name of a level; empty where nothing is stored for it.
    #[must_use]
    pub fn owner(&self, level: Level) -> (&str, &str) {
        let MergedLevel { id, name, .. } = self.level(level);
        (id, name)
    }

    /// The value that holds where nothing is set at that level, nor below.
    #[must_use]
    pub fn value_above(&self, key: Key, level: Level) -> &str {
        let mut above = self.levels[..level as usize].iter().rev();
        above.find_map(|level| level.values.get(&key)).map_or(key.row().default, String::as_str)
    }

    /// Whether agents may not change a setting for themselves. Lists are always an administrator's.
    #[must_use]
    pub fn is_locked(&self, key: Key) -> bool {
        !key.has_lock() || key.row().locked != self.lock_overrides.contains(&key)
    }

    /// The rows in force of a list, sorted where order does not count.
    #[must_use]
    pub fn rows(&self, list: List) -> Vec<Row> {
        in_force(list, &self.levels)
    }

    /// The rows in force where a level has none of its own.
    #[must_use]
    pub fn rows_above(&self, list: List, level: Level) -> Vec<Row> {
        in_force(list, &self.levels[..level as usize])
    }

    fn level(&self, level: Level) -> &MergedLevel {
        &self.levels[level as usize]
    }
}

/// The rows of a list in force, of those at some levels.
fn in_force(list: List, levels: &[MergedLevel]) -> Vec<Row> {
    let mut nearest_first = levels.iter().rev().filter_map(|level| level.rows.get(&list));
    let mut rows = nearest_first.next().cloned().unwrap_or_default();
    if !list.is_ordered() {
        for row in nearest_first.flatten() {
            insert_row(list, &mut rows, row.clone());
        }
    }
    rows
}
