//! The org's records in memory. [`super::save`] writes them.

use super::clock;
use super::id;
use super::schema::{self, Object};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A record.
#[derive(Clone, Debug)]
pub struct Record {
    /// 18 characters.
    pub id: String,
    /// Its object.
    pub object: &'static Object,
    /// Values by API name; an empty field is absent.
    pub fields: Map<String, Value>,
    /// When it was created, in milliseconds since 1970; 0 for the sample's own records, which are always in the search index.
    pub created_ms: u64,
}

impl Record {
    /// The record's displayed name: its name field, or else its ID.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text(self.object.name_field()).unwrap_or(&self.id)
    }

    /// The name, and behind a number what the record is about: `00001042 返品について`.
    #[must_use]
    pub fn title(&self) -> String {
        let is_number = !matches!(self.object.name_field(), "Name" | "Subject");
        match self.text("Subject").filter(|_| is_number) {
            Some(subject) => format!("{} {subject}", self.name()),
            None => self.name().to_owned(),
        }
    }

    /// The text in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }

    /// Whether it is a person account, or the contact half of one.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.fields.get("IsPersonAccount").and_then(Value::as_bool).unwrap_or(false)
    }
}

/// All records of the org.
#[derive(Clone, Debug, Default)]
pub struct Store {
    records: BTreeMap<String, Record>,
    serial: u32,
}

impl Store {
    /// Adds a record of an object with these fields, and returns its new ID.
    pub fn insert(&mut self, object: &'static Object, fields: Map<String, Value>, now_ms: u64) -> String {
        self.serial += 1;
        let id = id::id18(object.prefix, self.serial);
        self.records.insert(id.clone(), Record { id: id.clone(), object, fields, created_ms: now_ms });
        id
    }

    /// The record with that ID of 15 or 18 characters.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.records.get(&id::normalise(id)?)
    }

    /// The record with that ID, to change it.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Record> {
        self.records.get_mut(&id::normalise(id)?)
    }

    /// Deletes a record.
    pub fn delete(&mut self, id: &str) {
        if let Some(id) = id::normalise(id) {
            self.records.remove(&id);
        }
    }

    /// Every record, by ID.
    pub fn all(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The records of one object, by ID.
    pub fn of<'a>(&'a self, object: &'a str) -> impl Iterator<Item = &'a Record> {
        self.all().filter(move |r| r.object.name == object)
    }

    /// The record for the host page: fields, name, and the names of the records it refers to.
    #[must_use]
    pub fn view(&self, record: &Record) -> Value {
        let references: Map<String, Value> = record
            .fields
            .iter()
            .filter_map(|(field, value)| {
                let other = self.get(value.as_str()?)?;
                Some((field.clone(), json!({ "id": other.id, "object": other.object.name, "name": other.name() })))
            })
            .collect();
        json!({
            "id": record.id, "object": record.object.name, "name": record.name(), "fields": record.fields,
            "references": references, "isPerson": record.is_person(),
        })
    }

    /// Records that refer to the given one, except tasks: newest ID last.
    #[must_use]
    pub fn related(&self, id: &str) -> Vec<&Record> {
        let points = |r: &&Record| r.id != id && r.fields.values().any(|v| v.as_str() == Some(id));
        self.all().filter(|r| r.object.name != "Task" && r.object.searchable()).filter(points).collect()
    }

    /// The activity timeline of a record: tasks about it, newest first. A business account shows its contacts' and cases' too.
    #[must_use]
    pub fn timeline(&self, id: &str) -> Vec<&Record> {
        let mut about: Vec<&str> = vec![id];
        about.extend(self.related(id).into_iter().filter(|_| id.starts_with("001")).map(|r| r.id.as_str()));
        if let Some(contact) = self.get(id).and_then(|r| r.text("PersonContactId")) {
            about.push(contact);
        }
        let of_it = |r: &&Record| ["WhoId", "WhatId"].iter().any(|f| r.text(f).is_some_and(|v| about.contains(&v)));
        let mut tasks: Vec<&Record> = self.of("Task").filter(of_it).collect();
        tasks.reverse();
        tasks
    }

    /// Sets the dates that only the org sets.
    pub fn stamp(fields: &mut Map<String, Value>, now_ms: u64, new: bool) {
        if new {
            fields.insert("CreatedDate".into(), clock::iso(now_ms).into());
        }
        fields.insert("LastModifiedDate".into(), clock::iso(now_ms).into());
    }
}

/// The object of the record with that ID, if the ID is well-formed.
#[must_use]
pub fn object_of(id: &str) -> Option<&'static Object> {
    schema::object_of(&id::normalise(id)?)
}
