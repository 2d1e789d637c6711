//! From what stands in the org to the settings in force.
//!
//! The nearest level with a valid value wins: user, profile, organisation, default. What is wrong is told once, and the value of the
//! level above stays in force. Locks say who may write, not what counts: a locked value that an administrator set for a user counts.

use super::Settings;
use super::read::{Raw, RawRow, RawSettings};
use super::reason::Reason;
use super::schema::{Key, LISTS, Level, List, ListRow, ROWS, is_field};
use super::value::{check_column, check_setting, plain, text_of};
use crate::cut::{Pieces, pieces};
use crate::who::same_id;
use core::cmp::Ordering;
use core::mem::replace;
use core::ops::Range;

/// So much of a wrong value is shown.
const SEEN: usize = 60;

/// What is in force, where it comes from, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The settings in force.
    pub settings: Settings,
    /// Where each value comes from, by the key's number; none for defaults.
    origins: Vec<Option<Level>>,
    /// ID and name of each level.
    owners: Vec<(String, String)>,
    /// What was decided otherwise than the table says.
    locks: Vec<(Key, bool)>,
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
    /// The ID of the organisation, profile or user.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Where.
    pub place: Place,
    /// Why it does not count.
    pub reason: Reason,
    /// What stands there, cut short.
    pub seen: String,
}

/// Where something wrong stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A whole level.
    Level,
    /// In the field of a setting.
    Setting(Key),
    /// In a field that is no setting.
    Field(String),
    /// In a list.
    Row {
        /// Which.
        list: List,
        /// Which of its rows at that level, from 0.
        row: usize,
        /// In which field; empty for the row as a whole.
        field: String,
    },
    /// In a list that is none.
    List(String),
    /// A lock of that field.
    Lock(String),
}

impl Merged {
    /// Where the value in force comes from.
    #[must_use]
    pub fn origin(&self, key: Key) -> Origin<'_> {
        let level = self.origins.get(key as usize).copied().flatten();
        let (id, name) = level.map_or(("", ""), |level| self.owner(level));
        Origin { level, id, name }
    }

    /// ID and name of a level; empty where nothing stands there.
    #[must_use]
    pub fn owner(&self, level: Level) -> (&str, &str) {
        self.owners.get(level as usize).map_or(("", ""), |(id, name)| (id, name))
    }

    /// Whether agents may not change it for themselves. Lists are always an administrator's.
    #[must_use]
    pub fn is_locked(&self, key: Key) -> bool {
        // Nobody claims another's login, whatever is decided.
        key == Key::Login || self.lock_of(key).unwrap_or(key.row().locked)
    }

    fn lock_of(&self, key: Key) -> Option<bool> {
        self.locks.iter().find(|(of, _)| *of == key).map(|(_, locked)| *locked)
    }

    /// The rows in force of a list by what stands at the levels above that one.
    pub(crate) fn rows_above(&self, list: List, level: Level) -> Rows {
        in_force(list, self.valid.get(levels_of(list)).map_or(&[], |levels| &levels[..level as usize]))
    }

    fn fault(&mut self, level: Option<Level>, id: &str, place: Place, reason: Reason, seen: &Raw) {
        let name = level.map_or("", |level| self.owner(level).1).to_owned();
        self.faults.push(Fault { level, id: id.to_owned(), name, place, reason, seen: cut(&plain(seen)) });
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
    let mut merged = Merged { origins: vec![None; ROWS.len()], ..Merged::default() };
    levels(raw, &mut merged);
    // What addresses are allowed is known before they are looked at.
    setting(raw, Key::AllowedHosts, &mut merged);
    for row in ROWS {
        if row.key != Key::AllowedHosts {
            setting(raw, row.key, &mut merged);
        }
    }
    locks(raw, &mut merged);
    lists(raw, &mut merged);
    merged
}

/// Names of levels; and what no setting is.
fn levels(raw: &RawSettings, merged: &mut Merged) {
    for level in &Level::ALL {
        let owner = raw.level(*level).map_or(("", ""), |raw| (&raw.id, &raw.name));
        merged.owners.push((owner.0.to_owned(), owner.1.to_owned()));
    }
    let mut there = [false; 3];
    for one in &raw.levels {
        let level = one.level();
        let wrong = match level {
            Some(level) if !replace(&mut there[level as usize], true) => None,
            Some(_) => Some(Reason::Duplicate),
            None => Some(Reason::Unknown),
        };
        if let Some(reason) = wrong {
            merged.fault(level, &one.id, Place::Level, reason, &Raw::Text(one.level.clone()));
            continue;
        }
        let mut seen = [false; ROWS.len()];
        for (field, value) in &one.values {
            let reason = match Key::of_field(field) {
                _ if *value == Raw::Null => continue,
                Some(key) if !replace(&mut seen[key as usize], true) => continue,
                Some(_) => Reason::Duplicate,
                None => Reason::Unknown,
            };
            merged.fault(level, &one.id, Place::Field(cut(field)), reason, value);
        }
    }
}

fn setting(raw: &RawSettings, key: Key, merged: &mut Merged) {
    let row = key.row();
    for &level in &Level::ALL {
        let stored = raw.value(level, key);
        let hosts = merged.settings.text(Key::AllowedHosts);
        let checked = match text_of(row.kind, stored) {
            Ok(Some(_)) if !key.is_of(level) => Err(Reason::Forbidden),
            Ok(Some(text)) => check_setting(key, &text, hosts),
            Ok(None) => continue,
            Err(reason) => Err(reason),
        };
        match checked {
            Ok(text) if text.is_empty() => {}
            Ok(text) => {
                merged.settings.values[key as usize] = text;
                merged.origins[key as usize] = Some(level);
            }
            Err(reason) => {
                let id = merged.owner(level).0.to_owned();
                merged.fault(Some(level), &id, Place::Setting(key), reason, stored);
            }
        }
    }
}

fn locks(raw: &RawSettings, merged: &mut Merged) {
    for (field, locked) in &raw.locks {
        let reason = match Key::of_field(field) {
            Some(key) if merged.lock_of(key).is_none() => {
                merged.locks.push((key, *locked));
                continue;
            }
            Some(_) => Reason::Duplicate,
            None => Reason::Unknown,
        };
        merged.fault(None, "", Place::Lock(cut(field)), reason, &Raw::Bool(*locked));
    }
}

fn lists(raw: &RawSettings, merged: &mut Merged) {
    let mut counts = [0_usize; LISTS.len() * Level::ALL.len()];
    merged.valid.resize_with(counts.len(), Rows::new);
    for row in &raw.lists {
        let (Some(list), Some(level)) = (row.list(), row.level()) else {
            let what = if row.list().is_none() { &row.list } else { &row.level };
            let seen = Raw::Text(what.clone());
            merged.fault(row.level(), &row.id, Place::List(cut(&row.list)), Reason::Unknown, &seen);
            continue;
        };
        let at = levels_of(list).start + level as usize;
        let place = counts[at];
        counts[at] += 1;
        let most = list.row().most;
        let owner = merged.owner(level).0;
        let mut seen = Raw::Null;
        let reason = if !owner.is_empty() && !same_id(owner, &row.id) {
            Reason::Unknown
        } else if place > most {
            // Told once for all that are too many.
            continue;
        } else if place == most {
            Reason::TooMany
        } else {
            let Some(cells) = valid_cells(row, list.row(), level, place, merged) else { continue };
            let rows = &mut merged.valid[at];
            let twice = if ordered(list) {
                rows.iter().any(|(other, _)| order(list, other, &cells).is_eq())
            } else {
                find_row(list, rows, &cells).is_ok()
            };
            if !twice {
                put_row(list, rows, cells, Some(level));
                continue;
            }
            seen = Raw::Text(cell(&cells, 0).to_owned());
            Reason::Duplicate
        };
        merged.fault(Some(level), &row.id, Place::Row { list, row: place, field: String::new() }, reason, &seen);
    }
    for list in LISTS {
        merged.settings.take_rows(list.list, in_force(list.list, &merged.valid[levels_of(list.list)]));
    }
}

/// The cells of a row, if all are valid.
fn valid_cells(row: &RawRow, list: &ListRow, level: Level, place: usize, merged: &mut Merged) -> Option<String> {
    let faults = merged.faults.len();
    let mut fault = |field: &str, reason, seen: &Raw| {
        let place = Place::Row { list: list.list, row: place, field: cut(field) };
        merged.fault(Some(level), &row.id, place, reason, seen);
    };
    // One bit for each column.
    let mut there = 0_u32;
    for (field, value) in &row.values {
        let known = list.columns.iter().position(|column| is_field(field, column.field));
        let reason = match known {
            _ if *value == Raw::Null => continue,
            Some(at) if there >> at & 1 == 0 => {
                there |= 1 << at;
                continue;
            }
            Some(_) => Reason::Duplicate,
            None if is_field(field, "Level__c") || is_field(field, "Order__c") => continue,
            None => Reason::Unknown,
        };
        fault(field, reason, value);
    }
    let mut cells = String::new();
    for (at, column) in list.columns.iter().enumerate() {
        if at > 0 {
            cells.push(CELL);
        }
        let stored = row.cell(column.field);
        let text = text_of(column.kind.kind(), stored);
        match text.and_then(|text| check_column(column, text.as_deref().unwrap_or_default())) {
            Ok(text) => cells.push_str(&text),
            Err(reason) => fault(column.field, reason, stored),
        }
    }
    (merged.faults.len() == faults).then_some(cells)
}

/// Whether the order of a list's rows says something, and the nearest level that has any counts as a whole.
#[must_use]
pub(crate) fn ordered(list: List) -> bool {
    matches!(list, List::Targets | List::Results)
}

/// Equal for two rows about the same thing: a number, a part of the call, a label, an object on a line.
pub(crate) fn order(list: List, a: &str, b: &str) -> Ordering {
    let mut order = Ordering::Equal;
    for at in if list == List::Targets { &[0, 3][..] } else { &[0] } {
        let (a, b) = (cell(a, *at).bytes(), cell(b, *at).bytes());
        order =
            order.then_with(|| a.map(|byte| byte.to_ascii_lowercase()).cmp(b.map(|byte| byte.to_ascii_lowercase())));
    }
    order
}

/// Where the row about the same thing stands among sorted ones, or belongs.
pub(crate) fn find_row(list: List, rows: &Rows, about: &str) -> Result<usize, usize> {
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
