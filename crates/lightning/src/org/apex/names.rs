//! Checks the objects and fields that settings name against the org, as `DenwaNames` does: whatever the running user may see.

use super::Context;
use crate::org::access::Access;
use crate::org::schema::{Kind, Object};
use crate::org::settings::{Change, Owner};
use denwa_core::settings::{DEFAULT_TARGETS, List};
use serde_json::{Map, Value, json};

const LOG_TARGET: &str = "Log_Target__c";
const PHONETIC_FIELD: &str = "Phonetic_Field__c";
/// Addresses outside Salesforce, which a sandbox must not take over from production.
const ADDRESSES: &[&str] = &["Recording_Url__c", "Url_Ringing__c", "Url_Answered__c", "Url_Ended__c", "Url_Dialled__c"];

/// A name that the org does not have, or that is of no use where it stands.
pub struct Fault {
    /// `gone`, `unsuitable` or `copied`.
    pub reason: &'static str,
    /// The field or column it is stored in.
    pub field: &'static str,
    /// The name.
    pub name: String,
}

impl Context<'_> {
    /// The settings of levels, with the stored names that the org does not have.
    pub(super) fn settings(&self, levels: &[Owner]) -> Value {
        let mut settings = self.org.settings.of(levels);
        let unusable = self.unusable(&settings);
        if !unusable.is_empty() {
            settings["unusable"] = unusable.into();
        }
        settings
    }

    fn unusable(&self, settings: &Value) -> Vec<Value> {
        let access = &self.org.access;
        let mut told = Vec::new();
        let mut target = "Task";
        let is_own = self.has_own_addresses();
        for level in settings["levels"].as_array().into_iter().flatten() {
            if !is_own {
                told.extend(copied(level));
            }
            let values = &level["values"];
            let name = values[LOG_TARGET].as_str();
            let of_target = name.and_then(|name| of_log_target(access, name));
            if of_target.is_none() {
                target = name.unwrap_or(target);
            }
            let name = values[PHONETIC_FIELD].as_str();
            let of_phonetic = name.and_then(|name| of_phonetic_field(access, name, &searched(access, settings)));
            let faults = of_target.into_iter().chain(of_phonetic);
            told.extend(faults.map(|fault| tell(&fault, &Value::Null, &level["level"], &Value::Null)));
        }
        for row in settings["lists"].as_array().into_iter().flatten() {
            let list = row["list"].as_str().and_then(List::of_object);
            let (Some(list), Some(values)) = (list, row["values"].as_object()) else { continue };
            for fault in of_row(access, list, values, target) {
                told.push(tell(&fault, &row["list"], &row["level"], &row["values"]["Object__c"]));
            }
        }
        told
    }

    /// The objects that may be searched for somebody: every search target, stored or to be stored, and the panel's own choice.
    pub(super) fn searched_objects<'a>(&'a self, changes: &'a [Value]) -> Vec<&'a str> {
        let stored = self.org.settings.lists.iter().filter(|row| List::of_object(&row.list) == Some(List::Targets));
        let stored = stored.filter_map(|row| row.values.get("Object__c"));
        let wanted = changes.iter().filter(|change| change["list"] == List::Targets.row().object);
        let wanted =
            wanted.flat_map(|change| change["to"].as_array().into_iter().flatten().map(|row| &row["Object__c"]));
        DEFAULT_TARGETS.into_iter().chain(stored.chain(wanted).filter_map(Value::as_str)).collect()
    }

    /// Whether the org may use stored addresses: not a sandbox in which nobody has set one, or the allowed hosts, for the organisation.
    fn has_own_addresses(&self) -> bool {
        let is_own = |change: &Change| {
            change.level == "organisation"
                && (ADDRESSES.contains(&&*change.field) || change.field == "Allowed_Hosts__c")
        };
        !self.faults.sandbox || self.org.settings.changes.iter().any(is_own)
    }

    /// Whether the running user may see a name plays no part: the objects that logs can be written to, by their stored names.
    pub(super) fn log_targets<'a>(&'a self, changes: &'a [Value]) -> Vec<&'a str> {
        let stored = self.org.settings.rows.values().filter_map(|row| row.get(LOG_TARGET));
        let wanted = changes.iter().filter(|change| change["field"] == LOG_TARGET).map(|change| &change["to"]);
        let names = stored.chain(wanted).filter_map(Value::as_str);
        let known = names.filter(|name| !name.is_empty() && of_log_target(&self.org.access, name).is_none());
        std::iter::once("Task").chain(known).collect()
    }
}

/// The addresses of a level that come from the org that this sandbox is a copy of.
fn copied(level: &Value) -> Vec<Value> {
    let stored = |field: &&'static str| {
        let name = level["values"][*field].as_str()?.to_owned();
        let fault = Fault { reason: "copied", field, name };
        Some(tell(&fault, &Value::Null, &level["level"], &Value::Null))
    };
    ADDRESSES.iter().filter_map(stored).collect()
}

fn tell(fault: &Fault, list: &Value, level: &Value, object: &Value) -> Value {
    json!({
        "list": list, "level": level, "field": fault.field, "object": object,
        "name": fault.name, "reason": fault.reason,
    })
}

/// Why calls cannot be logged in an object.
pub fn of_log_target(access: &Access, name: &str) -> Option<Fault> {
    let fault = |reason| Some(Fault { reason, field: LOG_TARGET, name: name.to_owned() });
    match access.existing(name) {
        None => fault("gone"),
        Some(object) if object.name == "Task" || object.name.ends_with("__c") => None,
        Some(_) => fault("unsuitable"),
    }
}

/// Why a field does not say how names are read: none of the objects that are searched has it.
pub fn of_phonetic_field(access: &Access, name: &str, searched: &[&str]) -> Option<Fault> {
    let has_field = |object: &&str| {
        access.existing(object).is_some_and(|object| access.existing_field(object, name.trim()).is_some())
    };
    let is_there = searched.iter().any(has_field);
    (!is_there).then(|| Fault { reason: "gone", field: PHONETIC_FIELD, name: name.to_owned() })
}

/// The objects that are searched: those of the nearest level that names any which the org has, else the panel's own choice.
fn searched<'a>(access: &Access, settings: &'a Value) -> Vec<&'a str> {
    let rows = settings["lists"].as_array().into_iter().flatten();
    let targets = rows.filter(|row| row["list"] == List::Targets.row().object);
    let known = targets.filter_map(|row| Some((&row["level"], row["values"]["Object__c"].as_str()?)));
    let known: Vec<_> = known.filter(|(_, object)| access.existing(object).is_some()).collect();
    let Some((nearest, _)) = known.last() else { return DEFAULT_TARGETS.into() };
    known.iter().filter(|(level, _)| level == nearest).map(|(_, object)| *object).collect()
}

/// What is wrong with the names in a row of a list. `target` is the object that calls are logged in.
pub fn of_row(access: &Access, list: List, row: &Map<String, Value>, target: &str) -> Vec<Fault> {
    let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
    match list {
        List::Targets => of_search_target(access, text),
        List::LogFields => match access.existing(target) {
            Some(object) => missing(access, object, "Field__c", text("Field__c")),
            None => Vec::new(),
        },
        List::Lines | List::Results | List::Statuses | List::HarassmentScript | List::HarassmentOutcomes => Vec::new(),
    }
}

fn of_search_target<'a>(access: &Access, text: impl Fn(&str) -> &'a str) -> Vec<Fault> {
    let name = text("Object__c");
    let fault = |reason| vec![Fault { reason, field: "Object__c", name: name.to_owned() }];
    let Some(object) = access.existing(name) else { return fault("gone") };
    if !object.searchable() {
        return fault("unsuitable");
    }
    let columns = ["Phone_Fields__c", "Show_Fields__c"];
    let gone = columns.into_iter().flat_map(|column| missing(access, object, column, text(column)));
    let has_phone = object.fields.iter().any(|field| matches!(field.kind, Kind::Phone));
    let lacks_phone = text("Phone_Fields__c").is_empty() && !has_phone;
    gone.chain(lacks_phone.then(|| fault("unsuitable")).into_iter().flatten()).collect()
}

/// The fields in a text that an object does not have.
fn missing(access: &Access, object: &'static Object, column: &'static str, names: &str) -> Vec<Fault> {
    let names = names.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
    let gone = names.filter(|name| access.existing_field(object, name).is_none());
    gone.map(|name| Fault { reason: "gone", field: column, name: name.to_owned() }).collect()
}
