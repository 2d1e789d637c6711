//! From what stands in the org to the settings in force.
//!
//! The nearest level with a valid value wins: user, profile, organisation, default. What is wrong is told once, and the value of the
//! level above stays in force. Locks say who may write, not what counts: a locked value that an administrator set for a user counts.

use super::read::{Raw, RawRow, RawSettings};
use super::reason::Reason;
use super::schema::{Key, LISTS, Level, List, ListRow, ROWS, is_field};
use super::value::{check_column, check_setting, plain, text_of};
use super::{Settings, Target};
use crate::who::same_id;

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
    owners: [(String, String); 3],
    /// What was decided otherwise than the table says.
    locks: Vec<(Key, bool)>,
    /// The rows in force of each list.
    rows: [Vec<Row>; LISTS.len()],
    /// The valid rows of each list at each level.
    valid: [Levels; LISTS.len()],
    /// Everything that was wrong, each once.
    pub faults: Vec<Fault>,
}

/// A row of a list that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The level it stands at.
    pub level: Level,
    /// A valid text for each column, with a [`CELL`] between two.
    pub cells: String,
}

/// Between the cells of a row. No valid text has it inside.
pub(crate) const CELL: char = '\u{1d}';

/// A cell of a row.
pub(crate) fn cell(row: &str, at: usize) -> &str {
    row.split(CELL).nth(at).unwrap_or_default()
}

impl Row {
    /// A cell; empty where nothing is said.
    #[must_use]
    pub fn cell(&self, at: usize) -> &str {
        cell(&self.cells, at)
    }
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
        let (id, name) = &self.owners[level as usize];
        (id, name)
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

    /// The rows in force of a list, sorted where order says nothing.
    #[must_use]
    pub fn rows(&self, list: List) -> &[Row] {
        &self.rows[list as usize]
    }

    /// The rows in force of a list by what stands at the levels above that one.
    #[must_use]
    pub fn rows_above(&self, list: List, level: Level) -> Vec<Row> {
        in_force(list, &self.valid[list as usize][..level as usize])
    }

    fn fault(&mut self, level: Option<Level>, id: &str, place: Place, reason: Reason, seen: &Raw) {
        let name = level.map_or("", |level| self.owner(level).1).to_owned();
        self.faults.push(Fault { level, id: id.to_owned(), name, place, reason, seen: cut(&plain(seen)) });
    }
}

/// Merge what stands in the org.
#[must_use]
pub fn merge(raw: &RawSettings) -> Merged {
    let mut merged = Merged { origins: vec![None; ROWS.len()], ..Merged::default() };
    levels(raw, &mut merged);
    // What addresses are allowed is known before they are looked at.
    setting(raw, Key::AllowedHosts, &mut merged);
    for row in ROWS.iter().filter(|row| row.key != Key::AllowedHosts) {
        setting(raw, row.key, &mut merged);
    }
    locks(raw, &mut merged);
    lists(raw, &mut merged);
    merged
}

/// Names of levels; and what no setting is.
fn levels(raw: &RawSettings, merged: &mut Merged) {
    for level in Level::ALL {
        if let Some(raw) = raw.level(level) {
            merged.owners[level as usize] = (raw.id.clone(), raw.name.clone());
        }
    }
    for (place, one) in raw.levels.iter().enumerate() {
        let level = one.level();
        let reason = match level {
            None => Some(Reason::Unknown),
            Some(_) if raw.levels.iter().take(place).any(|other| other.level() == level) => Some(Reason::Duplicate),
            Some(_) => None,
        };
        if let Some(reason) = reason {
            merged.fault(level, &one.id, Place::Level, reason, &Raw::Text(one.level.clone()));
            continue;
        }
        let mut seen = [false; ROWS.len()];
        for (field, value) in one.values.iter().filter(|(_, value)| *value != Raw::Null) {
            match Key::of_field(field) {
                None => merged.fault(level, &one.id, Place::Field(cut(field)), Reason::Unknown, value),
                Some(key) if seen[key as usize] => {
                    merged.fault(level, &one.id, Place::Field(cut(field)), Reason::Duplicate, value);
                }
                Some(key) => seen[key as usize] = true,
            }
        }
    }
}

fn setting(raw: &RawSettings, key: Key, merged: &mut Merged) {
    let row = key.row();
    for level in Level::ALL {
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

/// Rows of a list at its levels.
type Levels = [Vec<Row>; 3];

fn lists(raw: &RawSettings, merged: &mut Merged) {
    let mut counts = [[0_usize; 3]; LISTS.len()];
    let mut valid: [Levels; LISTS.len()] = Default::default();
    for row in &raw.lists {
        let (Some(list), Some(level)) = (row.list(), row.level()) else {
            let what = if row.list().is_none() { &row.list } else { &row.level };
            let seen = Raw::Text(what.clone());
            merged.fault(row.level(), &row.id, Place::List(cut(&row.list)), Reason::Unknown, &seen);
            continue;
        };
        let place = counts[list as usize][level as usize];
        counts[list as usize][level as usize] += 1;
        let at = |field: &str| Place::Row { list, row: place, field: field.to_owned() };
        let owner = merged.owner(level).0;
        if !owner.is_empty() && !same_id(owner, &row.id) {
            merged.fault(Some(level), &row.id, at(""), Reason::Unknown, &Raw::Null);
        } else if place >= list.row().most {
            // Told once for all that are too many.
            if place == list.row().most {
                merged.fault(Some(level), &row.id, at(""), Reason::TooMany, &Raw::Null);
            }
        } else if let Some(cells) = cells(row, list.row(), level, place, merged) {
            let rows = &mut valid[list as usize][level as usize];
            let found = rows.binary_search_by(|other| order(list, &other.cells, &cells));
            // Where order says something rows stay in it.
            let twice = if ordered(list) {
                rows.iter().any(|other| order(list, &other.cells, &cells).is_eq())
            } else {
                found.is_ok()
            };
            if twice {
                merged.fault(Some(level), &row.id, at(""), Reason::Duplicate, &Raw::Text(cell(&cells, 0).to_owned()));
            } else {
                let at = if ordered(list) { rows.len() } else { found.unwrap_or_else(|at| at) };
                rows.insert(at, Row { level, cells });
            }
        }
    }
    for (list, levels) in LISTS.iter().zip(&valid) {
        merged.rows[list.list as usize] = in_force(list.list, levels);
    }
    merged.valid = valid;
    put(merged);
}

/// The cells of a row, if all are valid.
fn cells(row: &RawRow, list: &ListRow, level: Level, place: usize, merged: &mut Merged) -> Option<String> {
    let faults = merged.faults.len();
    let mut fault = |field: &str, reason, seen: &Raw| {
        let place = Place::Row { list: list.list, row: place, field: cut(field) };
        merged.fault(Some(level), &row.id, place, reason, seen);
    };
    for (at, (field, value)) in row.values.iter().enumerate().filter(|(_, (_, value))| *value != Raw::Null) {
        let known = |name: &str| list.columns.iter().find(|column| is_field(name, column.field));
        match known(field) {
            None if ["Level__c", "Order__c"].iter().any(|own| is_field(field, own)) => {}
            None => fault(field, Reason::Unknown, value),
            Some(column)
                if row.values.iter().take(at).any(|(name, raw)| is_field(name, column.field) && *raw != Raw::Null) =>
            {
                fault(field, Reason::Duplicate, value);
            }
            Some(_) => {}
        }
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
pub(crate) fn order(list: List, a: &str, b: &str) -> core::cmp::Ordering {
    let compare = |at: usize| {
        let lower = |row| str::bytes(cell(row, at)).map(|byte| byte.to_ascii_lowercase());
        lower(a).cmp(lower(b))
    };
    if list == List::Targets { compare(0).then_with(|| compare(3)) } else { compare(0) }
}

fn in_force(list: List, levels: &[Vec<Row>]) -> Vec<Row> {
    let mut nearest_first = levels.iter().rev();
    if ordered(list) {
        return nearest_first.find(|rows| !rows.is_empty()).cloned().unwrap_or_default();
    }
    let mut rows: Vec<Row> = Vec::new();
    for row in nearest_first.flatten() {
        if let Err(at) = rows.binary_search_by(|other| order(list, &other.cells, &row.cells)) {
            rows.insert(at, row.clone());
        }
    }
    rows
}

/// Into the shapes that the panel's machines ask for.
fn put(merged: &mut Merged) {
    let Merged { settings, rows: [lines, targets, log_fields, results], .. } = merged;
    let names = |row: &Row, at: usize| {
        row.cell(at).split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    settings.lines = lines.iter().map(|row| (row.cell(0).to_owned(), row.cell(1) == "on")).collect();
    settings.log_fields = log_fields.iter().map(|row| (row.cell(0).to_owned(), row.cell(1).to_owned())).collect();
    settings.results = results.iter().map(|row| row.cell(0).to_owned()).collect();
    if !targets.is_empty() {
        let target = |row: &Row| Target {
            object: row.cell(0).to_owned(),
            phone: names(row, 1),
            show: names(row, 2),
            line: row.cell(3).to_owned(),
        };
        settings.targets = targets.iter().map(target).collect();
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SEEN).collect()
}
