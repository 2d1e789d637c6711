//! Stored values in words, as the form shows them.

use denwa_core::Language;
use denwa_core::config::SlotKind;
use denwa_core::settings::{Key, Level, List, StoredContent, StoredFields, field_value};
use denwa_core::text::{SettingsMsg, say};

/// The name of a level; without a level that of the default.
pub fn level_label(level: Option<Level>, language: Language) -> &'static str {
    level.map_or(SettingsMsg::DefaultLevel.t(language), |level| level.label(language))
}

/// A value of a setting in words: the word of a choice, the text itself, or the word for none.
pub fn value_label(key: Key, value: &str, language: Language) -> String {
    match key.choice_label(value, language) {
        Some(word) => word.to_owned(),
        None => or_none(value, language),
    }
}

/// What is stored at a place, in words.
pub fn content_label(what: Option<SlotKind>, content: &StoredContent, language: Language) -> String {
    match (what, content) {
        (Some(SlotKind::Value(key)), StoredContent::Value(value)) => value_label(key, &value.to_string(), language),
        (Some(SlotKind::Lock(_)), StoredContent::Value(value)) => lock_label(value.flag(), language),
        (Some(SlotKind::List(list)), StoredContent::Rows(rows)) => rows_label(list, rows, language),
        (_, StoredContent::Value(value)) => or_none(&value.to_string(), language),
        (_, StoredContent::Rows(rows)) => say::settings::rows(language, rows.len()),
    }
}

/// A change in words: before and after.
pub fn change_label(what: Option<SlotKind>, from: &StoredContent, to: &StoredContent, language: Language) -> String {
    format!("{} → {}", content_label(what, from, language), content_label(what, to, language))
}

/// The name of what was changed; what this panel does not know keeps the name it came with.
pub fn slot_label(what: &Result<SlotKind, String>, language: Language) -> String {
    match what {
        Ok(SlotKind::Value(key) | SlotKind::Lock(key)) => key.label(language).to_owned(),
        Ok(SlotKind::List(list)) => list.label(language).to_owned(),
        Err(name) => name.clone(),
    }
}

fn lock_label(is_locked: Option<bool>, language: Language) -> String {
    let message = match is_locked {
        Some(true) => SettingsMsg::Locked,
        Some(false) => SettingsMsg::Unlocked,
        None => SettingsMsg::DefaultLevel,
    };
    message.t(language).to_owned()
}

/// The rows of a list, a line each; cells are separated by commas.
fn rows_label(list: List, rows: &[StoredFields], language: Language) -> String {
    let cells = |row: &StoredFields| {
        let cells = list.row().columns.iter().enumerate().map(|(at, column)| {
            let value = field_value(row, column.field).to_string();
            list.choice_label(at, &value, language).map_or(value, str::to_owned)
        });
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
    };
    or_none(&rows.iter().map(cells).collect::<Vec<_>>().join("\n"), language)
}

fn or_none(value: &str, language: Language) -> String {
    if value.is_empty() { SettingsMsg::None.t(language).to_owned() } else { value.to_owned() }
}
