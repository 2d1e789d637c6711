//! Values by level.

use super::fields::known_values;
use crate::settings::schema::ROWS;
use crate::settings::value::{check_setting, text_of};
use crate::settings::{Key, Level, Merged, Place, Reason, StoredLevel, StoredSettings, StoredValue, UnusableName};
use std::collections::BTreeMap;

/// Names and values of the levels.
pub(super) fn merge(stored: &StoredSettings, merged: &mut Merged) {
    let mut levels = BTreeMap::new();
    for stored in &stored.levels {
        match stored.level() {
            Some(level) if !levels.contains_key(&level) => {
                levels.insert(level, take_level(level, stored, merged));
            }
            level => {
                let reason = if level.is_some() { Reason::Duplicate } else { Reason::Unknown };
                merged.fault(level, Place::Level, &stored.id, reason, &stored.level);
            }
        }
    }
    for row in ROWS {
        for (level, values) in &levels {
            let value = values[row.key as usize];
            let raw = value.to_string();
            let is_unusable = |text: &str| {
                let is_named =
                    |name: &&UnusableName| [text, &raw].iter().any(|text| name.is_setting(*level, row.field, text));
                stored.unusable.iter().find(is_named).map(|name| name.reason)
            };
            take_value(row.key, *level, value, is_unusable, merged);
        }
    }
}

/// The values of a level, in the order of the table.
fn take_level<'a>(level: Level, stored: &'a StoredLevel, merged: &mut Merged) -> Vec<&'a StoredValue> {
    let own = &mut merged.levels[level as usize];
    (own.id, own.name) = (stored.id.clone(), stored.name.clone());
    known_values(&stored.values, &ROWS.map(|row| row.field), |name, reason, value| {
        merged.fault(Some(level), Place::Field, name, reason, value);
    })
}

/// The table names the allowed hosts before all addresses, so they are in force when an address is checked.
///
/// `is_unusable` says why a name is of no use in the org.
fn take_value(
    key: Key,
    level: Level,
    value: &StoredValue,
    is_unusable: impl Fn(&str) -> Option<Reason>,
    merged: &mut Merged,
) {
    let hosts = merged.settings.allowed_hosts();
    let checked = text_of(key.row().kind, value).and_then(|text| check_setting(key, &text, hosts));
    let reason = match checked.and_then(|text| is_unusable(&text).map_or(Ok(text), Err)) {
        Ok(text) if text.is_empty() => return,
        Ok(text) if key.is_of(level) => {
            merged.settings.set(key, &text);
            merged.levels[level as usize].values.insert(key, text);
            return;
        }
        Ok(_) => Reason::Forbidden,
        Err(_) if !key.is_of(level) => Reason::Forbidden,
        Err(reason) => reason,
    };
    merged.fault(Some(level), Place::Setting(key), "", reason, value);
}
