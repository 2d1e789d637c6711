//! Names of objects and fields that were typed, held against the org's own description.
//!
//! The org is asked about an object as soon as a row names it, and about the object of 記録先 when its field is left. What it has not
//! described yet is not refused here: Apex checks every name again before it stores it.

use super::{Config, DraftValue};
use crate::admin_io::AdminEffects;
use crate::package::describe::{FieldInfo, FieldType};
use crate::settings::schema::ColumnKind;
use crate::settings::value::{check, check_column};
use crate::settings::{Key, Kind, List, Reason};

/// The object that logs are written to where no other is set.
const TASK: &str = "Task";
/// The column of a search target with its telephone fields.
const PHONE_COLUMN: usize = 1;

/// A name that the org does not have, or that is of no use where it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameFault {
    /// Why it is of no use.
    pub reason: Reason,
    /// The name.
    pub name: String,
}

impl NameFault {
    fn gone(name: &str) -> Self {
        Self { reason: Reason::Gone, name: name.to_owned() }
    }

    fn unsuitable(name: &str) -> Self {
        Self { reason: Reason::Unsuitable, name: name.to_owned() }
    }
}

impl Config {
    /// A person leaves the field of a setting: the org is asked about the names in it.
    pub(super) fn check_names(&mut self, key: Key, effects: &mut AdminEffects) {
        let Some(name) = self.typed_name(key) else { return };
        match key {
            Key::LogTarget => self.describe_fields(name, effects),
            Key::PhoneticField => {
                for object in self.target_objects() {
                    self.describe_fields(object, effects);
                }
            }
            _ => {}
        }
    }

    /// The org is asked about the object that a row names, or the last row.
    pub(super) fn check_row_names(&mut self, list: List, row: Option<usize>, effects: &mut AdminEffects) {
        let object = match list {
            List::LogFields => Some(self.log_target()),
            List::Targets => {
                let rows = &self.shown_list(list).rows;
                let row = row.map_or(rows.last(), |place| rows.get(place));
                row.map(|row| row.subject().to_owned()).filter(|object| self.is_known(object))
            }
            _ => None,
        };
        if let Some(object) = object {
            self.describe_fields(object, effects);
        }
    }

    /// What is wrong with the name that was typed into a setting.
    pub(crate) fn name_fault(&self, key: Key) -> Option<NameFault> {
        let name = self.typed_name(key)?;
        match key {
            Key::LogTarget if self.is_missing(&name) => Some(NameFault::gone(&name)),
            Key::LogTarget if self.fields_of(&name).is_some() && !can_take_logs(&name) => {
                Some(NameFault::unsuitable(&name))
            }
            Key::PhoneticField => {
                let objects = self.target_objects();
                let lacks_field = |object: &String| self.fields_of(object).is_some_and(|fields| !has(fields, &name));
                objects.iter().all(lacks_field).then(|| NameFault::gone(&name))
            }
            _ => None,
        }
    }

    /// What is wrong with the names that were typed into a row, by column.
    pub(crate) fn row_name_faults(&self, list: List, cells: &[String]) -> Vec<(usize, NameFault)> {
        let target = match list {
            List::Targets => cells.first().cloned(),
            List::LogFields => Some(self.log_target()),
            _ => None,
        };
        let Some(fields) = target.and_then(|object| self.fields_of(&object)) else { return Vec::new() };
        let mut faults = Vec::new();
        for (at, (column, cell)) in list.row().columns.iter().zip(cells).enumerate() {
            if !matches!(column.kind, ColumnKind::Field | ColumnKind::Fields) {
                continue;
            }
            let names = check_column(column, cell).unwrap_or_default();
            let missing = names.split(',').filter(|name| !name.is_empty() && !has(fields, name));
            faults.extend(missing.map(|name| (at, NameFault::gone(name))));
        }
        let has_phone = || fields.iter().any(|field| field.kind == FieldType::Phone);
        if list == List::Targets && cells[PHONE_COLUMN].trim().is_empty() && !has_phone() {
            faults.push((0, NameFault::unsuitable(&cells[0])));
        }
        faults
    }

    /// The name that was typed into a setting and is not saved.
    fn typed_name(&self, key: Key) -> Option<String> {
        let draft = self.draft_in(&self.slot_of(key))?;
        let DraftValue::Text(text) = draft.typed() else { return None };
        check(Kind::Object, &text).ok().filter(|name| !name.is_empty())
    }

    /// The object that logs are written to, as typed or as it is in force.
    fn log_target(&self) -> String {
        let typed = self.typed_name(Key::LogTarget).filter(|_| self.name_fault(Key::LogTarget).is_none());
        typed.unwrap_or_else(|| self.read.merged.settings.log_target().to_owned())
    }

    /// The objects that are searched.
    fn target_objects(&self) -> Vec<String> {
        self.shown_list(List::Targets).rows.iter().map(|row| row.subject().to_owned()).collect()
    }

    /// Whether the org lists an object among those that can be searched.
    fn is_known(&self, object: &str) -> bool {
        self.org.objects.iter().any(|known| known.name.eq_ignore_ascii_case(object))
    }

    /// Whether the org was asked about an object and knows none of that name.
    fn is_missing(&self, object: &str) -> bool {
        self.org.missing.iter().any(|missing| missing.eq_ignore_ascii_case(object))
    }

    /// The fields of an object, if the org has described it. An object that shows none has fields that this user may not see.
    fn fields_of(&self, object: &str) -> Option<&[FieldInfo]> {
        let described = self.org.described.iter().find(|(name, _)| name.eq_ignore_ascii_case(object));
        described.map(|(_, fields)| fields.as_slice()).filter(|fields| !fields.is_empty())
    }
}

/// Whether logs can be written to an object: only Task and the org's own objects need nothing that a call lacks.
fn can_take_logs(object: &str) -> bool {
    object.eq_ignore_ascii_case(TASK) || object.to_ascii_lowercase().ends_with("__c")
}

fn has(fields: &[FieldInfo], name: &str) -> bool {
    fields.iter().any(|field| field.name.eq_ignore_ascii_case(name))
}
