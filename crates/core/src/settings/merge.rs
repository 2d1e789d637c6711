//! From what stands in the org to the settings in force.
//!
//! The nearest level with a valid value wins: user, profile, organisation, default. What is wrong is told once, and the value of the
//! level above stays in force. Locks say who may write, not what counts: a locked value that an administrator set for a user counts.

use super::Settings;
use super::read::{Raw, RawSettings, level_of, list_of, values};
use super::reason::Reason;
use super::schema::{COUNT, Key, LISTS, Level, List, MOST_COLUMNS, ROWS, is_field};
use super::value::{check_column, check_setting, plain, text_of};
use crate::cut::{Pieces, pieces};
use crate::who::same_id;
use core::cmp::Ordering;
use core::ops::Range;

/// So much of a wrong value is shown.
const SEEN: usize = 60;

/// What is in force, where it comes from, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The settings in force.
    pub settings: Settings,
    /// ID and name of each level.
    owners: [(String, String); 3],
    /// What was decided otherwise than the table says: a bit for each key.
    unlike: u64,
    /// The valid rows of each list at each level: the first list's at all levels, then the next one's.
    valid: Vec<Rows>,
    /// Everything that was wrong, each once.
    pub faults: Vec<Fault>,
}

/// Rows: a valid text for each column, with a [`CELL`] between two, and the level it stands at, if it does.
pub(crate) type Rows = Vec<(String, Option<Level>)>;

/// Between the cells of a row. No valid text has it inside.
pub(crate) const CELL: char = '\u{1d}';

/// The cells of a row.
pub(crate) fn cells(row: &str) -> Pieces<'_> {
    pieces(row, b"\x1d")
}

/// A cell of a row; empty where nothing is said.
pub(crate) fn cell(row: &str, at: usize) -> &str {
    cells(row).nth(at).unwrap_or_default()
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

/// Something stored that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The level it stands at, if it is one.
    pub level: Option<Level>,
    /// Where.
    pub place: Place,
    /// The field, cut short; empty for a setting, which says its own, and for a row as a whole. The ID of a level, the name of a list.
    pub name: String,
    /// Why it does not count.
    pub reason: Reason,
    /// What stands there, cut short.
    pub seen: String,
}

/// Where something wrong stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A whole level.
    Level,
    /// In the field of a setting.
    Setting(Key),
    /// In a field that is no setting.
    Field,
    /// In a list: in which of its rows at that level, from 0.
    Row(List, usize),
    /// In a list that is none.
    List,
    /// A lock of that field.
    Lock,
}

impl Merged {
    /// Where the value in force comes from.
    #[must_use]
    pub fn origin(&self, key: Key) -> Origin<'_> {
        let level = self.settings.values[key as usize].1;
        let (id, name) = level.map_or(("", ""), |level| self.owner(level));
        Origin { level, id, name }
    }

    /// ID and name of a level; empty where nothing stands there.
    #[must_use]
    pub fn owner(&self, level: Level) -> (&str, &str) {
        let (id, name) = &self.owners[level as usize];
        (id, name)
    }

    /// Whether agents may not change it for themselves. Lists are always an administrator's.
    #[must_use]
    pub fn is_locked(&self, key: Key) -> bool {
        // Nobody claims another's login, whatever is decided.
        key == Key::Login || key.row().locked != (self.unlike >> key as u32 & 1 == 1)
    }

    /// The rows in force of a list by what stands at the levels above that one.
    pub(crate) fn rows_above(&self, list: List, level: Level) -> Rows {
        in_force(list, self.valid.get(levels_of(list)).map_or(&[], |levels| &levels[..level as usize]))
    }

    fn fault(&mut self, level: Option<Level>, place: Place, name: &str, reason: Reason, seen: &str) {
        self.faults.push(Fault { level, place, name: cut(name), reason, seen: cut(seen) });
    }
}

/// Where a list's levels stand among [`Merged::valid`].
fn levels_of(list: List) -> Range<usize> {
    let first = list as usize * Level::ALL.len();
    first..first + Level::ALL.len()
}

/// Merge what stands in the org.
#[must_use]
pub fn merge(raw: &RawSettings) -> Merged {
    let mut merged = Merged::default();
    levels(raw, &mut merged);
    locks(raw, &mut merged);
    lists(raw, &mut merged);
    merged
}

/// What stands in the known fields; what stands in others, or twice, is told.
fn sort<'a>(
    values: &'a [(String, Raw)],
    field: &dyn Fn(usize) -> &'static str,
    stored: &mut [&'a Raw],
    fault: &mut dyn FnMut(&str, Reason, &Raw),
) {
    for (name, value) in values {
        if matches!(value, Raw::Null) {
            continue;
        }
        match (0..stored.len()).find(|at| is_field(name, field(*at))) {
            Some(at) if matches!(stored[at], Raw::Null) => stored[at] = value,
            Some(_) => fault(name, Reason::Duplicate, value),
            None => fault(name, Reason::Unknown, value),
        }
    }
}

/// Names and values of levels.
fn levels(raw: &RawSettings, merged: &mut Merged) {
    let mut stored = [[&Raw::Null; COUNT]; 3];
    let mut there = [false; 3];
    for one in raw.0.list("levels") {
        let level = level_of(one);
        let Some(at) = level.map(|level| level as usize).filter(|at| !there[*at]) else {
            let reason = if level.is_some() { Reason::Duplicate } else { Reason::Unknown };
            merged.fault(level, Place::Level, one.get("id").text(), reason, one.get("level").text());
            continue;
        };
        there[at] = true;
        merged.owners[at] = (one.word("id"), one.word("name"));
        sort(values(one), &|at| ROWS[at].field, &mut stored[at], &mut |name, reason, value| {
            merged.fault(level, Place::Field, name, reason, &plain(value));
        });
    }
    for row in ROWS {
        for level in Level::ALL {
            let stored = stored[level as usize][row.key as usize];
            let hosts = merged.settings.text(Key::AllowedHosts);
            let reason = match text_of(row.kind, stored).and_then(|text| check_setting(row.key, &text, hosts)) {
                Ok(text) if text.is_empty() => continue,
                _ if !row.key.is_of(level) => Reason::Forbidden,
                Ok(text) => {
                    merged.settings.values[row.key as usize] = (text, Some(level));
                    continue;
                }
                Err(reason) => reason,
            };
            merged.fault(Some(level), Place::Setting(row.key), "", reason, &plain(stored));
        }
    }
}

fn locks(raw: &RawSettings, merged: &mut Merged) {
    let mut decided = 0_u64;
    for (field, locked) in raw.0.get("locks").members() {
        let key = Key::of_field(field);
        let bit = key.map_or(0, |key| 1 << key as u32);
        if decided & bit == bit {
            let reason = if key.is_some() { Reason::Duplicate } else { Reason::Unknown };
            merged.fault(None, Place::Lock, field, reason, &plain(locked));
        } else if key.is_some_and(|key| key.row().locked != (locked.flag() == Some(true))) {
            merged.unlike |= bit;
        }
        decided |= bit;
    }
}

fn lists(raw: &RawSettings, merged: &mut Merged) {
    let mut counts = [0_usize; LISTS.len() * Level::ALL.len()];
    merged.valid.resize_with(counts.len(), Rows::new);
    for row in raw.0.list("lists") {
        let (list, level) = (list_of(row), level_of(row));
        let (Some(list), Some(at)) = (list, level) else {
            let seen = row.get(if list.is_none() { "list" } else { "level" });
            merged.fault(level, Place::List, row.get("list").text(), Reason::Unknown, seen.text());
            continue;
        };
        let at = levels_of(list).start + at as usize;
        let place = counts[at];
        counts[at] += 1;
        let most = list.row().most;
        let owner = &merged.owners[at % Level::ALL.len()].0;
        let mut cells = String::new();
        let reason = if !owner.is_empty() && !same_id(owner, row.get("id").text()) {
            Reason::Unknown
        } else if place > most {
            // Told once for all that are too many.
            continue;
        } else if place == most {
            Reason::TooMany
        } else if !valid_cells(row, list, (level, place), &mut cells, merged) {
            continue;
        } else if find_row(list, &merged.valid[at], &cells).is_err() {
            put_row(list, &mut merged.valid[at], cells, level);
            continue;
        } else {
            Reason::Duplicate
        };
        merged.fault(level, Place::Row(list, place), "", reason, cell(&cells, 0));
    }
    for list in LISTS {
        merged.settings.rows[list.list as usize] = in_force(list.list, &merged.valid[levels_of(list.list)]);
    }
}

/// The cells of a row; whether all are valid.
fn valid_cells(
    row: &Raw,
    list: List,
    (level, place): (Option<Level>, usize),
    cells: &mut String,
    merged: &mut Merged,
) -> bool {
    let faults = merged.faults.len();
    let columns = list.row().columns;
    let mut fault = |name: &str, reason, seen: &Raw| {
        if reason != Reason::Unknown || !(is_field(name, "Level__c") || is_field(name, "Order__c")) {
            merged.fault(level, Place::Row(list, place), name, reason, &plain(seen));
        }
    };
    let mut stored = [&Raw::Null; MOST_COLUMNS];
    sort(values(row), &|at| columns[at].field, &mut stored[..columns.len()], &mut fault);
    for (column, stored) in columns.iter().zip(stored) {
        match text_of(column.kind.kind(), stored).and_then(|text| check_column(column, &text)) {
            Ok(text) => {
                cells.push_str(&text);
                cells.push(CELL);
            }
            Err(reason) => fault(column.field, reason, stored),
        }
    }
    // None is behind the last one.
    cells.pop();
    merged.faults.len() == faults
}

/// Whether the order of a list's rows says something, and the nearest level that has any counts as a whole.
#[must_use]
pub(crate) fn ordered(list: List) -> bool {
    matches!(list, List::Targets | List::Results)
}

/// Equal for two rows about the same thing: a number, a part of the call, a label, an object on a line. Nothing is made to compare them:
/// five hundred lines are compared thousands of times.
fn order(list: List, a: &str, b: &str) -> Ordering {
    let same = |at: usize| {
        let lower = |row| cell(row, at).bytes().map(|byte| byte.to_ascii_lowercase());
        lower(a).cmp(lower(b))
    };
    if list == List::Targets { same(0).then(same(3)) } else { same(0) }
}

/// Where the row about the same thing stands, or belongs: among sorted ones, or at the end where order counts.
pub(crate) fn find_row(list: List, rows: &[(String, Option<Level>)], about: &str) -> Result<usize, usize> {
    if ordered(list) {
        return rows.iter().position(|(row, _)| order(list, row, about).is_eq()).ok_or(rows.len());
    }
    rows.binary_search_by(|(row, _)| order(list, row, about))
}

/// Adds a row: at the end where order counts, else in its place, unless one about the same thing stands there.
pub(crate) fn put_row(list: List, rows: &mut Rows, row: String, level: Option<Level>) {
    let place = if ordered(list) { Err(rows.len()) } else { find_row(list, rows, &row) };
    if let Err(at) = place {
        rows.insert(at, (row, level));
    }
}

/// The rows that count of those of some levels, sorted where order says nothing.
fn in_force(list: List, levels: &[Rows]) -> Rows {
    let mut rows = Rows::new();
    for level in levels.iter().rev() {
        if ordered(list) && !rows.is_empty() {
            break;
        }
        for (row, level) in level {
            put_row(list, &mut rows, row.clone(), *level);
        }
    }
    rows
}

fn cut(text: &str) -> String {
    text.chars().take(SEEN).collect()
}
